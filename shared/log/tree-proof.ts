import { equalBytes } from "../bytes/octets.ts";
import { emptyRoot, joinSubtrees, nodeHash } from "./tree-hash.ts";
import { type NodePlace, subtreesOf } from "./tree.ts";

/** Where the hashes of a proof come from: each is the join of complete subtrees, left to right. */
export type ProofPlan = readonly (readonly NodePlace[])[];

/** Most hashes of a proof: sizes stay below 2^53. */
export const maxProofHashes = 54;

/** RFC 6962 section 2.1.1: the plan of PATH(index, D[size]), the leaf's sibling first. */
export function inclusionPlan(index: number, size: number): ProofPlan {
  assertRange(0, index, size - 1);
  const plan: (readonly NodePlace[])[] = [];
  let start = 0;
  let end = size;
  while (end - start > 1) {
    const middle = start + splitOf(end - start);
    if (index < middle) {
      plan.push(subtreesOf(middle, end));
      end = middle;
    } else {
      plan.push(subtreesOf(start, middle));
      start = middle;
    }
  }
  return plan.reverse();
}

/** RFC 6962 section 2.1.2: the plan of PROOF(from, D[to]). Empty when `from` is 0 or equals `to`. */
export function consistencyPlan(from: number, to: number): ProofPlan {
  assertRange(0, from, to);
  if (from === 0 || from === to) return [];
  const plan: (readonly NodePlace[])[] = [];
  let start = 0;
  let end = to;
  let whole = true;
  while (from < end) {
    const middle = start + splitOf(end - start);
    if (from <= middle) {
      plan.push(subtreesOf(middle, end));
      end = middle;
    } else {
      plan.push(subtreesOf(start, middle));
      start = middle;
      whole = false;
    }
  }
  if (!whole) plan.push(subtreesOf(start, end));
  return plan.reverse();
}

/** The hashes of a plan, given the hash of each place it names. */
export function proofOf(
  plan: ProofPlan,
  hashAt: (place: NodePlace) => Uint8Array,
): readonly Uint8Array[] {
  return plan.map((places) => joinSubtrees(places.map(hashAt)));
}

/** True when `leaf` (a leaf hash) is number `index` of the `size` leaves under `root`. */
export function verifyInclusion(
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  if (!isCount(index) || !isCount(size) || index >= size) return false;
  let node = index;
  let last = size - 1;
  let hash = leaf;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sibling, hash);
      while (node % 2 === 0 && node !== 0) {
        node = Math.floor(node / 2);
        last = Math.floor(last / 2);
      }
    } else {
      hash = nodeHash(hash, sibling);
    }
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && equalBytes(hash, root);
}

/** One end of a consistency proof. */
export interface SizedRoot {
  readonly size: number;
  readonly root: Uint8Array;
}

/**
 * True when the tree `to` begins with the very leaves of the tree `from` (RFC 6962 section 2.1.2). Every tree continues
 * the empty one, whose root is SHA-256 of nothing, and that needs no hashes.
 */
export function verifyConsistency(
  from: SizedRoot,
  to: SizedRoot,
  proof: readonly Uint8Array[],
): boolean {
  if (!isCount(from.size) || !isCount(to.size) || from.size > to.size) return false;
  if (from.size === to.size) return proof.length === 0 && equalBytes(from.root, to.root);
  if (from.size === 0) return proof.length === 0 && equalBytes(from.root, emptyRoot());
  let node = from.size - 1;
  let last = to.size - 1;
  while (node % 2 === 1) {
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  const [first, ...rest] = node === 0 ? [from.root, ...proof] : proof;
  if (first === undefined) return false;
  let fromHash = first;
  let toHash = first;
  for (const sibling of rest) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      fromHash = nodeHash(sibling, fromHash);
      toHash = nodeHash(sibling, toHash);
      while (node % 2 === 0 && node !== 0) {
        node = Math.floor(node / 2);
        last = Math.floor(last / 2);
      }
    } else {
      toHash = nodeHash(toHash, sibling);
    }
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && equalBytes(fromHash, from.root) && equalBytes(toHash, to.root);
}

/** The largest power of two that is smaller than `count`; `count` is at least 2. */
export function splitOf(count: number): number {
  let width = 1;
  while (width * 2 < count) width *= 2;
  return width;
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function assertRange(low: number, value: number, high: number): void {
  if (!isCount(value) || !isCount(high) || value < low || value > high) {
    throw new RangeError("outside the tree");
  }
}
