import { describe, expect, test } from "vitest";
import { toUtf8 } from "../../../../shared/bytes/utf8.ts";
import { digestOf } from "../../../../shared/digest/digest.ts";
import { toHex } from "../../../../shared/bytes/hex.ts";
import { memorySource } from "../../../../shared/digest/memory-source.ts";
import { parseTlogProof, writeTlogProof } from "../../../../shared/log/tlog-proof.ts";
import { submissionDigest } from "../../../../shared/network/submission.ts";
import { verifySignature } from "../../../../shared/signature/verify-signature.ts";
import { emptyTrust } from "../../../../shared/trust/trust-store.ts";
import type { LooseFile } from "../../../../shared/verification/files/loose-file.ts";
import { examineReceipt } from "../../../../shared/verification/receipt/examine-receipt.ts";
import type { ExamineOptions } from "../../../../shared/verification/verify-options.ts";
import { checks } from "../../../../shared/words/checks/catalogue.ts";
import {
  sampleNetwork,
  sampleReceipt,
  sampleSubmission,
  trusted,
} from "../../../parties/sample-network.ts";
import { noon, usual } from "./receipt-asking.ts";

const manifest = toUtf8("<ASiCManifest/>");
const fingerprint = toHex(digestOf("sha256", manifest));
const submission = sampleSubmission({
  fingerprint,
  tokens: [],
  nonce: "cc".repeat(32),
  notAfter: noon * 1000 + 300_000,
});

function receiptOf(network = usual): Uint8Array {
  const leaf = {
    type: "registration" as const,
    fingerprint,
    submission: submissionDigest(submission),
    acceptedBy: network.cosigners[0]?.verifier.name ?? "",
    acceptedAt: noon * 1000,
    blockTime: noon * 1000 + 250,
  };
  return sampleReceipt(network, leaf, { seconds: [noon + 1, noon + 2, noon + 3] });
}

const receipt = receiptOf();
const parsed = parseTlogProof(receipt);
if (!parsed.ok || parsed.value.extra === undefined) throw new Error("no receipt");
const proof = parsed.value;
const leafFile = parsed.value.extra;
const bare = writeTlogProof({ ...proof, extra: undefined });

function loose(name: string, bytes: Uint8Array): LooseFile {
  const source = memorySource(bytes);
  return {
    name,
    size: bytes.length,
    digest: (names) => source.digest(0, bytes.length, names),
    read: () => Promise.resolve(bytes),
  };
}

const broken: LooseFile = {
  name: "gone",
  size: 5,
  digest: () => Promise.reject(new Error("gone")),
  read: () => Promise.reject(new Error("gone")),
};

const usualTrust = { ...emptyTrust, networks: [trusted(usual.descriptorBytes)] };

async function examine(bytes: Uint8Array, options: Partial<ExamineOptions> = {}) {
  const examined = await examineReceipt(memorySource(bytes), {
    trust: usualTrust,
    now: noon * 1000 + 60_000,
    verify: verifySignature,
    ...options,
  });
  return { ...examined, codes: examined.findings.map(({ code }) => code) };
}

const signed = ["LOG_SIGNATURE_VALID", "QUORUM_REACHED"];

describe("a bare receipt with what it is for", () => {
  test.each([
    ["the leaf itself", leafFile, "RECEIPT_LEAF_GIVEN"],
    ["its submission", submission, "RECEIPT_SUBMISSION_GIVEN"],
    ["the manifest whose fingerprint it names", manifest, "RECEIPT_MANIFEST_GIVEN"],
  ])("%s passes, explicit or among files", async (_, bytes, code) => {
    const data = loose("it", bytes);
    const { codes, facts } = await examine(receipt, { data });
    expect(codes).toEqual([code, "INCLUSION_PROVEN", ...signed]);
    expect(facts).toMatchObject({ format: "tlog-proof", fingerprint });
    expect(facts.receipt?.existedBy).toBe((noon + 1) * 1000);
    expect(facts.number).toMatch(/^[0-9A-Z-]+$/u);
    const files = [loose("else", toUtf8("else")), data];
    expect((await examine(receipt, { files })).codes).toEqual(codes);
  });

  test("without any is indeterminate and says what is needed", async () => {
    for (const files of [[], [loose("else", toUtf8("else"))]]) {
      const { codes } = await examine(receipt, { files });
      expect(codes).toEqual(["RECEIPT_DATA_NEEDED", "INCLUSION_PROVEN", ...signed]);
    }
    expect(checks.RECEIPT_DATA_NEEDED.outcome).toBe("indeterminate");
  });

  test("with other data fails", async () => {
    const { codes } = await examine(receipt, { data: loose("else", toUtf8("else")) });
    expect(codes).toEqual(["RECEIPT_OF_OTHER_DATA", "INCLUSION_PROVEN", ...signed]);
    expect(checks.RECEIPT_OF_OTHER_DATA.outcome).toBe("failed");
  });

  test("with data that cannot be read has no answer", async () => {
    const { codes } = await examine(receipt, { data: broken });
    expect(codes).toContain("SOURCE_UNREADABLE");
    expect(codes).not.toContain("RECEIPT_OF_OTHER_DATA");
  });

  test("every flipped bit of its data is another thing", async () => {
    for (const bytes of [leafFile, submission, manifest])
      for (let at = 0; at < bytes.length; at += 11) {
        const bent = bytes.slice();
        bent[at] = (bent[at] ?? 0) ^ 1;
        expect((await examine(receipt, { data: loose("it", bent) })).codes).toContain(
          "RECEIPT_OF_OTHER_DATA",
        );
      }
  });
});

describe("a receipt without its leaf", () => {
  test("finds it in the data, and what it names among the files", async () => {
    const data = loose("leaf.json", leafFile);
    expect((await examine(bare, { data })).codes).toEqual([
      "RECEIPT_LEAF_GIVEN",
      "INCLUSION_PROVEN",
      ...signed,
    ]);
    const files = [loose("submission.json", submission)];
    expect((await examine(bare, { data, files })).codes).toContain("RECEIPT_SUBMISSION_GIVEN");
  });

  test("cannot say what it is about by a manifest alone", async () => {
    const { codes } = await examine(bare, { files: [loose("manifest", manifest)] });
    expect(codes).toEqual(["RECEIPT_DATA_NEEDED", ...signed]);
    const { codes: explicit } = await examine(bare, { data: loose("manifest", manifest) });
    expect(explicit).toContain("RECEIPT_OF_OTHER_DATA");
    expect(explicit).toContain("INCLUSION_FAILED");
  });

  test("proves no time without its record", async () => {
    expect((await examine(bare)).facts.receipt?.existedBy).toBeNull();
  });
});

describe("a proof of another log", () => {
  /** A record that is no leaf of ours, in a log of one entry. */
  const record = toUtf8("any record of any log");

  async function foreign(data: Uint8Array | undefined, extra?: Uint8Array) {
    const { rootOf, appendLeaves, emptyEdge } = await import("../../../../shared/log/tree.ts");
    const { leafHash } = await import("../../../../shared/log/tree-hash.ts");
    const { checkpointText } = await import("../../../../shared/log/checkpoint.ts");
    const { writeNote } = await import("../../../../shared/log/note.ts");
    const { cosignatureLine } = await import("../../../parties/sample-network.ts");
    const { edge } = appendLeaves(emptyEdge, [leafHash(record)]);
    const text = checkpointText({ origin: usual.draft.origin, size: 1, root: rootOf(edge) });
    const { logKey, cosigners } = usual;
    const { name, keyId } = logKey.verifier;
    const own = { name, keyId, signature: logKey.sign(toUtf8(text)) };
    const lines = cosigners.map((key) => cosignatureLine(key, text, noon));
    const checkpoint = writeNote({ text, signatures: [own, ...lines] });
    const bytes = writeTlogProof({ extra, index: 0, hashes: [], checkpoint });
    return examine(bytes, data === undefined ? {} : { data: loose("record", data) });
  }

  test("is judged with its raw record, whose meaning is left open", async () => {
    const { codes, facts } = await foreign(record);
    expect(codes).toEqual([
      "RECEIPT_LEAF_GIVEN",
      "INCLUSION_PROVEN",
      "RECEIPT_RECORD_RAW",
      ...signed,
    ]);
    expect(facts.fingerprint).toBeNull();
    expect(facts.receipt?.existedBy).toBe(noon * 1000);
  });

  test("may carry anything as extra data", async () => {
    expect((await foreign(record, toUtf8("a hint"))).codes).toContain("RECEIPT_LEAF_GIVEN");
    expect((await foreign(undefined, toUtf8("a hint"))).codes).toEqual([
      "RECEIPT_DATA_NEEDED",
      "RECEIPT_EXTRA_UNPROVEN",
      ...signed,
    ]);
    expect((await foreign(record, record)).codes).toContain("RECEIPT_LEAF_GIVEN");
  });

  test("whose extra data is another leaf of ours contradicts itself", async () => {
    expect((await foreign(record, leafFile)).codes).toContain("LEAF_DISAGREES");
  });

  test("fails with another record", async () => {
    const { codes } = await foreign(toUtf8("any other"));
    expect(codes).toEqual(["RECEIPT_OF_OTHER_DATA", "INCLUSION_FAILED", ...signed]);
  });
});

describe("whom a bare receipt comes from", () => {
  const data = loose("leaf", leafFile);

  test("an unknown log is indeterminate: nothing inside a receipt adds trust", async () => {
    const { codes, facts, practice } = await examine(receipt, { data, trust: emptyTrust });
    expect(codes).toEqual(["RECEIPT_LEAF_GIVEN", "INCLUSION_PROVEN", "UNKNOWN_LOG"]);
    expect(facts.receipt).toMatchObject({ trusted: false, existedBy: null });
    expect(practice).toBe(false);
  });

  test("a practice log at a stranger is told as practice, accepted as accepted", async () => {
    const network = sampleNetwork({ origin: "practice.cunzhen.invalid/00" });
    const bytes = receiptOf(network);
    const stranger = await examine(bytes, { files: [loose("m", manifest)], trust: emptyTrust });
    expect(stranger.codes).toEqual([
      "RECEIPT_MANIFEST_GIVEN",
      "INCLUSION_PROVEN",
      "PRACTICE_NETWORK",
    ]);
    const trust = { ...emptyTrust, networks: [trusted(network.descriptorBytes)] };
    const own = await examine(bytes, { files: [loose("m", manifest)], trust });
    expect(own.codes).toContain("PRACTICE_ACCEPTED");
    expect(own.practice).toBe(true);
  });

  test("a time ahead of the clock is flagged", async () => {
    const { codes } = await examine(receipt, { data, now: noon * 1000 - 600_000 });
    expect(codes).toContain("TIME_IN_FUTURE");
  });
});

describe("hostile receipts", () => {
  test("no octet may differ, and none makes it throw", async () => {
    const data = loose("leaf", leafFile);
    const bad = new Set(["failed", "indeterminate"]);
    for (let at = 0; at < receipt.length; at += 7) {
      const bent = receipt.slice();
      bent[at] = (bent[at] ?? 0) ^ (1 << (at % 8));
      const { findings } = await examine(bent, { data });
      expect({ at, told: findings.some(({ code }) => bad.has(checks[code].outcome)) }).toEqual({
        at,
        told: true,
      });
    }
  });

  test.each([
    ["nothing", new Uint8Array()],
    ["text", toUtf8("c2sp.org/tlog-proof@v1\n")],
    ["a carriage return", toUtf8("c2sp.org/tlog-proof@v1\r\nindex 0\r\n\r\n")],
    ["half a megabyte", new Uint8Array(512 * 1024).fill(0x41)],
    ["a line over 64 KiB", toUtf8(`c2sp.org/tlog-proof@v1\nextra ${"A".repeat(70_000)}\n`)],
    ["octets", new Uint8Array(4096).map((_, at) => at * 31)],
  ])("%s is malformed", async (_, bytes) => {
    expect((await examine(bytes)).codes).toEqual(["RECEIPT_MALFORMED"]);
  });
});
