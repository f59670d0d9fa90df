import { toHex } from "../../bytes/hex.ts";
import { equalBytes } from "../../bytes/octets.ts";
import type { Result } from "../../bytes/result.ts";
import { toUtf8 } from "../../bytes/utf8.ts";
import { digestOf } from "../../digest/digest.ts";
import { judgeCheckpoint, type QuorumJudgement } from "../../log/checkpoint-quorum.ts";
import { parsePolicy } from "../../log/quorum-policy.ts";
import { epochAt, institutionOf, isDescriptorSigned } from "../../network/descriptor-trust.ts";
import { type Descriptor, type Epoch, parseDescriptor } from "../../network/descriptor.ts";
import { isIncluded, parseReceipt, type Receipt } from "../../network/receipt.ts";
import { parseSubmission } from "../../network/submission.ts";
import { trustedNetwork } from "../../trust/trust-store.ts";
import type { ReceiptFacts } from "../facts.ts";
import { type Finding, finding } from "../verdict.ts";
import { checkSubmission } from "./check-submission.ts";
import type { ReceiptAnswer, ReceiptQuestion } from "./receipt-question.ts";

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
  const findings: Finding[] = [];
  const receipt = read(question.receipt.bytes, parseReceipt, (rule) => {
    findings.push(finding("RECEIPT_MALFORMED", question.receipt.name, { rule }));
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
    findings.push(...checkSubmission(question, submission, receipt));
  }
  if (receipt === undefined || policy === undefined || descriptor === undefined)
    return { findings };
  const network = judgeNetwork(question, receipt, descriptor);
  findings.push(...network.findings);
  if (network.epoch === undefined) return { findings };
  const { epoch, trusted } = network;
  const judgement = judgeCheckpoint(receipt.checkpoint, epoch.quorum, question.verify);
  findings.push(...checkSignatures(question, receipt, epoch, judgement));
  const included = isIncluded(receipt);
  findings.push(checkInclusion(question, receipt, included));
  const proven = trusted && included && judgement.log === "valid" && judgement.satisfied;
  const facts = factsOf(receipt, epoch, judgement, descriptor.practice, trusted, proven);
  return { findings, facts };
}

function read<T>(
  bytes: Uint8Array | undefined,
  parse: (bytes: Uint8Array) => Result<T>,
  refused: (rule: string) => void,
): T | undefined {
  if (bytes === undefined) return undefined;
  const parsed = parse(bytes);
  if (parsed.ok) return parsed.value;
  refused(parsed.fault.rule);
  return undefined;
}

interface NetworkJudgement {
  readonly findings: readonly Finding[];
  readonly epoch: Epoch | undefined;
  readonly trusted: boolean;
}

/** Which epoch judges the receipt: the trusted descriptor's, else what the package claims. */
function judgeNetwork(
  { network, policy, trust }: ReceiptQuestion,
  { checkpoint }: Receipt,
  claimed: Descriptor,
): NetworkJudgement {
  const findings: Finding[] = [];
  const { origin, size } = checkpoint;
  const differs = (name: string): void => {
    findings.push(finding("NETWORK_COPY_DIFFERS", name, { file: name }));
  };
  const accepted = trustedNetwork({ roots: [], crls: [], networks: trust.networks }, origin);
  if (claimed.origin !== origin) differs(network.name);
  if (accepted === undefined && !claimed.practice) {
    const digest = toHex(digestOf("sha256", network.bytes ?? new Uint8Array()));
    findings.push(
      finding("UNKNOWN_NETWORK", network.name, { name: claimed.name.zh, origin, digest }),
    );
  }
  const ofThisLog = claimed.origin === origin;
  const contradicts =
    accepted !== undefined && ofThisLog && !sameHistory(claimed, accepted.descriptor);
  if (contradicts) differs(network.name);
  const claimedEpoch = epochAt(claimed, size);
  const acceptedEpoch = accepted === undefined ? undefined : epochAt(accepted.descriptor, size);
  if (
    acceptedEpoch !== undefined &&
    ofThisLog &&
    !contradicts &&
    (claimedEpoch?.n ?? 0) > acceptedEpoch.n
  ) {
    findings.push(finding("NETWORK_NEWER", network.name, { origin }));
    return { findings, epoch: claimedEpoch, trusted: false };
  }
  const epoch = acceptedEpoch ?? (ofThisLog ? claimedEpoch : undefined);
  if (epoch === undefined) return { findings, epoch, trusted: false };
  if (!equalBytes(policy.bytes ?? new Uint8Array(), toUtf8(epoch.policy))) differs(policy.name);
  return { findings, epoch, trusted: acceptedEpoch !== undefined };
}

/** Whether two descriptors of one log agree on the epochs that both know: only then is one newer than the other. */
function sameHistory(a: Descriptor, b: Descriptor): boolean {
  return a.epochs.every(({ fromSize, policy }, n) => {
    const other = b.epochs[n];
    return other === undefined || (other.fromSize === fromSize && other.policy === policy);
  });
}

function nameOf(epoch: Epoch, vkey: string): string {
  return institutionOf(epoch, vkey)?.name ?? vkey;
}

const toleratedMs = 120_000;

function checkSignatures(
  { receipt: { name } }: ReceiptQuestion,
  { checkpoint, leaf }: Receipt,
  epoch: Epoch,
  judgement: QuorumJudgement,
): readonly Finding[] {
  const { origin } = checkpoint;
  const { cosigned, invalid, missing, satisfied, needed, existedBy } = judgement;
  const findings: Finding[] = [
    judgement.log === "valid"
      ? finding("LOG_SIGNATURE_VALID", name, { origin })
      : finding("LOG_SIGNATURE_INVALID", name, { origin }),
  ];
  for (const { key } of invalid) {
    findings.push(finding("COSIGNATURE_INVALID", name, { institution: nameOf(epoch, key.text) }));
  }
  if (!satisfied) {
    const names = [...invalid, ...missing].map(({ key }) => nameOf(epoch, key.text)).join(", ");
    const data = { cosigned: cosigned.length, needed, missing: names };
    return [...findings, finding("QUORUM_MISSED", name, data)];
  }
  if (existedBy === undefined) return [...findings, finding("EXISTED_BY_UNSETTLED", name, {})];
  const span = Math.floor(leaf.blockTime / 1000) * 1000 - existedBy * 1000;
  if (span > toleratedMs) findings.push(finding("BLOCK_TIME_LATE", name, { span }));
  const institutions = epoch.institutions.length;
  const data = { cosigned: cosigned.length, institutions, needed, existedBy: existedBy * 1000 };
  return [...findings, finding("QUORUM_REACHED", name, data)];
}

function checkInclusion(
  { receipt: { name } }: ReceiptQuestion,
  receipt: Receipt,
  included: boolean,
): Finding {
  const { index, checkpoint } = receipt;
  return included
    ? finding("INCLUSION_PROVEN", name, { index, size: checkpoint.size })
    : finding("INCLUSION_FAILED", name, {});
}

function factsOf(
  { index, checkpoint }: Receipt,
  epoch: Epoch,
  { cosigned, existedBy, needed }: QuorumJudgement,
  practice: boolean,
  trusted: boolean,
  proven: boolean,
): ReceiptFacts {
  return {
    origin: checkpoint.origin,
    index,
    size: checkpoint.size,
    existedBy: proven && existedBy !== undefined ? existedBy * 1000 : null,
    cosignatures: cosigned.flatMap(({ witness, seconds }) => {
      const institution = institutionOf(epoch, witness.key.text);
      if (institution === undefined) return [];
      return [{ institution: institution.name, role: institution.role, time: seconds * 1000 }];
    }),
    needed,
    institutions: epoch.institutions.length,
    practice,
    trusted,
  };
}
