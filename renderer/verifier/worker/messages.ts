import type { UnixMs } from "../../../shared/bytes/civil-time.ts";
import type { TrustStore } from "../../../shared/trust/trust-store.ts";
import type { Comparison } from "../../../shared/verification/comparison/comparison.ts";
import type { Policy } from "../../../shared/verification/policy.ts";
import type { Verdict } from "../../../shared/verification/verdict.ts";

/** What the page asks of its worker, once: a worker judges one set of files and is then let go. */
export interface Task {
  readonly files: readonly File[];
  readonly trust: TrustStore;
  readonly policy: Policy;
  readonly now: UnixMs;
}

/** The verdict on each input, and what several say of each other. */
export interface Judged {
  readonly inputs: readonly { readonly path: string; readonly verdict: Verdict }[];
  /** Null for one input. */
  readonly comparison: Comparison | null;
}

export type Told =
  | { readonly kind: "progress"; readonly done: number; readonly total: number }
  | { readonly kind: "judged"; readonly judged: Judged }
  | { readonly kind: "broken"; readonly detail: string };
