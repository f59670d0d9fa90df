import { toHex } from "../../bytes/hex.ts";
import { packageNames } from "../../container/package-names.ts";
import { digestOf } from "../../digest/digest.ts";
import { maxTlogProofBytes } from "../../log/tlog-proof.ts";
import { parseReceipt } from "../../network/receipt.ts";
import type { PresentProofs } from "../evidence/check-plan.ts";
import type { ReceiptFacts } from "../facts.ts";
import { checkReceipt } from "../receipt/check-receipt.ts";
import type { ReceiptFile, RegisteredToken } from "../receipt/receipt-question.ts";
import { type Finding, finding } from "../verdict.ts";
import type { StampCheck } from "./check-stamps.ts";
import type { Examination } from "./examination.ts";

/** What the files under META-INF/consortium say and prove. */
export interface PackageReceiptCheck {
  readonly findings: readonly Finding[];
  readonly facts?: ReceiptFacts;
  /** What is there of what was planned; null without a readable receipt. */
  readonly present: PresentProofs["receipt"];
}

/**
 * Judges submission, receipt, policy and descriptor against the payload and the tokens before the closing one.
 *
 * @param later tokens over the payload that came with later editions: no registration has named them
 */
export async function checkPackageReceipt(
  examination: Examination,
  stamps: readonly StampCheck[],
  later: readonly StampCheck[],
): Promise<PackageReceiptCheck> {
  const { view, trust, now, verify } = examination;
  const fileOf = async (name: string): Promise<ReceiptFile> => ({
    name,
    bytes: await view.read(name, maxTlogProofBytes),
  });
  const receipt = await fileOf(packageNames.receipt);
  const policy = await fileOf(packageNames.policy);
  const { findings, facts } = checkReceipt({
    receipt,
    policy,
    submission: await fileOf(packageNames.submission),
    network: await fileOf(packageNames.network),
    fingerprint: view.payload === undefined ? "" : toHex(digestOf("sha256", view.payload.bytes)),
    tokens: stamps.map(registeredToken),
    trust,
    now,
    verify,
  });
  const present = presentOf(receipt, policy);
  if (facts === undefined) return { findings, present };
  const after = later.map(({ file }) => finding("TOKEN_AFTER_REGISTRATION", file, { file }));
  return { findings: [...findings, ...after], present, facts };
}

/** A token with its time, as soon as nothing speaks against it. */
function registeredToken({ file, digest, facts }: StampCheck): RegisteredToken {
  if (facts?.sound !== true) return { file, digest };
  return { file, digest, time: facts.time, accuracyMs: facts.accuracyMs };
}

/** Whose receipt it is and under which policy, as its own bytes say. */
function presentOf(receipt: ReceiptFile, policy: ReceiptFile): PresentProofs["receipt"] {
  const parsed = receipt.bytes && parseReceipt(receipt.bytes);
  if (parsed?.ok !== true) return null;
  const policyDigest = toHex(digestOf("sha256", policy.bytes ?? new Uint8Array()));
  return { origin: parsed.value.checkpoint.origin, policyDigest };
}
