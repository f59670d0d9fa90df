import { digestOf } from "../digest/digest.ts";

const leafPrefix = Uint8Array.of(0x00);
const nodePrefix = Uint8Array.of(0x01);

/** RFC 6962 section 2.1: SHA-256(0x00 || leaf). */
export function leafHash(leaf: Uint8Array): Uint8Array {
  return digestOf("sha256", leafPrefix, leaf);
}

/** RFC 6962 section 2.1: SHA-256(0x01 || left || right). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return digestOf("sha256", nodePrefix, left, right);
}

/** The root of the empty tree: SHA-256 of nothing. */
export function emptyRoot(): Uint8Array {
  return digestOf("sha256");
}

/** The hash over complete subtrees that stand side by side, largest first; at least one. */
export function joinSubtrees(hashes: readonly Uint8Array[]): Uint8Array {
  const [last, ...others] = [...hashes].reverse();
  if (last === undefined) throw new RangeError("no subtree to join");
  return others.reduce((right, left) => nodeHash(left, right), last);
}
