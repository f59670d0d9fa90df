import type { UnixMs } from "../../bytes/civil-time.ts";
import type { VerifySignature } from "../../signature/scheme.ts";
import type { TrustStore } from "../../trust/trust-store.ts";
import { checks } from "../../words/checks/catalogue.ts";
import type { PackageView } from "../container/package-view.ts";
import type { Finding } from "../verdict.ts";
import type { TrustMaterial } from "./trust-material.ts";

/** What every check of one package draws on. */
export interface Examination {
  readonly view: PackageView;
  readonly material: TrustMaterial;
  readonly trust: TrustStore;
  readonly now: UnixMs;
  readonly verify: VerifySignature;
}

/** Whether nothing among these findings speaks against what they are about. */
export function isSound(findings: readonly Finding[]): boolean {
  return findings.every(({ code }) => checks[code].outcome !== "failed");
}
