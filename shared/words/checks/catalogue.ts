import type { DataOfSaid } from "../slots.ts";
import { algorithmChecks } from "./algorithm.ts";
import { bareReceiptChecks } from "./bare-receipt.ts";
import { cadesChecks } from "./cades.ts";
import { certificateChecks } from "./certificate.ts";
import { comparisonChecks } from "./comparison.ts";
import { containerChecks } from "./container.ts";
import { custodyChecks } from "./custody.ts";
import { editionChecks } from "./edition.ts";
import { evidenceChecks } from "./evidence.ts";
import { evidenceRecordChecks } from "./evidence-record.ts";
import { manifestChecks } from "./manifest.ts";
import { receiptChecks } from "./receipt.ts";
import { signatureChecks } from "./signature.ts";
import { submissionChecks } from "./submission.ts";
import { timestampChecks } from "./timestamp.ts";
import { timestampSignerChecks } from "./timestamp-signer.ts";
import { trustChecks } from "./trust.ts";
import { zipChecks } from "./zip.ts";
import { foreignChecks } from "./foreign.ts";

/** Every check code there is. A code stands in exactly one file (a test says so). */
export const checks = {
  ...containerChecks,
  ...manifestChecks,
  ...zipChecks,
  ...foreignChecks,
  ...evidenceChecks,
  ...editionChecks,
  ...evidenceRecordChecks,
  ...custodyChecks,
  ...signatureChecks,
  ...cadesChecks,
  ...algorithmChecks,
  ...timestampChecks,
  ...timestampSignerChecks,
  ...certificateChecks,
  ...receiptChecks,
  ...submissionChecks,
  ...bareReceiptChecks,
  ...comparisonChecks,
  ...trustChecks,
} as const;

export type CheckCode = keyof typeof checks;

/** The `data` that a finding with this code must carry; a union of codes gives a union of data. */
export type CheckData<C extends CheckCode> = C extends CheckCode
  ? DataOfSaid<(typeof checks)[C]>
  : never;

export function isCheckCode(code: string): code is CheckCode {
  return Object.hasOwn(checks, code);
}
