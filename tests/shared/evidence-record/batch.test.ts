import { describe, expect, test } from "vitest";
import { toHex } from "../../../shared/bytes/hex.ts";
import { concatBytes } from "../../../shared/bytes/octets.ts";
import { toUtf8 } from "../../../shared/bytes/utf8.ts";
import { digestOf } from "../../../shared/digest/digest.ts";
import { createBatch } from "../../../shared/evidence-record/batch.ts";
import { buildHashTree, nodeOf, rootOf } from "../../../shared/evidence-record/hash-tree.ts";
import { parsedRecord } from "../../parties/evidence-record.ts";
import { createWorld } from "../../parties/world.ts";

const hash = (text: string) => digestOf("sha256", toUtf8(text));

describe("hash trees of RFC 4998", () => {
  test("a node sorts its list in binary ascending order, and one digest passes up as it is", () => {
    const [a, b] = [hash("a"), hash("b")];
    const sorted = [a, b].sort((x, y) => (toHex(x) < toHex(y) ? -1 : 1));
    const expected = toHex(digestOf("sha256", concatBytes(...sorted)));
    expect(toHex(nodeOf("sha256", [a, b]))).toBe(expected);
    expect(toHex(nodeOf("sha256", [b, a]))).toBe(expected);
    expect(toHex(nodeOf("sha256", [a]))).toBe(toHex(a));
  });

  test("every leaf of trees of 1 to 70 leads to the same root", () => {
    for (let size = 1; size <= 70; size += 1) {
      const leaves = Array.from({ length: size }, (_, n) => hash(`x${String(n)}`));
      const tree = buildHashTree("sha256", leaves);
      for (const [n, leaf] of leaves.entries())
        expect(toHex(rootOf("sha256", [[leaf], ...tree.pathOf(n)]))).toBe(toHex(tree.root));
    }
  });

  test("10,000 groups under one token: each record leads to it", { timeout: 60_000 }, async () => {
    const world = await createWorld(false);
    const groups = Array.from({ length: 10_000 }, (_, n) => ({
      objects: [hash(`p${String(n)}`), hash(`q${String(n)}`), hash(`r${String(n)}`)],
      beside: hash(`m${String(n)}`),
    }));
    const batch = createBatch("sha256", groups);
    const token = await world.authority.stamp(batch.imprint, 1_795_226_587_000);
    for (let n = 0; n < 10_000; n += 1) {
      const [timestamp] = parsedRecord(batch.record(n, token)).chains[0]?.timestamps ?? [];
      const tree = timestamp?.reducedTree ?? [];
      if (toHex(rootOf("sha256", tree)) !== toHex(batch.imprint))
        expect.fail(`record ${String(n)}`);
      if (tree.length > 16) expect.fail("a tree of 10,000 leaves is 14 high");
    }
  });

  test("an empty group and no group are refused", () => {
    expect(() => createBatch("sha256", [])).toThrow(RangeError);
    expect(() => createBatch("sha256", [{ objects: [] }])).toThrow(RangeError);
  });
});
