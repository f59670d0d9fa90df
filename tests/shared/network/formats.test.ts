import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toHex } from "../../../shared/bytes/hex.ts";
import type { Result } from "../../../shared/bytes/result.ts";
import { fromUtf8, toUtf8 } from "../../../shared/bytes/utf8.ts";
import {
  consistencyHashes,
  nodeHealth,
  refusal,
  submissionStatus,
} from "../../../shared/network/codecs.ts";
import { parseCompactLeaf, writeCompactLeaf } from "../../../shared/network/compact-leaf.ts";
import { epochAt, isDescriptorSigned } from "../../../shared/network/descriptor-trust.ts";
import { type DescriptorDraft, parseDescriptor } from "../../../shared/network/descriptor.ts";
import { type Leaf, parseLeaf, writeLeaf } from "../../../shared/network/leaf.ts";
import { parseNodeFile, writeNodeFile } from "../../../shared/network/node-file.ts";
import { nodeRoutes } from "../../../shared/network/node-routes.ts";
import { parseReceipt } from "../../../shared/network/receipt.ts";
import { pathOf } from "../../../shared/network/route.ts";
import {
  isSubmissionSigned,
  parseSubmission,
  writeSubmission,
} from "../../../shared/network/submission.ts";
import { verifySignature } from "../../../shared/signature/verify-signature.ts";
import { sampleNetwork, signedDescriptor } from "../../parties/sample-network.ts";
import { leaf, network, receiptFile, submissionFile } from "./network-samples.ts";

const digest = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(toHex);
const time = fc.integer({ min: 0, max: 253_402_300_799_999 });

/** A text with one place changed, as a file. */
function patched(file: Uint8Array, from: string, to: string): Uint8Array {
  const text = fromUtf8(file) ?? "";
  if (!text.includes(from)) throw new Error(`no ${from}`);
  return toUtf8(text.replace(from, to));
}

function ruleOf(result: Result<unknown>): string {
  return result.ok ? "" : result.fault.rule;
}

describe("submissions", () => {
  const drafts = fc.record({
    fingerprint: digest,
    tokens: fc.uniqueArray(digest, { maxLength: 6 }),
    submitter: fc.uint8Array({ minLength: 32, maxLength: 32 }),
    nonce: digest,
    notAfter: time,
    signature: fc.uint8Array({ minLength: 64, maxLength: 64 }),
  });

  test("parse(write(x)) = x", () => {
    fc.assert(
      fc.property(drafts, (submission) => {
        expect(parseSubmission(writeSubmission(submission))).toEqual({
          ok: true,
          value: submission,
        });
      }),
    );
  });

  test.each([
    ['"v":1', '"v":2', "v-range"],
    ['"v":1', '"v":1,"w":0', "unknown-field"],
    ['"nonce":"a5', '"nonce":"A5', "nonce-form"],
    ['"fingerprint":"00', '"fingerprint":"', "fingerprint-form"],
    ["2026-11-21T02:12:07.000Z", "2026-11-21T02:12:07Z", "notAfter-form"],
    ["2026-11-21T02:12:07.000Z", "2026-02-30T02:12:07.000Z", "notAfter-form"],
    ['"tokens":["0f0f', '"tokens": ["0f0f', "json-not-canonical"],
    ['"tokens":["0f', `"tokens":["${"0f".repeat(32)}","0f`, "tokens-twice"],
    ['"tokens":["0f', '"tokens":["', "tokens-form"],
    ['"submitter":"1X', '"submitter":"', "submitter-form"],
    ['ODg=="', 'ODh=="', "signature-form"],
  ])("%s changed to %s is %s", (from, to, rule) => {
    expect(ruleOf(parseSubmission(patched(submissionFile, from, to)))).toBe(rule);
  });

  test("an altered field takes the signature away", () => {
    const altered = parseSubmission(patched(submissionFile, '"nonce":"a5', '"nonce":"a6'));
    expect(altered.ok && isSubmissionSigned(altered.value, verifySignature)).toBe(false);
  });
});

describe("leaves", () => {
  const leaves: fc.Arbitrary<Leaf> = fc.record({
    type: fc.constant("registration" as const),
    fingerprint: digest,
    submission: digest,
    acceptedBy: fc.string({
      unit: fc.constantFrom("a", "/", "法", "9"),
      minLength: 1,
      maxLength: 60,
    }),
    acceptedAt: time,
    blockTime: time,
  });

  test("parse(write(x)) = x, and both forms say the same", () => {
    fc.assert(
      fc.property(leaves, (one) => {
        expect(parseLeaf(writeLeaf(one))).toEqual({ ok: true, value: one });
        expect(parseCompactLeaf(writeCompactLeaf(one))).toEqual({ ok: true, value: one });
      }),
    );
  });

  test("a changed octet of the compact form is refused or another leaf", () => {
    const compact = writeCompactLeaf(leaf);
    for (const at of compact.keys()) {
      const bent = compact.slice();
      bent[at] = (bent[at] ?? 0) ^ 0x01;
      const read = parseCompactLeaf(bent);
      expect(read.ok ? read.value : undefined).not.toEqual(leaf);
    }
  });

  test.each([
    [new Uint8Array(), "leaf-too-short"],
    [new Uint8Array(79), "leaf-too-short"],
    [new Uint8Array(300), "leaf-version"],
    [Uint8Array.from([1, 9, ...new Uint8Array(90)]), "leaf-type"],
    [Uint8Array.from([1, 1, ...new Uint8Array(90)]), "leaf-length"],
    [Uint8Array.from([1, 1, ...new Uint8Array(76), 1, 0xff]), "leaf-name"],
    [
      Uint8Array.from([
        1,
        1,
        ...new Uint8Array(64),
        ...new Uint8Array(6).fill(255),
        ...new Uint8Array(6),
        1,
        0x61,
      ]),
      "leaf-time",
    ],
  ])("compact octets %# are refused", (bytes, rule) => {
    expect(ruleOf(parseCompactLeaf(bytes))).toBe(rule);
  });

  test.each([
    ['"type":"registration"', '"type":"removal"', "type-unknown"],
    ['"acceptedBy":"log.cunzhen.example/2026/court-1"', '"acceptedBy":""', "acceptedBy-length"],
    ['"v":1', '"v":"1"', "v-not-integer"],
  ])("%s changed to %s is %s", (from, to, rule) => {
    expect(ruleOf(parseLeaf(patched(writeLeaf(leaf), from, to)))).toBe(rule);
  });
});

describe("receipts", () => {
  test("every changed octet is refused or says something else", () => {
    const honest = parseReceipt(receiptFile);
    for (let at = 0; at < receiptFile.length; at += 1) {
      const bent = receiptFile.slice();
      bent[at] = (bent[at] ?? 0) ^ 0x01;
      expect(parseReceipt(bent)).not.toEqual(honest);
    }
  });

  test("one without its leaf is refused", () => {
    const text = fromUtf8(receiptFile) ?? "";
    expect(ruleOf(parseReceipt(toUtf8(text.replace(/extra .*\n/u, ""))))).toBe(
      "receipt-without-leaf",
    );
  });
});

describe("descriptors", () => {
  const file = network.descriptorBytes;

  test.each([
    ['"practice":false', '"practice":true', "practice-mismatch"],
    ['"practice":false', '"practice":0', "practice-not-boolean"],
    ['"cunzhen-network/1"', '"cunzhen-network/2"', "format-unknown"],
    ['"role":"court"', '"role":"police"', "epochs.institutions.role-unknown"],
    [
      '"url":"https://court-1.example/"',
      '"url":"https://other.example/"',
      "institutions-are-not-the-witnesses",
    ],
    [
      '"url":"https://court-1.example/"',
      '"url":"http://court-1.example/"',
      "epochs.institutions.url-form",
    ],
    ['"fromSize":0', '"fromSize":5', "epochs-not-in-order"],
    ['"n":0', '"n":1', "epochs-not-numbered"],
    ["quorum members", "quorum nobody", "policy-unknown-name"],
    [
      '"origin":"log.cunzhen.example/2026"',
      '"origin":"log.cunzhen.example/2027"',
      "policy-of-another-log",
    ],
    ['"origin":"log.', '"origin":"LOG.', "origin-form"],
  ])("%s changed to %s is %s", (from, to, rule) => {
    expect(ruleOf(parseDescriptor(patched(file, from, to)))).toBe(rule);
  });

  test("one epoch needs the signatures of all its institutions", () => {
    const { draft, cosigners } = network;
    const signedBy = (keys: typeof cosigners): boolean => {
      const read = parseDescriptor(signedDescriptor(draft, keys));
      return read.ok && isDescriptorSigned(read.value, verifySignature);
    };
    expect(signedBy(cosigners)).toBe(true);
    expect(signedBy(cosigners.slice(1))).toBe(false);
    expect(signedBy([])).toBe(false);
  });

  test("a second epoch needs the quorum of the first, and begins at its size", () => {
    const seats = (["court", "notary", "arbitration", "forensic"] as const).map((role) => ({
      role,
      name: role,
    }));
    const first = sampleNetwork({ seats, threshold: 3 });
    const [epoch] = first.draft.epochs;
    const [only] = sampleNetwork({ seats: seats.slice(0, 1) }).draft.epochs;
    if (epoch === undefined || only === undefined) throw new Error("no epoch");
    const draft: DescriptorDraft = {
      ...first.draft,
      epochs: [epoch, { ...only, n: 1, fromSize: 100 }],
    };
    const three = parseDescriptor(signedDescriptor(draft, first.cosigners.slice(0, 3)));
    const two = parseDescriptor(signedDescriptor(draft, first.cosigners.slice(0, 2)));
    if (!three.ok || !two.ok) throw new Error("unreadable");
    expect(isDescriptorSigned(three.value, verifySignature)).toBe(true);
    expect(isDescriptorSigned(two.value, verifySignature)).toBe(false);
    expect([0, 99, 100, 5000].map((size) => epochAt(three.value, size)?.n)).toEqual([0, 0, 1, 1]);
  });

  test("a signature that does not verify spoils it", () => {
    const read = parseDescriptor(patched(file, '"signature":"f', '"signature":"g'));
    expect(read.ok && isDescriptorSigned(read.value, verifySignature)).toBe(false);
  });
});

describe("what nodes and clients exchange", () => {
  test("passes through its codec unchanged", () => {
    const id = "ab".repeat(32);
    for (const state of ["queued", "committed", "final"] as const) {
      expect(submissionStatus.parse(submissionStatus.write({ id, state }))).toMatchObject({
        value: { id, state },
      });
    }
    const health = {
      bootId: "0c".repeat(16),
      origin: "practice.x",
      size: 3,
      time: 1_700_000_000_000,
    };
    expect(nodeHealth.parse(nodeHealth.write(health))).toEqual({ ok: true, value: health });
    const no = { error: "too-many", detail: "wait" } as const;
    expect(refusal.parse(refusal.write(no))).toEqual({ ok: true, value: no });
    const hashes = [new Uint8Array(32), new Uint8Array(32).fill(9)];
    expect(consistencyHashes.parse(consistencyHashes.write(hashes))).toEqual({
      ok: true,
      value: hashes,
    });
    const file = { port: 4711, token: "a".repeat(64), bootId: "b".repeat(32), pid: 9 };
    expect(parseNodeFile(writeNodeFile(file))).toEqual({ ok: true, value: file });
  });

  test("is refused when it is anything else", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 120 }), (bytes) => {
        for (const codec of [submissionStatus, nodeHealth, refusal, consistencyHashes]) {
          expect(codec.parse(bytes).ok).toBe(false);
        }
        expect(parseNodeFile(bytes).ok).toBe(false);
      }),
    );
  });

  test("goes to a path with its parameters filled in", () => {
    expect(pathOf(nodeRoutes.consistency, { from: 3, to: 9 })).toBe("/v1/consistency/3/9");
    expect(pathOf(nodeRoutes.receipt, { submission: "a/b" })).toBe("/v1/receipts/a%2Fb");
    expect(() => pathOf(nodeRoutes.receipt)).toThrow(RangeError);
  });
});
