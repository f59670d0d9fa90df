import type { Leaf } from "../../network/leaf.ts";
import {
  isSubmissionSigned,
  maxWindowMs,
  type Submission,
  submissionDigest,
} from "../../network/submission.ts";
import { type Finding, finding } from "../verdict.ts";
import type { ReceiptQuestion } from "./receipt-question.ts";

/** Whether leaf, submission, tokens and payload are about the same thing. */
export function checkSubmission(
  question: ReceiptQuestion,
  submission: Submission,
  leaf: Leaf,
): readonly Finding[] {
  return [...checkAgainstPackage(question, submission), ...checkLeaf(question, submission, leaf)];
}

function checkAgainstPackage(
  { submission: { name }, fingerprint, tokens, verify }: ReceiptQuestion,
  submission: Submission,
): readonly Finding[] {
  const findings: Finding[] = [];
  if (!isSubmissionSigned(submission, verify)) {
    findings.push(finding("SUBMISSION_SIGNATURE_INVALID", name, {}));
  }
  if (submission.fingerprint !== fingerprint)
    findings.push(finding("SUBMISSION_DISAGREES", name, {}));
  const present = new Set(tokens.map(({ digest }) => digest));
  for (const digest of submission.tokens) {
    if (!present.has(digest)) findings.push(finding("SUBMISSION_TOKEN_MISSING", name, { digest }));
  }
  if (findings.length === 0) findings.push(finding("SUBMISSION_AGREES", name, {}));
  for (const { file, digest } of tokens) {
    if (!submission.tokens.includes(digest)) {
      findings.push(finding("TOKEN_AFTER_REGISTRATION", file, { file }));
    }
  }
  return findings;
}

function checkLeaf(
  { receipt: { name }, submission: { bytes }, fingerprint }: ReceiptQuestion,
  submission: Submission,
  leaf: Leaf,
): readonly Finding[] {
  const findings: Finding[] = [];
  const disagree = (field: "fingerprint" | "submission"): void => {
    findings.push(finding("LEAF_DISAGREES", name, { field }));
  };
  if (leaf.fingerprint !== fingerprint) disagree("fingerprint");
  if (leaf.submission !== submissionDigest(bytes ?? new Uint8Array())) disagree("submission");
  if (!isInWindow(submission, leaf)) findings.push(finding("SUBMISSION_OUTSIDE_WINDOW", name, {}));
  return findings.length === 0 ? [finding("LEAF_AGREES", name, {})] : findings;
}

/** Whether the leaf was made while the submission was valid, and not longer before its end than a network allows. */
export function isInWindow({ notAfter }: Submission, { blockTime }: Leaf): boolean {
  return blockTime <= notAfter && notAfter - blockTime <= maxWindowMs;
}
