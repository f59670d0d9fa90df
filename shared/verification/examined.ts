import type { Facts } from "./facts.ts";
import type { Finding } from "./verdict.ts";

/** What the examination of one input gave, whatever kind of file it is; judged by the policy afterwards. */
export interface Examined {
  readonly findings: readonly Finding[];
  readonly facts: Facts;
  /** Whether a practice network or authority took part. */
  readonly practice: boolean;
  /** Subjects beyond what is needed: what stays open about them does not make the verdict worse. */
  readonly surplus: ReadonlySet<string>;
}
