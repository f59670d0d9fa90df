import { equalBytes } from "../bytes/octets.ts";
import { joinSubtrees, nodeHash } from "./tree-hash.ts";
import { splitOf } from "./tree-proof.ts";
import { type NodePlace, subtreesOf, type TreeNode } from "./tree.ts";

/** One step from the root towards a leaf: the range on the path, and the one beside it. */
interface Step {
  readonly whole: readonly [number, number];
  readonly beside: readonly [number, number];
  readonly leafIsLeft: boolean;
}

/**
 * The complete subtrees whose hashes an inclusion proof that holds fixes: on the path from the leaf to the root, and
 * beside it. In a log that only grows, a complete subtree has one hash at every size that covers it.
 *
 * @param leaf the leaf's hash
 * @param proof verified before (`verifyInclusion`); of another length gives nothing
 */
export function fixedSubtrees(
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
): readonly TreeNode[] {
  const steps = stepsTo(index, size);
  if (steps.length !== proof.length) return [];
  const nodes: TreeNode[] = [{ level: 0, index, hash: leaf }];
  let hash = leaf;
  for (const [at, sibling] of proof.entries()) {
    const step = steps[steps.length - 1 - at];
    if (step === undefined) return [];
    nodes.push(...completed(step.beside, sibling));
    hash = step.leafIsLeft ? nodeHash(hash, sibling) : nodeHash(sibling, hash);
    nodes.push(...completed(step.whole, hash));
  }
  return nodes;
}

function stepsTo(index: number, size: number): readonly Step[] {
  const steps: Step[] = [];
  let start = 0;
  let end = size;
  while (end - start > 1) {
    const middle = start + splitOf(end - start);
    const leafIsLeft = index < middle;
    steps.push({
      whole: [start, end],
      beside: leafIsLeft ? [middle, end] : [start, middle],
      leafIsLeft,
    });
    if (leafIsLeft) end = middle;
    else start = middle;
  }
  return steps;
}

/** The range as a node when it is one complete subtree: RFC 6962 splits give those aligned starts. */
function completed([start, end]: readonly [number, number], hash: Uint8Array): readonly TreeNode[] {
  const [place, ...others] = subtreesOf(start, end);
  return place === undefined || others.length > 0 ? [] : [{ ...place, hash }];
}

/**
 * Whether a smaller tree's root follows from hashes that a larger tree fixes: then the larger one begins with the
 * smaller one's leaves, or, when the root is another, contradicts it.
 *
 * @returns undefined when not all of the smaller tree's subtrees are fixed
 */
export function continuesFrom(
  smaller: { readonly size: number; readonly root: Uint8Array },
  fixedByLarger: (place: NodePlace) => Uint8Array | undefined,
): boolean | undefined {
  const hashes = subtreesOf(0, smaller.size).map(fixedByLarger);
  const known = hashes.filter((hash) => hash !== undefined);
  if (known.length === 0 || known.length < hashes.length) return undefined;
  return equalBytes(joinSubtrees(known), smaller.root);
}
