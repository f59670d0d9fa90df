import type { Rule } from "../../rules/rule.ts";
import { fromHex } from "../../bytes/hex.ts";
import { fromUtf8 } from "../../bytes/utf8.ts";
import type { ByteSource } from "../../digest/byte-source.ts";
import { evidenceNumber } from "../../evidence/evidence-number.ts";
import { parseCheckpoint } from "../../log/checkpoint.ts";
import { judgeCheckpoint } from "../../log/checkpoint-quorum.ts";
import { maxTlogProofBytes, parseTlogProof } from "../../log/tlog-proof.ts";
import { epochAt } from "../../network/descriptor-trust.ts";
import type { Leaf } from "../../network/leaf.ts";
import { isPracticeOrigin } from "../../trust/practice.ts";
import { trustedNetwork } from "../../trust/trust-store.ts";
import type { Examined } from "../examined.ts";
import { type Facts, noFacts, type ReceiptFacts } from "../facts.ts";
import { checkPractice } from "../practice/check-practice.ts";
import { checkOrder } from "../times/check-order.ts";
import { registeredAt } from "../times/timeline.ts";
import { type Finding, finding } from "../verdict.ts";
import type { ExamineOptions } from "../verify-options.ts";
import { checkCosignatures } from "./check-cosignatures.ts";
import { checkInclusion } from "./check-inclusion.ts";
import { checkReceiptData } from "./check-receipt-data.ts";
import { findRecord, type ProvenRecord } from "./receipt-data.ts";
import { type ReceiptStanding, receiptFacts } from "./receipt-facts.ts";

/**
 * Judges a bare C2SP tlog-proof with the data it is for: `data`, which must be it, or whichever of `files` is: the
 * record itself, the submission.json or the payload manifest that a leaf of ours names. Proofs of other logs are
 * judged the same; what their records mean is not. The quorum is that of the trusted descriptor's epoch that covers
 * the checkpoint's size: a receipt brings no trust of its own.
 *
 * @returns an indeterminate check that says what is needed when nothing is given that it could be about. Rejects
 *   only when the source does.
 */
export async function examineReceipt(
  source: ByteSource,
  options: ExamineOptions,
): Promise<Examined> {
  if (source.size > maxTlogProofBytes) return malformed("text-too-large");
  const bytes = await source.read(0, source.size);
  const proof = parseTlogProof(bytes);
  if (!proof.ok) return malformed(proof.fault.rule);
  const checkpoint = parseCheckpoint(proof.value.checkpoint);
  if (!checkpoint.ok) return malformed(checkpoint.fault.rule);

  const { data, files = [], trust, verify } = options;
  const { index } = proof.value;
  const { origin, size } = checkpoint.value;
  const candidates = data === undefined ? files : [data, ...files];
  const record = await findRecord(proof.value, checkpoint.value, candidates);
  const { findings: about, fits } = await checkReceiptData(record, { data, files, verify });
  const findings: Finding[] = [...about];
  if (!fits && data === undefined)
    findings.push(finding("RECEIPT_DATA_NEEDED", "", { origin, index }));
  const included = record.bytes !== undefined;
  // Extra data that is no leaf of ours need not be the record: without one there is nothing that could fail.
  if (included || record.leaf !== undefined || data !== undefined)
    findings.push(checkInclusion("", index, size, included));
  // A receipt of a registration carries its leaf: anything else in that place has been altered.
  const altered = record.extra === "opaque" && record.leaf !== undefined;
  if (included && (altered || record.extra === "other-leaf"))
    findings.push(finding("LEAF_DISAGREES", "", { field: "extra" }));
  else if (record.extra === "opaque") findings.push(finding("RECEIPT_EXTRA_UNPROVEN", "", {}));
  if (included && record.leaf === undefined) findings.push(finding("RECEIPT_RECORD_RAW", "", {}));

  const network = trustedNetwork(trust, origin);
  const practice = network?.practice ?? isPracticeOrigin(origin);
  const trusted = network !== undefined;
  const file = fromUtf8(bytes) ?? "";
  const standing: ReceiptStanding = {
    file: "",
    proof: file,
    index,
    checkpoint: checkpoint.value,
    included,
    practice,
    trusted,
  };
  const signed = judgeSignatures(standing, record, options);
  const practising = checkPractice([{ practice, trusted }]);
  findings.push(...signed.findings, ...inFuture(signed.facts, options.now), ...practising.findings);
  return {
    findings,
    facts: factsOf(included ? record.leaf : undefined, signed.facts),
    practice: practising.practice,
    surplus: new Set(),
  };
}

function malformed(rule: Rule): Examined {
  return {
    findings: [finding("RECEIPT_MALFORMED", "", { rule })],
    facts: { ...noFacts, format: "tlog-proof" },
    practice: false,
    surplus: new Set(),
  };
}

/** Log signature and quorum by the trusted descriptor; of an unknown log only what it says of itself. */
function judgeSignatures(
  standing: ReceiptStanding,
  { leaf }: ProvenRecord,
  { trust, now, verify }: ExamineOptions,
): { readonly findings: readonly Finding[]; readonly facts: ReceiptFacts } {
  const { checkpoint, practice } = standing;
  const { origin, size } = checkpoint;
  const network = trustedNetwork(trust, origin);
  const epoch = network && epochAt(network.descriptor, size);
  if (epoch === undefined) {
    // At a stranger, practice is told as practice: no descriptor would settle it.
    const findings = practice ? [] : [finding("UNKNOWN_LOG", "", { origin })];
    return { findings, facts: unjudged(standing) };
  }
  const judgement = judgeCheckpoint(checkpoint, epoch.quorum, verify);
  const blockTime = leaf?.blockTime;
  const findings = checkCosignatures({
    name: "",
    checkpoint,
    epoch,
    judgement,
    blockTime,
    tokens: [],
    now,
  });
  return { findings, facts: receiptFacts(standing, epoch, judgement) };
}

function unjudged({ checkpoint, index, practice, proof, file }: ReceiptStanding): ReceiptFacts {
  const { origin, size } = checkpoint;
  const none = { existedBy: null, cosignatures: [], needed: 0, institutions: 0, trusted: false };
  return { origin, index, size, practice, proof, file, ...none };
}

function inFuture(receipt: ReceiptFacts, now: number): readonly Finding[] {
  const time = registeredAt(receipt);
  if (time === undefined) return [];
  const times = { stamps: [], receipt: { file: "", time, accuracyMs: null }, closing: null };
  return checkOrder(times, now).filter(({ code }) => code !== "TIMES_IN_ORDER");
}

/** @param leaf undefined unless it is in the log: what a false one claims is no fact */
function factsOf(leaf: Leaf | undefined, receipt: ReceiptFacts): Facts {
  const fingerprint = leaf?.fingerprint;
  const octets = fingerprint === undefined ? undefined : fromHex(fingerprint);
  return {
    ...noFacts,
    format: "tlog-proof",
    fingerprint: fingerprint ?? null,
    number: octets === undefined ? null : evidenceNumber(octets),
    receipt,
  };
}
