import type { Leaf } from "../../network/leaf.ts";
import { isSubmissionSigned, parseSubmission } from "../../network/submission.ts";
import type { VerifySignature } from "../../signature/scheme.ts";
import type { LooseFile } from "../files/loose-file.ts";
import { type Finding, finding } from "../verdict.ts";
import { isInWindow } from "./check-submission.ts";
import { type DataRole, type ProvenRecord, roleOf } from "./receipt-data.ts";

/** What a bare receipt is compared with. */
export interface ReceiptData {
  /** It must be what the receipt is about. */
  readonly data: LooseFile | undefined;
  /** They may be. */
  readonly files: readonly LooseFile[];
  readonly verify: VerifySignature;
}

/** What was found, and whether any file was what the receipt is about. */
export interface DataAnswer {
  readonly findings: readonly Finding[];
  readonly fits: boolean;
}

/** Says of the data, and of those files that have to do with the receipt, what they are to it. */
export async function checkReceiptData(
  record: ProvenRecord,
  { data, files, verify }: ReceiptData,
): Promise<DataAnswer> {
  const findings: Finding[] = [];
  let fits = false;
  for (const file of data === undefined ? files : [data, ...files]) {
    const { name } = file;
    const role = await roleOf(file, record).catch(() => "unreadable" as const);
    if (role === "unreadable") findings.push(finding("SOURCE_UNREADABLE", name, { file: name }));
    else if (role !== "none") {
      fits = true;
      findings.push(given(name, role));
      if (role === "submission" && record.leaf !== undefined)
        findings.push(...(await checkGivenSubmission(file, record.leaf, verify)));
    } else if (file === data) findings.push(finding("RECEIPT_OF_OTHER_DATA", name, { file: name }));
  }
  return { findings, fits };
}

function given(name: string, role: DataRole): Finding {
  switch (role) {
    case "leaf":
      return finding("RECEIPT_LEAF_GIVEN", name, { file: name });
    case "submission":
      return finding("RECEIPT_SUBMISSION_GIVEN", name, { file: name });
    case "manifest":
      return finding("RECEIPT_MANIFEST_GIVEN", name, { file: name });
  }
}

/** The leaf names the submission's digest; that it is one, signed, and about the same item is another matter. */
async function checkGivenSubmission(
  file: LooseFile,
  leaf: Leaf,
  verify: VerifySignature,
): Promise<readonly Finding[]> {
  const { name } = file;
  const bytes = await file.read().catch(() => undefined);
  if (bytes === undefined) return [finding("SOURCE_UNREADABLE", name, { file: name })];
  const parsed = parseSubmission(bytes);
  if (!parsed.ok) return [finding("SUBMISSION_MALFORMED", name, { rule: parsed.fault.rule })];
  const submission = parsed.value;
  const findings: Finding[] = [];
  if (!isSubmissionSigned(submission, verify))
    findings.push(finding("SUBMISSION_SIGNATURE_INVALID", name, {}));
  if (submission.fingerprint !== leaf.fingerprint)
    findings.push(finding("LEAF_DISAGREES", name, { field: "fingerprint" }));
  if (!isInWindow(submission, leaf)) findings.push(finding("SUBMISSION_OUTSIDE_WINDOW", name, {}));
  return findings;
}
