import { describe, expect, test } from "vitest";
import { formatTime } from "../../../shared/bytes/civil-time.ts";
import { toHex } from "../../../shared/bytes/hex.ts";
import type { Result } from "../../../shared/bytes/result.ts";
import { fewestCosigners } from "../../../shared/log/quorum-policy.ts";
import { parseCompactLeaf, writeCompactLeaf } from "../../../shared/network/compact-leaf.ts";
import { isDescriptorSigned } from "../../../shared/network/descriptor-trust.ts";
import {
  type Descriptor,
  maxDescriptorBytes,
  parseDescriptor,
  writeDescriptor,
} from "../../../shared/network/descriptor.ts";
import { type Leaf, parseLeaf, writeLeaf } from "../../../shared/network/leaf.ts";
import {
  isSubmissionSigned,
  maxSubmissionBytes,
  parseSubmission,
  submissionDigest,
  writeSubmission,
} from "../../../shared/network/submission.ts";
import { verifySignature } from "../../../shared/signature/verify-signature.ts";
import { bytesOf, goodOf, type Vector, vectorsOf } from "../../parties/vectors.ts";
import descriptorIndex from "../../vectors/descriptor/INDEX.tsv?raw";
import leafIndex from "../../vectors/leaf/INDEX.tsv?raw";
import submissionIndex from "../../vectors/submission/INDEX.tsv?raw";

const submissions = vectorsOf(
  import.meta.glob<string>("../../vectors/submission/*/*.txt", {
    query: "?inline",
    import: "default",
    eager: true,
  }),
  submissionIndex,
);
const leaves = vectorsOf(
  import.meta.glob<string>(["../../vectors/leaf/*/*.txt", "../../vectors/leaf/*/*.bin"], {
    query: "?inline",
    import: "default",
    eager: true,
  }),
  leafIndex,
);
const descriptors = vectorsOf(
  import.meta.glob<string>("../../vectors/descriptor/*/*.txt", {
    query: "?inline",
    import: "default",
    eager: true,
  }),
  descriptorIndex,
);

const isCompact = ({ file }: Vector): boolean => file.endsWith(".bin");
const jsonLeaves = leaves.filter((vector) => !isCompact(vector));
const compactLeaves = leaves.filter(isCompact);

function named(vectors: readonly Vector[], name: string): Uint8Array {
  return bytesOf(vectors, `good/${name}`);
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.fault.rule);
  return result.value;
}

function submissionRule(bytes: Uint8Array): string {
  const read = parseSubmission(bytes);
  if (!read.ok) return read.fault.rule;
  return isSubmissionSigned(read.value, verifySignature) ? "" : "signature-does-not-verify";
}

function descriptorRule(bytes: Uint8Array): string {
  const read = parseDescriptor(bytes);
  if (!read.ok) return read.fault.rule;
  return isDescriptorSigned(read.value, verifySignature) ? "" : "descriptor-not-signed";
}

function leafRule(result: Result<Leaf>): string {
  return result.ok ? "" : result.fault.rule;
}

const fingerprint = "00112233445566778899aabbccddeeff".repeat(2);

describe("submissions", () => {
  test.each(submissions)("$file: $rule", ({ bytes, rule }) => {
    expect(submissionRule(bytes)).toBe(rule);
  });

  test.each(goodOf(submissions))("$file is written as it was read", ({ bytes }) => {
    expect(toHex(writeSubmission(valueOf(parseSubmission(bytes))))).toBe(toHex(bytes));
  });

  test("the oversize one has one octet too many", () => {
    const oversize = submissions.find(({ file }) => file === "bad/oversize.json.txt");
    expect(oversize?.bytes).toHaveLength(maxSubmissionBytes + 1);
  });

  test.each([
    ["one-token.json.txt", ["0f".repeat(32)], "2026-11-21T02:12:07.000Z"],
    ["no-token.json.txt", [], "1970-01-01T00:00:00.000Z"],
    ["last-time.json.txt", ["0f".repeat(32)], "9999-12-31T23:59:59.999Z"],
  ])("%s says what was written by hand", (name, tokens, notAfter) => {
    const submission = valueOf(parseSubmission(named(submissions, name)));
    expect(submission).toMatchObject({ fingerprint, tokens, nonce: "a5".repeat(32) });
    expect(formatTime(submission.notAfter)).toBe(notAfter);
    expect(toHex(submission.submitter)).toBe(
      "b810dafd1e58ef60473c669bfe0437931e92c9e2748e1bb141c9c06bd3ca87c8",
    );
  });

  test("64 tokens stay in their order", () => {
    const { tokens } = valueOf(parseSubmission(named(submissions, "most-tokens.json.txt")));
    expect(tokens).toHaveLength(64);
    expect(tokens.slice(0, 3)).toEqual(["00", "25", "0a"].map((octet) => octet.repeat(32)));
  });
});

describe("leaves", () => {
  test.each(jsonLeaves)("$file: $rule", ({ bytes, rule }) => {
    expect(leafRule(parseLeaf(bytes))).toBe(rule);
  });

  test.each(compactLeaves)("$file: $rule", ({ bytes, rule }) => {
    expect(leafRule(parseCompactLeaf(bytes))).toBe(rule);
  });

  test.each(goodOf(jsonLeaves))("$file is written as it was read", ({ bytes }) => {
    expect(toHex(writeLeaf(valueOf(parseLeaf(bytes))))).toBe(toHex(bytes));
  });

  test.each(goodOf(compactLeaves))("$file is written as it was read, and expands", (vector) => {
    const leaf = valueOf(parseCompactLeaf(vector.bytes));
    expect(toHex(writeCompactLeaf(leaf))).toBe(toHex(vector.bytes));
    const json = vector.file.replace(/^good\/(.*)\.bin$/u, "$1.json.txt");
    expect(toHex(writeLeaf(leaf))).toBe(toHex(named(leaves, json)));
  });

  test.each([
    ["court", "log.cunzhen.example/2026/court-1", 1_795_226_587_125, 1_795_226_587_250],
    ["bounds", "a", 0, 253_402_300_799_999],
    ["longest-name", `${"法".repeat(66)}ab`, 1_795_226_587_125, 1_795_226_587_250],
  ])("%s says what was written by hand", (name, acceptedBy, acceptedAt, blockTime) => {
    const submission = submissionDigest(named(submissions, "one-token.json.txt"));
    expect(valueOf(parseCompactLeaf(named(leaves, `${name}.bin`)))).toEqual({
      type: "registration",
      fingerprint,
      submission,
      acceptedBy,
      acceptedAt,
      blockTime,
    });
  });
});

describe("network descriptors", () => {
  const descriptorOf = (name: string): Descriptor =>
    valueOf(parseDescriptor(named(descriptors, name)));

  test.each(descriptors)("$file: $rule", ({ bytes, rule }) => {
    expect(descriptorRule(bytes)).toBe(rule);
  });

  test.each(goodOf(descriptors))("$file is written as it was read", ({ bytes }) => {
    const descriptor = valueOf(parseDescriptor(bytes));
    expect(toHex(writeDescriptor(descriptor, descriptor.signatures))).toBe(toHex(bytes));
  });

  test("the oversize one has one octet too many", () => {
    const oversize = descriptors.find(({ file }) => file === "bad/oversize.json.txt");
    expect(oversize?.bytes).toHaveLength(maxDescriptorBytes + 1);
  });

  test.each([
    ["three.json.txt", false, "log.cunzhen.example/vectors", [[0, 3, 3]], 3],
    ["practice.json.txt", true, "practice.cunzhen.invalid/vectors", [[0, 1, 1]], 1],
    [
      "two-epochs.json.txt",
      false,
      "log.cunzhen.example/vectors",
      [
        [0, 3, 2],
        [13, 5, 3],
      ],
      2,
    ],
    ["stranger.json.txt", false, "log.cunzhen.example/vectors", [[0, 3, 3]], 4],
  ])("%s says what was written by hand", (name, practice, origin, epochs, signatures) => {
    const descriptor = descriptorOf(name);
    expect(descriptor).toMatchObject({
      name: { zh: "向量联盟", en: "Vector network" },
      practice,
      origin,
    });
    expect(
      descriptor.epochs.map(({ fromSize, institutions, quorum }) => [
        fromSize,
        institutions.length,
        fewestCosigners(quorum),
      ]),
    ).toEqual(epochs);
    expect(descriptor.signatures).toHaveLength(signatures);
    expect(descriptor.epochs[0]?.institutions[0]).toMatchObject({
      name: "Court 机构 1",
      role: "court",
      url: "https://court-1.example/",
    });
  });
});
