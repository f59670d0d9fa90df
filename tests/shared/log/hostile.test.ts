import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toHex } from "../../../shared/bytes/hex.ts";
import { toUtf8 } from "../../../shared/bytes/utf8.ts";
import { judgeCheckpoint } from "../../../shared/log/checkpoint-quorum.ts";
import { checkpointText, parseCheckpoint } from "../../../shared/log/checkpoint.ts";
import { type Note, parseNote, writeNote } from "../../../shared/log/note.ts";
import { fewestCosigners, isSatisfied, parsePolicy } from "../../../shared/log/quorum-policy.ts";
import {
  maxTlogProofBytes,
  parseTlogProof,
  writeTlogProof,
} from "../../../shared/log/tlog-proof.ts";
import { verifySignature } from "../../../shared/signature/verify-signature.ts";
import {
  cosignatureLine,
  sampleKey,
  sampleNetwork,
  type SampleSeat,
} from "../../parties/sample-network.ts";

const bytes32 = fc.uint8Array({ minLength: 32, maxLength: 32 });

describe("parse(write(x)) = x", () => {
  const name = fc.string({
    unit: fc.constantFrom("a", "Z", "9", ".", "/", "é", "法"),
    minLength: 1,
    maxLength: 12,
  });
  const signature = fc.record({
    name,
    keyId: fc.uint8Array({ minLength: 4, maxLength: 4 }).map(toHex),
    signature: fc.uint8Array({ minLength: 1, maxLength: 100 }),
  });
  const line = fc.string({ unit: fc.constantFrom("a", "—", " ", "法", "+"), maxLength: 8 });

  test("for notes", () => {
    const notes = fc.record({
      text: fc
        .array(line, { minLength: 1, maxLength: 6 })
        .map((lines) => `x\n${lines.join("\n")}\n`),
      signatures: fc.array(signature, { minLength: 1, maxLength: 16 }),
    });
    fc.assert(
      fc.property(notes, (note: Note) => {
        expect(parseNote(writeNote(note))).toEqual({ ok: true, value: note });
      }),
    );
  });

  test("for proofs", () => {
    const proofs = fc.record({
      extra: fc.option(fc.uint8Array({ minLength: 1, maxLength: 60 }), { nil: undefined }),
      index: fc.nat(),
      hashes: fc.array(bytes32, { maxLength: 20 }),
      checkpoint: fc.constant(toUtf8("origin\n1\nAA==\n\n— a AAAAAAA=\n")),
    });
    fc.assert(
      fc.property(proofs, (proof) => {
        expect(parseTlogProof(writeTlogProof(proof))).toEqual({ ok: true, value: proof });
      }),
    );
  });

  test("for checkpoint texts", () => {
    fc.assert(
      fc.property(name, fc.nat(), bytes32, signature, (origin, size, root, by) => {
        const note = { text: checkpointText({ origin, size, root }), signatures: [by] };
        expect(parseCheckpoint(writeNote(note))).toMatchObject({
          ok: true,
          value: { origin, size, root },
        });
      }),
    );
  });
});

test("a line of a proof is measured in octets, not in letters", () => {
  const proofWith = (name: string) => {
    const note = `origin\n1\nAA==\n\n— ${name} AAAAAAA=\n`;
    return parseTlogProof(toUtf8(`c2sp.org/tlog-proof@v1\nindex 0\n\n${note}`));
  };
  expect(proofWith("法".repeat(21_000)).ok).toBe(true);
  expect(proofWith("法".repeat(22_000))).toMatchObject({
    ok: false,
    fault: { rule: "proof-line-too-long" },
  });
});

describe("anything at all", () => {
  test("is read or refused, never thrown at", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        for (const parse of [parseNote, parseCheckpoint, parsePolicy, parseTlogProof]) {
          expect(typeof parse(bytes).ok).toBe("boolean");
        }
      }),
    );
  });

  test("too much of it is refused unread", () => {
    const huge = new Uint8Array(maxTlogProofBytes + 1).fill(0x61);
    for (const parse of [parseNote, parseCheckpoint, parsePolicy, parseTlogProof]) {
      expect(parse(huge)).toMatchObject({ ok: false, fault: { rule: "text-too-large" } });
    }
  });
});

const fourSeats: readonly SampleSeat[] = (
  ["court", "notary", "arbitration", "forensic"] as const
).map((role) => ({ role, name: role }));

describe("the quorum", () => {
  const network = sampleNetwork({ seats: fourSeats, threshold: 3 });
  const parsed = parsePolicy(network.policyBytes);
  if (!parsed.ok) throw new Error(parsed.fault.rule);
  const policy = parsed.value;
  const text = checkpointText({ origin: network.draft.origin, size: 9, root: new Uint8Array(32) });
  const logLine = {
    name: network.draft.origin,
    keyId: network.logKey.verifier.keyId,
    signature: network.logKey.sign(toUtf8(text)),
  };
  const judge = (lines: Note["signatures"]) => {
    const checkpoint = parseCheckpoint(writeNote({ text, signatures: lines }));
    if (!checkpoint.ok) throw new Error(checkpoint.fault.rule);
    return judgeCheckpoint(checkpoint.value, policy, verifySignature);
  };
  const cosign = (seat: number, seconds: number) =>
    cosignatureLine(network.cosigners[seat] ?? network.logKey, text, seconds);

  test("needs three of four, and takes the second smallest time, since one may lie", () => {
    expect(fewestCosigners(policy)).toBe(3);
    const judgement = judge([logLine, cosign(0, 100), cosign(1, 1_000), cosign(2, 2_000)]);
    expect(judgement).toMatchObject({ satisfied: true, existedBy: 1_000, log: "valid" });
    expect(judge([logLine, cosign(0, 100), cosign(1, 1_000)])).toMatchObject({ satisfied: false });
  });

  test("counts an institution once, at its earliest time", () => {
    const judgement = judge([logLine, cosign(0, 500), cosign(0, 100), cosign(0, 900)]);
    expect(judgement.cosigned).toMatchObject([{ seconds: 100 }]);
    expect(judgement.satisfied).toBe(false);
  });

  test("ignores keys that it does not know, and refuses a known key's false line", () => {
    const stranger = cosignatureLine(sampleKey("stranger", "cosignature"), text, 5);
    expect(judge([logLine, stranger])).toMatchObject({ cosigned: [], invalid: [] });
    const line = cosign(1, 7);
    const bent = {
      ...line,
      signature: line.signature.map((octet, at) => (at === 30 ? octet ^ 1 : octet)),
    };
    expect(judge([logLine, bent, cosign(1, 8)]).invalid.map(({ name }) => name)).toEqual([
      "notary-2",
    ]);
  });

  test("takes no log signature for a cosignature, nor the other way round", () => {
    const [first] = network.cosigners;
    if (first === undefined) throw new Error("no cosigner");
    const asLog = {
      name: first.verifier.name,
      keyId: first.verifier.keyId,
      signature: first.sign(toUtf8(text)),
    };
    expect(judge([logLine, asLog]).invalid).toHaveLength(1);
    const asCosignature = cosignatureLine(network.logKey, text, 3);
    expect(judge([asCosignature]).log).toBe("invalid");
  });

  test("knows no time beyond the year 9999", () => {
    expect(judge([logLine, cosign(0, 253_402_300_800)]).invalid).toHaveLength(1);
  });

  test("of nested groups needs what its cheapest way needs", () => {
    const nested = sampleNetwork({ seats: fourSeats });
    const lines = new TextDecoder().decode(nested.policyBytes).split("\n");
    const grouped = [
      ...lines.slice(0, 5),
      "group civil any arbitration-3 forensic-4",
      "group members all court-1 notary-2 civil",
      "quorum members",
      "",
    ].join("\n");
    const read = parsePolicy(toUtf8(grouped));
    if (!read.ok) throw new Error(read.fault.rule);
    expect(fewestCosigners(read.value)).toBe(3);
    const keys = read.value.witnesses.map(({ key }) => key.text);
    expect(isSatisfied(read.value, new Set([keys[0] ?? "", keys[1] ?? "", keys[3] ?? ""]))).toBe(
      true,
    );
    expect(isSatisfied(read.value, new Set([keys[0] ?? "", keys[2] ?? "", keys[3] ?? ""]))).toBe(
      false,
    );
  });
});
