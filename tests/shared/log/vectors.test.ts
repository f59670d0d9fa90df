import { describe, expect, test } from "vitest";
import { toHex } from "../../../shared/bytes/hex.ts";
import type { Result } from "../../../shared/bytes/result.ts";
import { parseCheckpoint } from "../../../shared/log/checkpoint.ts";
import { parseNote, writeNote } from "../../../shared/log/note.ts";
import { parsePolicy } from "../../../shared/log/quorum-policy.ts";
import { parseTlogProof, writeTlogProof } from "../../../shared/log/tlog-proof.ts";
import { bytesOf, goodOf, vectorsOf } from "../../parties/vectors.ts";
import checkpointIndex from "../../vectors/checkpoint/INDEX.tsv?raw";
import noteIndex from "../../vectors/note/INDEX.tsv?raw";
import policyIndex from "../../vectors/tlog-policy/INDEX.tsv?raw";
import proofIndex from "../../vectors/tlog-proof/INDEX.tsv?raw";

const notes = vectorsOf(
  import.meta.glob<string>("../../vectors/note/*/*.note", {
    query: "?inline",
    import: "default",
    eager: true,
  }),
  noteIndex,
);
const checkpoints = vectorsOf(
  import.meta.glob<string>("../../vectors/checkpoint/*/*.ckpt", {
    query: "?inline",
    import: "default",
    eager: true,
  }),
  checkpointIndex,
);
const policies = vectorsOf(
  import.meta.glob<string>("../../vectors/tlog-policy/*/*.txt", {
    query: "?inline",
    import: "default",
    eager: true,
  }),
  policyIndex,
);
const proofs = vectorsOf(
  import.meta.glob<string>("../../vectors/tlog-proof/*/*.tlog-proof", {
    query: "?inline",
    import: "default",
    eager: true,
  }),
  proofIndex,
);

function ruleOf(result: Result<unknown>): string {
  return result.ok ? "" : result.fault.rule;
}

describe("notes", () => {
  test.each(notes)("$file: $rule", ({ bytes, rule }) => {
    expect(ruleOf(parseNote(bytes))).toBe(rule);
  });

  test.each(goodOf(notes))("$file is written as it was read", ({ bytes }) => {
    const note = parseNote(bytes);
    expect(note.ok && toHex(writeNote(note.value))).toBe(toHex(bytes));
  });

  test("only the last empty line separates", () => {
    const note = parseNote(bytesOf(notes, "good/c2sp-quasimodo.note"));
    expect(note.ok && note.value.text).toContain("\n\ned è subito sera.\n");
  });
});

describe("checkpoints", () => {
  test.each(checkpoints)("$file: $rule", ({ bytes, rule }) => {
    expect(ruleOf(parseCheckpoint(bytes))).toBe(rule);
  });

  test("the example of the specification says what the specification says", () => {
    const checkpoint = parseCheckpoint(bytesOf(checkpoints, "good/c2sp-witnessed.ckpt"));
    if (!checkpoint.ok) throw new Error(checkpoint.fault.rule);
    expect(checkpoint.value).toMatchObject({
      origin: "example.com/behind-the-sofa",
      size: 20852163,
    });
    const line = checkpoint.value.note.signatures[1];
    // "time 1679315147" of the page.
    expect(toHex(line?.signature.subarray(0, 8) ?? new Uint8Array())).toBe(
      (1679315147).toString(16).padStart(16, "0"),
    );
  });
});

describe("policies", () => {
  test.each(policies)("$file: $rule", ({ bytes, rule }) => {
    expect(ruleOf(parsePolicy(bytes))).toBe(rule);
  });
});

describe("proofs", () => {
  test.each(proofs)("$file: $rule", ({ bytes, rule }) => {
    expect(ruleOf(parseTlogProof(bytes))).toBe(rule);
  });

  test.each(goodOf(proofs))("$file is written as it was read", ({ bytes }) => {
    const proof = parseTlogProof(bytes);
    expect(proof.ok && toHex(writeTlogProof(proof.value))).toBe(toHex(bytes));
  });
});
