import { describe, expect, test } from "vitest";
import { fromUtf8, toUtf8 } from "../../../../shared/bytes/utf8.ts";
import type { NoteSignature } from "../../../../shared/log/note.ts";
import { parseTlogProof, writeTlogProof } from "../../../../shared/log/tlog-proof.ts";
import { checkReceipt } from "../../../../shared/verification/receipt/check-receipt.ts";
import { cosignatureLine, sampleKey, sampleSubmission } from "../../../parties/sample-network.ts";
import { faults, honestSubmission, noon, question, tokenA, tokenB } from "./receipt-asking.ts";

describe("a receipt that does not hold", () => {
  const dropped = (suffix: string) => (lines: readonly NoteSignature[]) =>
    lines.filter(({ name }) => !name.endsWith(suffix));
  const bent = (suffix: string) => (lines: readonly NoteSignature[]) =>
    lines.map((line) =>
      line.name.endsWith(suffix)
        ? { ...line, signature: line.signature.map((octet, at) => (at === 40 ? octet ^ 4 : octet)) }
        : line,
    );

  test.each([
    ["without the court's cosignature", { lines: dropped("court-1") }, ["QUORUM_MISSED"]],
    [
      "with a false cosignature",
      { lines: bent("notary-2") },
      ["COSIGNATURE_INVALID", "QUORUM_MISSED"],
    ],
    ["without the log's signature", { lines: dropped("/2026") }, ["LOG_SIGNATURE_INVALID"]],
    ["with a false log signature", { lines: bent("/2026") }, ["LOG_SIGNATURE_INVALID"]],
    [
      "with a leaf for another item",
      { leaf: { fingerprint: "22".repeat(32) } },
      ["LEAF_DISAGREES"],
    ],
    [
      "with a leaf for another submission",
      { leaf: { submission: "22".repeat(32) } },
      ["LEAF_DISAGREES"],
    ],
    [
      "registered after notAfter",
      { leaf: { blockTime: noon * 1000 + 300_001 } },
      ["SUBMISSION_OUTSIDE_WINDOW", "BLOCK_TIME_LATE"],
    ],
    [
      "registered long before notAfter",
      { leaf: { blockTime: noon * 1000 - 600_000 } },
      ["SUBMISSION_OUTSIDE_WINDOW"],
    ],
    [
      "cosigned long before its block",
      { seconds: [noon - 200, noon - 200, noon - 200] },
      ["BLOCK_TIME_LATE"],
    ],
  ] as const)("%s", (_, wishes, codes) => {
    expect(faults(question(wishes))).toEqual(codes);
  });

  test("names who is missing", () => {
    const { findings } = checkReceipt(question({ lines: dropped("court-1") }));
    expect(findings.find(({ code }) => code === "QUORUM_MISSED")?.data).toEqual({
      cosigned: 2,
      needed: 3,
      missing: "Court A 甲法院",
    });
  });

  test("does not count an institution twice, nor a stranger at all", () => {
    const twice = (lines: readonly NoteSignature[], text: string) => {
      const [log, court] = lines;
      if (log === undefined || court === undefined) throw new Error("no lines");
      return [log, court, court, cosignatureLine(sampleKey("stranger", "cosignature"), text, noon)];
    };
    expect(faults(question({ lines: twice }))).toEqual([
      "COSIGNATURE_PASSED_OVER",
      "QUORUM_MISSED",
    ]);
  });

  test("with another hash, index or leaf in its proof", () => {
    const asked = question();
    const proof = parseTlogProof(asked.receipt.bytes ?? new Uint8Array());
    if (!proof.ok) throw new Error(proof.fault.rule);
    const { hashes, index, extra } = proof.value;
    const later = toUtf8((fromUtf8(extra ?? new Uint8Array()) ?? "").replace(".250Z", ".251Z"));
    for (const change of [
      { hashes: hashes.slice(1) },
      { hashes: [...hashes].reverse() },
      { index: index + 1 },
      { extra: later },
    ]) {
      const bytes = writeTlogProof({ ...proof.value, ...change });
      expect(faults({ ...asked, receipt: { name: "receipt", bytes } })).toContain(
        "INCLUSION_FAILED",
      );
    }
  });
});

describe("a submission that does not fit", () => {
  test("when its signature is another's", () => {
    const text = (fromUtf8(honestSubmission) ?? "").replace('"nonce":"cc', '"nonce":"cd');
    expect(faults(question({ submission: toUtf8(text) }))).toEqual([
      "SUBMISSION_SIGNATURE_INVALID",
    ]);
  });

  test("when it is for another fingerprint", () => {
    const submission = sampleSubmission({
      fingerprint: "33".repeat(32),
      tokens: [tokenA, tokenB],
      nonce: "cc".repeat(32),
      notAfter: noon * 1000 + 300_000,
    });
    expect(faults(question({ submission }))).toEqual(["SUBMISSION_DISAGREES"]);
  });

  test("when a token that it names has been stripped or replaced", () => {
    const asked = question();
    expect(faults({ ...asked, tokens: asked.tokens.slice(1) })).toEqual([
      "SUBMISSION_TOKEN_MISSING",
    ]);
    const replaced = asked.tokens.map((token) => ({ ...token, digest: "ee".repeat(32) }));
    expect(faults({ ...asked, tokens: replaced })).toEqual([
      "SUBMISSION_TOKEN_MISSING",
      "SUBMISSION_TOKEN_MISSING",
    ]);
  });
});

describe("files that are not what they should be", () => {
  test.each([
    ["receipt", "RECEIPT_MALFORMED"],
    ["submission", "SUBMISSION_MALFORMED"],
    ["policy", "POLICY_MALFORMED"],
    ["network", "DESCRIPTOR_MALFORMED"],
  ] as const)("%s gives %s, and one that is absent is named", (which, code) => {
    expect(
      faults(question({ question: { [which]: { name: which, bytes: toUtf8("?") } } })),
    ).toContain(code);
    const asked = question({ question: { [which]: { name: which, bytes: undefined } } });
    expect(checkReceipt(asked).findings).toMatchObject([
      { code: "RECEIPT_INCOMPLETE", subject: which },
    ]);
  });

  test("no octet of receipt, policy, descriptor or submission may differ", () => {
    const asked = question();
    for (const which of ["receipt", "submission", "policy", "network"] as const) {
      const bytes = asked[which].bytes ?? new Uint8Array();
      for (let at = 0; at < bytes.length; at += 37) {
        const bent = bytes.slice();
        bent[at] = (bent[at] ?? 0) ^ 0x02;
        const found = faults({ ...asked, [which]: { name: which, bytes: bent } });
        // The package's own descriptor is a copy; the name of a network in it is covered by the closing token only.
        if (which !== "network")
          expect({ which, at, found: found.length > 0 }).toEqual({ which, at, found: true });
      }
    }
  });
});
