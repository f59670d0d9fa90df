import { describe, expect, test } from "vitest";
import { toHex } from "../../../shared/bytes/hex.ts";
import { toUtf8 } from "../../../shared/bytes/utf8.ts";
import { continuesFrom, fixedSubtrees } from "../../../shared/log/fixed-subtrees.ts";
import { appendLeaves, emptyEdge, rootOf, type NodePlace } from "../../../shared/log/tree.ts";
import { leafHash } from "../../../shared/log/tree-hash.ts";
import { inclusionPlan, proofOf } from "../../../shared/log/tree-proof.ts";

const leaf = (number: number): Uint8Array => leafHash(toUtf8(`leaf ${String(number)}`));

/** The first `size` leaves as a tree, with every complete subtree by its place. */
function treeOf(size: number) {
  const leaves = Array.from({ length: size }, (_, number) => leaf(number));
  const { edge, made } = appendLeaves(emptyEdge, leaves);
  const nodes = new Map(made.map((node) => [keyOf(node), node.hash]));
  const at = (place: NodePlace): Uint8Array => nodes.get(keyOf(place)) ?? new Uint8Array();
  return { root: rootOf(edge), nodes, proof: (n: number) => proofOf(inclusionPlan(n, size), at) };
}

function keyOf({ level, index }: NodePlace): string {
  return `${String(level)}/${String(index)}`;
}

describe("the subtrees that an inclusion proof fixes", () => {
  test("are those of the tree, for every leaf of every size up to 40", () => {
    for (let size = 1; size <= 40; size += 1) {
      const tree = treeOf(size);
      for (let index = 0; index < size; index += 1) {
        const fixed = fixedSubtrees(leaf(index), index, size, tree.proof(index));
        expect(fixed.length).toBeGreaterThan(0);
        for (const node of fixed) {
          const hash = tree.nodes.get(keyOf(node));
          expect(hash && toHex(hash)).toBe(toHex(node.hash));
        }
      }
    }
  });

  test("are none for a proof of another length", () => {
    const tree = treeOf(9);
    expect(fixedSubtrees(leaf(3), 3, 9, tree.proof(3).slice(1))).toEqual([]);
    expect(fixedSubtrees(leaf(3), 3, 9, [...tree.proof(3), leaf(0)])).toEqual([]);
  });

  test("are few for sizes near 2^53", () => {
    const size = Number.MAX_SAFE_INTEGER;
    const steps = inclusionPlan(size - 1, size).length;
    const proof = Array.from({ length: steps }, (_, number) => leaf(number));
    expect(fixedSubtrees(leaf(0), size - 1, size, proof).length).toBeLessThanOrEqual(2 * steps + 1);
  });
});

describe("whether a larger tree continues a smaller one", () => {
  test("is never denied within one history, and often shown", () => {
    let shown = 0;
    for (let to = 2; to <= 24; to += 1) {
      const larger = treeOf(to);
      for (let index = 0; index < to; index += 1) {
        const fixed = new Map(
          fixedSubtrees(leaf(index), index, to, larger.proof(index)).map((node) => [
            keyOf(node),
            node.hash,
          ]),
        );
        for (let from = 1; from < to; from += 1) {
          const { root } = treeOf(from);
          const said = continuesFrom({ size: from, root }, (place) => fixed.get(keyOf(place)));
          expect(said).not.toBe(false);
          if (said === true) shown += 1;
        }
      }
    }
    expect(shown).toBeGreaterThan(100);
  });

  test("is denied when the smaller root is another, and open when too little is fixed", () => {
    const larger = treeOf(11);
    const fixed = new Map(
      fixedSubtrees(leaf(9), 9, 11, larger.proof(9)).map((node) => [keyOf(node), node.hash]),
    );
    const at = (place: NodePlace) => fixed.get(keyOf(place));
    expect(continuesFrom({ size: 8, root: treeOf(8).root }, at)).toBe(true);
    expect(continuesFrom({ size: 8, root: leaf(1) }, at)).toBe(false);
    expect(continuesFrom({ size: 7, root: leaf(1) }, at)).toBeUndefined();
    expect(continuesFrom({ size: 0, root: leaf(1) }, at)).toBeUndefined();
  });
});
