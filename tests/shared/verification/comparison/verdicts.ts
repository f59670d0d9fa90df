import { fromUtf8 } from "../../../../shared/bytes/utf8.ts";
import { toHex } from "../../../../shared/bytes/hex.ts";
import { toUtf8 } from "../../../../shared/bytes/utf8.ts";
import { digestOf } from "../../../../shared/digest/digest.ts";
import type { FileMember } from "../../../../shared/evidence/descriptor.ts";
import { verifySignature } from "../../../../shared/signature/verify-signature.ts";
import { compareVerdicts } from "../../../../shared/verification/comparison/compare-verdicts.ts";
import type { ComparedInput } from "../../../../shared/verification/comparison/comparison.ts";
import { type Facts, noFacts, type ReceiptFacts } from "../../../../shared/verification/facts.ts";
import { withStandings } from "../../../../shared/verification/times/time-standing.ts";
import type { Check } from "../../../../shared/verification/verdict.ts";
import { sampleNetwork, sampleReceipt } from "../../../parties/sample-network.ts";

/** A digest that follows from a text. */
export function digest(text: string): string {
  return toHex(digestOf("sha256", toUtf8(text)));
}

/** The verdict of a package that passed, with these facts. */
export function passed(path: string, facts: Partial<Facts> = {}): ComparedInput {
  const whole: Facts = {
    ...noFacts,
    format: "package",
    id: digest(`id ${path}`).slice(0, 32),
    number: `number of ${path}`,
    fingerprint: digest(`fingerprint ${path}`),
    ...facts,
  };
  const verdict = { outcome: "passed" as const, practice: false, policy: "test", checks: [] };
  return { path, verdict: { ...verdict, facts: withStandings(verdict, whole) } };
}

/** The same input, failed by one check. */
export function failed(input: ComparedInput): ComparedInput {
  const check: Check = {
    code: "EVIDENCE_MISSING",
    subject: "",
    data: {},
    outcome: "failed",
    required: true,
  };
  return { ...input, verdict: { ...input.verdict, outcome: "failed", checks: [check] } };
}

export function compare(inputs: readonly ComparedInput[]) {
  const comparison = compareVerdicts(inputs, verifySignature);
  return { ...comparison, codes: comparison.findings.map(({ code }) => code) };
}

export function member(path: string, content: string): FileMember {
  const sha256 = digest(content);
  const originalName = { text: path };
  return {
    id: path,
    path,
    originalName,
    role: "original",
    type: "file",
    size: content.length,
    sha256,
    encoding: "plain",
  };
}

export const network = sampleNetwork();

/** Receipt facts for entry `index` of `size`, in a log whose other leaves are `leafAt`'s. */
export function registered(
  index: number,
  size: number,
  leafAt?: (number: number) => Uint8Array,
  seconds = [1_795_262_400, 1_795_262_401, 1_795_262_402],
): ReceiptFacts {
  const leaf = leafOf(index);
  const proof = sampleReceipt(network, leaf, {
    index,
    size,
    seconds,
    ...(leafAt === undefined ? {} : { leafAt }),
  });
  return {
    origin: network.draft.origin,
    index,
    size,
    existedBy: 1_795_262_400_000,
    cosignatures: [{ institution: "Court A", role: "court", time: 1_795_262_400_000 }],
    needed: 3,
    institutions: 3,
    practice: false,
    trusted: true,
    file: "receipt.tlog-proof",
    logKey: network.logKey.verifier.text,
    proof: fromUtf8(proof) ?? "",
  };
}

/** The leaf at a place: one history in which every entry is a registration. */
export function leafOf(index: number) {
  return {
    type: "registration" as const,
    fingerprint: digest(`item ${String(index)}`),
    submission: digest(`submission ${String(index)}`),
    acceptedBy: "court",
    acceptedAt: 1_795_262_400_000,
    blockTime: 1_795_262_400_000,
  };
}

/** A sound token of a trusted authority. */
export function token(time: number, practice = false) {
  return {
    file: "timestamp001.tst",
    time,
    authority: "TSA",
    policy: "1.2",
    closing: false,
    practice,
    trusted: true,
    accuracyMs: null,
    sound: true,
  };
}
