import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toUtf8 } from "../../../shared/bytes/utf8.ts";
import { emptyRoot, leafHash, nodeHash } from "../../../shared/log/tree-hash.ts";
import {
  appendLeaves,
  emptyEdge,
  type NodePlace,
  rootOf,
  subtreesOf,
} from "../../../shared/log/tree.ts";
import {
  consistencyPlan,
  inclusionPlan,
  proofOf,
  verifyConsistency,
  verifyInclusion,
} from "../../../shared/log/tree-proof.ts";

const most = 70;
const leaves = Array.from({ length: most }, (_, at) => leafHash(toUtf8(`leaf ${String(at)}`)));
const { made } = appendLeaves(emptyEdge, leaves);
const stored = new Map(
  made.map((node) => [`${String(node.level)}/${String(node.index)}`, node.hash]),
);
const hashAt = ({ level, index }: NodePlace): Uint8Array => {
  const hash = stored.get(`${String(level)}/${String(index)}`);
  if (hash === undefined) throw new Error("not stored");
  return hash;
};

/** RFC 6962 section 2.1, word for word. */
function rootByDefinition(hashes: readonly Uint8Array[]): Uint8Array {
  const [only] = hashes;
  if (only === undefined) return emptyRoot();
  if (hashes.length === 1) return only;
  let split = 1;
  while (split * 2 < hashes.length) split *= 2;
  return nodeHash(rootByDefinition(hashes.slice(0, split)), rootByDefinition(hashes.slice(split)));
}

function rootAt(size: number): Uint8Array {
  return rootByDefinition(leaves.slice(0, size));
}

function flip(bytes: Uint8Array | undefined): Uint8Array {
  const copy = (bytes ?? new Uint8Array(32)).slice();
  copy[0] = (copy[0] ?? 0) ^ 0x80;
  return copy;
}

describe("the tree", () => {
  test("its root is the one of the definition, however the leaves come", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 12 }), (parts) => {
        let edge = emptyEdge;
        for (const part of parts) {
          edge = appendLeaves(edge, leaves.slice(edge.size, Math.min(most, edge.size + part))).edge;
        }
        expect(rootOf(edge)).toEqual(rootAt(edge.size));
        expect(edge.nodes.map(({ level, index }) => ({ level, index }))).toEqual(
          subtreesOf(0, edge.size),
        );
      }),
    );
  });

  test("every leaf of every size has an inclusion proof that holds, and for no other place", () => {
    for (let size = 1; size <= most; size += size < 20 ? 1 : 7) {
      const root = rootAt(size);
      for (let index = 0; index < size; index += 1) {
        const leaf = leaves[index] ?? new Uint8Array();
        const proof = proofOf(inclusionPlan(index, size), hashAt);
        expect(verifyInclusion(leaf, index, size, proof, root)).toBe(true);
        expect(verifyInclusion(leaf, index + 1, size, proof, root)).toBe(false);
        expect(verifyInclusion(flip(leaf), index, size, proof, root)).toBe(false);
        expect(verifyInclusion(leaf, index, size, [...proof, leaf], root)).toBe(false);
        for (const at of proof.keys()) {
          const changed = proof.map((hash, place) => (place === at ? flip(hash) : hash));
          expect(verifyInclusion(leaf, index, size, changed, root)).toBe(false);
          expect(
            verifyInclusion(
              leaf,
              index,
              size,
              proof.filter((_, place) => place !== at),
              root,
            ),
          ).toBe(false);
        }
      }
    }
  });

  test("every two sizes have a consistency proof that holds, and none that is changed does", () => {
    for (let to = 0; to <= 40; to += 1) {
      for (let from = 0; from <= to; from += 1) {
        const older = { size: from, root: rootAt(from) };
        const newer = { size: to, root: rootAt(to) };
        const proof = proofOf(consistencyPlan(from, to), hashAt);
        expect(verifyConsistency(older, newer, proof)).toBe(true);
        expect(verifyConsistency({ ...older, root: flip(older.root) }, newer, proof)).toBe(false);
        if (from === 0) continue;
        expect(verifyConsistency(older, { ...newer, root: flip(newer.root) }, proof)).toBe(false);
        expect(verifyConsistency(older, newer, [...proof, newer.root])).toBe(false);
        for (const at of proof.keys()) {
          const changed = proof.map((hash, place) => (place === at ? flip(hash) : hash));
          expect(verifyConsistency(older, newer, changed)).toBe(false);
        }
      }
    }
  });

  test("sizes beyond 2^32 are no trouble, and no counts are refused", () => {
    const size = 2 ** 40 + 3;
    const plan = inclusionPlan(2 ** 40, size);
    expect(plan.length).toBe(3);
    const leaf = leaves[0] ?? new Uint8Array();
    expect(verifyInclusion(leaf, -1, 3, [], leaf)).toBe(false);
    expect(verifyInclusion(leaf, 0.5, 3, [], leaf)).toBe(false);
    expect(verifyInclusion(leaf, 0, 2 ** 53, [], leaf)).toBe(false);
    expect(verifyConsistency({ size: 3, root: leaf }, { size: 2, root: leaf }, [])).toBe(false);
    expect(verifyConsistency({ size: Number.NaN, root: leaf }, { size: 2, root: leaf }, [])).toBe(
      false,
    );
  });
});
