import { compareBytes } from "../bytes/octets.ts";
import type { DigestName } from "../digest/digest-name.ts";
import { digestOf, startDigest } from "../digest/digest.ts";

/**
 * The node over a list of digests: the digest of all of them, concatenated in binary ascending order; a list of
 * one is that digest itself (RFC 4998 section 4.2). Throws for an empty list.
 */
export function nodeOf(digest: DigestName, list: readonly Uint8Array[]): Uint8Array {
  const [only, ...more] = list;
  if (only === undefined) throw new RangeError("a node over nothing");
  if (more.length === 0) return only;
  const running = startDigest(digest);
  for (const one of [...list].sort(compareBytes)) running.update(one);
  return running.finish();
}

/** The root that a reduced hash tree leads to (section 4.3): each further list takes in the node below. */
export function rootOf(
  digest: DigestName,
  reducedTree: readonly (readonly Uint8Array[])[],
): Uint8Array {
  const [first = [], ...further] = reducedTree;
  return further.reduce((node, list) => nodeOf(digest, [node, ...list]), nodeOf(digest, first));
}

/** The digests in binary ascending order, each once: two files with the same bytes are one object. */
export function distinctAscending(digests: readonly Uint8Array[]): readonly Uint8Array[] {
  const sorted = [...digests].sort(compareBytes);
  return sorted.filter((one, index) => {
    const before = sorted[index - 1];
    return before === undefined || compareBytes(before, one) !== 0;
  });
}

/** One tree over many leaves. */
export interface HashTree {
  readonly root: Uint8Array;
  /** The lists above leaf n, from the bottom: one sibling each, none where a node passes up alone. */
  pathOf(n: number): readonly (readonly Uint8Array[])[];
}

/**
 * Builds the binary tree over leaves in their order; a node without a sibling passes up as it is. Linear in time
 * and memory. Throws for no leaf.
 */
export function buildHashTree(digest: DigestName, leaves: readonly Uint8Array[]): HashTree {
  const levels: (readonly Uint8Array[])[] = [leaves];
  let level = leaves;
  while (level.length > 1) {
    const above: Uint8Array[] = [];
    for (let index = 0; index < level.length; index += 2)
      above.push(pairOf(digest, level[index], level[index + 1]));
    levels.push(above);
    level = above;
  }
  const [root] = level;
  if (root === undefined) throw new RangeError("a tree over nothing");
  return {
    root,
    pathOf(n) {
      if (!Number.isInteger(n) || n < 0 || n >= leaves.length) throw new RangeError("no such leaf");
      const lists: Uint8Array[][] = [];
      let index = n;
      for (const nodes of levels) {
        const sibling = nodes[index % 2 === 0 ? index + 1 : index - 1];
        if (sibling !== undefined) lists.push([sibling]);
        index = Math.floor(index / 2);
      }
      return lists;
    },
  };
}

function pairOf(digest: DigestName, a: Uint8Array | undefined, b: Uint8Array | undefined) {
  if (a === undefined) throw new RangeError("a node over nothing");
  if (b === undefined) return a;
  return compareBytes(a, b) <= 0 ? digestOf(digest, a, b) : digestOf(digest, b, a);
}
