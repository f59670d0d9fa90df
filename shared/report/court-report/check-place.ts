import { algorithmChecks } from "../../words/checks/algorithm.ts";
import { bareReceiptChecks } from "../../words/checks/bare-receipt.ts";
import { cadesChecks } from "../../words/checks/cades.ts";
import { certificateChecks } from "../../words/checks/certificate.ts";
import { comparisonChecks } from "../../words/checks/comparison.ts";
import { containerChecks } from "../../words/checks/container.ts";
import { custodyChecks } from "../../words/checks/custody.ts";
import { evidenceRecordChecks } from "../../words/checks/evidence-record.ts";
import { manifestChecks } from "../../words/checks/manifest.ts";
import { receiptChecks } from "../../words/checks/receipt.ts";
import { signatureChecks } from "../../words/checks/signature.ts";
import { submissionChecks } from "../../words/checks/submission.ts";
import { timestampChecks } from "../../words/checks/timestamp.ts";
import { timestampSignerChecks } from "../../words/checks/timestamp-signer.ts";
import { trustChecks } from "../../words/checks/trust.ts";
import type { SectionId } from "./report-document.ts";

const tables: readonly (readonly [object, SectionId])[] = [
  [custodyChecks, "custody"],
  [receiptChecks, "registration"],
  [submissionChecks, "registration"],
  [bareReceiptChecks, "registration"],
  [signatureChecks, "parties"],
  [cadesChecks, "parties"],
  [timestampChecks, "time"],
  [timestampSignerChecks, "time"],
  [algorithmChecks, "time"],
  [evidenceRecordChecks, "time"],
  [certificateChecks, "time"],
  [trustChecks, "conclusion"],
  [comparisonChecks, "conclusion"],
  [containerChecks, "integrity"],
  [manifestChecks, "integrity"],
];

const times = /^(?:TOKEN|TIME|TIMES|RECORD|PLANNED_TOKENS|PLANNED_AUTHORITY|NOT_BEFORE)(?:_|$)/u;
const registrations = /^PLANNED_(?:RECEIPT|NETWORK|POLICY)_/u;

/** The section in which a check stands: each in exactly one, those of no known subject under 完整性. */
export function placeOf(code: string): SectionId {
  for (const [table, section] of tables) if (Object.hasOwn(table, code)) return section;
  if (registrations.test(code)) return "registration";
  return times.test(code) ? "time" : "integrity";
}

/** Which step of 复核方法 repeats a check of a package with foreign tools; undefined where none does. */
export function stepOf(code: string): number | undefined {
  return steps.find(([pattern]) => pattern.test(code))?.[1];
}

const steps: readonly (readonly [RegExp, number])[] = [
  [/^(?:CONTAINER_|COVERAGE_|ENTRY_NOT|ENTRY_MISSING|MIMETYPE_|ARCHIVE_MANIFEST)/u, 2],
  [/^(?:MANIFEST_|ENTRY_|MEMBER_|EVIDENCE_|BUNDLE_|PAYLOAD_|STAMP_SCOPE|FILE_)/u, 3],
  [/^SUBMISSION_SIGNATURE_/u, 9],
  [/^(?:TOKEN_AFTER_REGISTRATION|SUBMISSION_|LEAF_|RECEIPT_)/u, 7],
  [
    /^(?:TOKEN_|TIMES_|TIME_|CHAIN_|CERTIFICATE_|NOT_REVOKED|REVO|TRY_LATER|CLOSING_|REQUEST_|RESPONSE_)/u,
    4,
  ],
  [/^RECORD_/u, 5],
  [/^(?:SIGNATURE_|SIGNER_)/u, 6],
  [/^CUSTODY_/u, 9],
  [/^SUMS_/u, 10],
  [/^(?:LOG_|COSIGNATURE_|QUORUM_|INCLUSION_|EXISTED_BY|BLOCK_TIME|POLICY_)/u, 8],
];
