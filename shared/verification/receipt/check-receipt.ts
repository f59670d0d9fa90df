import type { Rule } from "../../rules/rule.ts";
import type { Result } from "../../bytes/result.ts";
import { fromUtf8 } from "../../bytes/utf8.ts";
import { judgeCheckpoint } from "../../log/checkpoint-quorum.ts";
import { parsePolicy } from "../../log/quorum-policy.ts";
import { isDescriptorSigned } from "../../network/descriptor-trust.ts";
import { parseDescriptor } from "../../network/descriptor.ts";
import { isIncluded, parseReceipt } from "../../network/receipt.ts";
import { parseSubmission, type Submission } from "../../network/submission.ts";
import { type Finding, finding } from "../verdict.ts";
import { checkCosignatures } from "./check-cosignatures.ts";
import { checkInclusion } from "./check-inclusion.ts";
import { checkSubmission } from "./check-submission.ts";
import { judgeNetwork } from "./judge-network.ts";
import { receiptFacts } from "./receipt-facts.ts";
import type { ReceiptAnswer, ReceiptQuestion, RegisteredToken } from "./receipt-question.ts";

/**
 * Judges a registration: every file strictly, the log's signature, the quorum of the epoch that covers the
 * checkpoint, inclusion, and that leaf, submission, tokens and payload agree. The quorum is taken from the
 * descriptor that the verifier trusts; from the package's own only to see whether it contradicts itself, and then
 * nothing is proven. Without any of the four files there is nothing to say.
 */
export function checkReceipt(question: ReceiptQuestion): ReceiptAnswer {
  const files = [question.receipt, question.submission, question.policy, question.network];
  const absent = files.filter(({ bytes }) => bytes === undefined);
  if (absent.length === files.length) return { findings: [] };
  if (absent.length > 0) {
    return {
      findings: absent.map(({ name }) => finding("RECEIPT_INCOMPLETE", name, { file: name })),
    };
  }
  const { name } = question.receipt;
  const findings: Finding[] = [];
  const receipt = read(question.receipt.bytes, parseReceipt, (rule) => {
    findings.push(finding("RECEIPT_MALFORMED", name, { rule }));
  });
  const submission = read(question.submission.bytes, parseSubmission, (rule) => {
    findings.push(finding("SUBMISSION_MALFORMED", question.submission.name, { rule }));
  });
  const policy = read(question.policy.bytes, parsePolicy, (rule) => {
    findings.push(finding("POLICY_MALFORMED", question.policy.name, { rule }));
  });
  const descriptor = read(question.network.bytes, parseDescriptor, (rule) => {
    findings.push(finding("DESCRIPTOR_MALFORMED", question.network.name, { rule }));
  });
  if (descriptor !== undefined && !isDescriptorSigned(descriptor, question.verify)) {
    const rule = "descriptor-not-signed";
    findings.push(finding("DESCRIPTOR_MALFORMED", question.network.name, { rule }));
  }
  if (receipt !== undefined && submission !== undefined) {
    findings.push(...checkSubmission(question, submission, receipt.leaf));
  }
  if (receipt === undefined || policy === undefined || descriptor === undefined)
    return { findings };
  const { checkpoint, leaf, index } = receipt;
  const network = judgeNetwork(question, checkpoint, descriptor);
  findings.push(...network.findings);
  if (network.epoch === undefined) return { findings };
  const { epoch, trusted } = network;
  const judgement = judgeCheckpoint(checkpoint, epoch.quorum, question.verify);
  const tokens = registeredTokens(question.tokens, submission);
  const { blockTime } = leaf;
  const { now } = question;
  findings.push(
    ...checkCosignatures({ name, checkpoint, epoch, judgement, blockTime, tokens, now }),
  );
  const included = isIncluded(receipt);
  findings.push(checkInclusion(name, index, checkpoint.size, included));
  const proof = fromUtf8(question.receipt.bytes ?? new Uint8Array()) ?? "";
  const { practice } = descriptor;
  const standing = { file: name, proof, index, checkpoint, included, practice, trusted };
  return { findings, facts: receiptFacts(standing, epoch, judgement) };
}

function read<T>(
  bytes: Uint8Array | undefined,
  parse: (bytes: Uint8Array) => Result<T>,
  refused: (rule: Rule) => void,
): T | undefined {
  if (bytes === undefined) return undefined;
  const parsed = parse(bytes);
  if (parsed.ok) return parsed.value;
  refused(parsed.fault.rule);
  return undefined;
}

/** Those that the submission names: later ones need not precede a cosignature. */
function registeredTokens(
  tokens: readonly RegisteredToken[],
  submission: Submission | undefined,
): readonly RegisteredToken[] {
  const named = new Set(submission?.tokens);
  return tokens.filter(({ digest }) => named.has(digest));
}
