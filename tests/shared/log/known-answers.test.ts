import { describe, expect, test } from "vitest";
import { fromBase64 } from "../../../shared/bytes/base64.ts";
import { fromHex, toHex } from "../../../shared/bytes/hex.ts";
import { toUtf8 } from "../../../shared/bytes/utf8.ts";
import { parseCheckpoint } from "../../../shared/log/checkpoint.ts";
import { holds, judgeCheckpoint } from "../../../shared/log/checkpoint-quorum.ts";
import { parseNote } from "../../../shared/log/note.ts";
import { verifyNoteKey } from "../../../shared/log/note-verification.ts";
import { parsePolicy } from "../../../shared/log/quorum-policy.ts";
import { parseTlogProof } from "../../../shared/log/tlog-proof.ts";
import { emptyRoot, leafHash } from "../../../shared/log/tree-hash.ts";
import { appendLeaves, emptyEdge, rootOf } from "../../../shared/log/tree.ts";
import { verifyConsistency, verifyInclusion } from "../../../shared/log/tree-proof.ts";
import { parseVerifierKey } from "../../../shared/log/verifier-key.ts";
import { verifySignature } from "../../../shared/signature/verify-signature.ts";
import { bytesOfDataUrl } from "../../parties/vectors.ts";
import peter from "../../vectors/note/good/go-peter.note?inline";
import sumdb from "../../vectors/note/good/go-sumdb.note?inline";
import policyFile from "../../vectors/tlog-policy/good/go-formats.txt?inline";
import proofFile from "../../vectors/tlog-proof/good/go-formats.tlog-proof?inline";

describe("verifier keys", () => {
  test.each([
    ["PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "log"],
    ["sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8", "log"],
    ["remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2", "cosignature"],
  ])("%s has the key id that follows", (text, use) => {
    const key = parseVerifierKey(text);
    expect(key).toMatchObject({ ok: true, value: { use, text } });
  });

  test.each([
    ["PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "vkey-key-id"],
    ["PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TX", "vkey-key-id"],
    ["PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10", "vkey-base64"],
    ["PeterNeumann+c74f20a3+BRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "vkey-type"],
    ["PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy", "vkey-length"],
    ["Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "vkey-name"],
    ["PeterNeumann+c74f20a3", "vkey-syntax"],
    ["", "vkey-syntax"],
  ])("%s is refused", (text, rule) => {
    expect(parseVerifierKey(text)).toMatchObject({ ok: false, fault: { rule } });
  });
});

describe("signatures that others made", () => {
  test.each([
    [peter, "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"],
    [sumdb, "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"],
  ])("a note by golang.org/x/mod verifies, and not when a letter differs", (file, vkey) => {
    const note = parseNote(bytesOfDataUrl(file));
    const key = parseVerifierKey(vkey);
    if (!note.ok || !key.ok) throw new Error("unreadable");
    expect(verifyNoteKey(note.value, key.value, verifySignature).kind).toBe("valid");
    const changed = { ...note.value, text: note.value.text.replace("a", "b") };
    expect(verifyNoteKey(changed, key.value, verifySignature).kind).toBe("invalid");
  });

  test("a proof by formats and x/mod satisfies its policy and its inclusion holds", () => {
    const proof = parseTlogProof(bytesOfDataUrl(proofFile));
    const policy = parsePolicy(bytesOfDataUrl(policyFile));
    if (!proof.ok || !policy.ok) throw new Error("unreadable");
    const checkpoint = parseCheckpoint(proof.value.checkpoint);
    if (!checkpoint.ok) throw new Error(checkpoint.fault.rule);
    const judgement = judgeCheckpoint(checkpoint.value, policy.value, verifySignature);
    expect(holds(judgement)).toBe(true);
    expect(judgement.missing.map(({ name }) => name)).toEqual(["c"]);
    // N = 3, M = 2, so f = 1: the second smallest of the two times.
    const times = judgement.cosigned.map(({ seconds }) => seconds).sort();
    expect(judgement).toMatchObject({ needed: 2, existedBy: times[1] });
    const leaf = leafHash(proof.value.extra ?? new Uint8Array());
    const { size, root } = checkpoint.value;
    expect(verifyInclusion(leaf, 6, size, proof.value.hashes, root)).toBe(true);
    expect(verifyInclusion(leaf, 7, size, proof.value.hashes, root)).toBe(false);
  });

  test("a consistency proof by x/mod from 6 to 13 entries holds", () => {
    const proof = [
      "3QN52DrH8WTn7qMM3O+1dQglTEj3Zq/M09l2Nl4yjMw=",
      "/w4ywg/2W5esELOyZ3uHKqPVoCh9lFesukflfPSkpz8=",
      "l5nzB1F+9RfCIF35tndivzR1ayAJn7ffzOdrzr0nOy4=",
      "ptHeE8xxqg97JCQwB7g6+9U/EkhyVHQq0jihTdMoi3Y=",
    ].map((text) => fromBase64(text) ?? new Uint8Array());
    const older = {
      size: 6,
      root: fromBase64("y+7JnbPk1n26qmDBa11M9zesLdwVB7eK83V2PrrRwB4=") ?? new Uint8Array(),
    };
    const newer = {
      size: 13,
      root: fromBase64("wMEonwBgX419h4C59CZMc2zPuEzpFwjCsn5kJr/H2Kg=") ?? new Uint8Array(),
    };
    const own = Array.from({ length: 13 }, (_, at) => leafHash(toUtf8(`entry ${String(at)}`)));
    expect(rootOf(appendLeaves(emptyEdge, own).edge)).toEqual(newer.root);
    expect(rootOf(appendLeaves(emptyEdge, own.slice(0, 6)).edge)).toEqual(older.root);
    expect(verifyConsistency(older, newer, proof.slice(1))).toBe(false);
    expect(verifyConsistency(older, newer, proof)).toBe(true);
  });
});

describe("roots of the Certificate Transparency test trees", () => {
  const leaves = [
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
  ];
  const roots = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
  ];

  test.each(roots.map((root, at) => [at + 1, root] as const))("%i leaves", (size, root) => {
    const hashes = leaves.slice(0, size).map((leaf) => leafHash(fromHex(leaf) ?? new Uint8Array()));
    expect(toHex(rootOf(appendLeaves(emptyEdge, hashes).edge))).toBe(root);
  });

  test("no leaves", () => {
    expect(toHex(emptyRoot())).toBe(
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    );
    expect(rootOf(emptyEdge)).toEqual(emptyRoot());
  });
});
