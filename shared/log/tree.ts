import { emptyRoot, joinSubtrees, nodeHash } from "./tree-hash.ts";

/** A complete subtree: at level l and index i it covers leaves i * 2^l up to (i + 1) * 2^l, exclusive. */
export interface NodePlace {
  readonly level: number;
  readonly index: number;
}

export interface TreeNode extends NodePlace {
  readonly hash: Uint8Array;
}

/** The right edge of a tree: the complete subtrees that make it up, largest first. Enough to append to it. */
export interface RightEdge {
  readonly size: number;
  readonly nodes: readonly TreeNode[];
}

export const emptyEdge: RightEdge = { size: 0, nodes: [] };

/** The places of the complete subtrees that cover leaves `start` up to `end`, left to right. */
export function subtreesOf(start: number, end: number): readonly NodePlace[] {
  const places: NodePlace[] = [];
  let from = start;
  while (from < end) {
    let level = 0;
    let width = 1;
    while (from % (width * 2) === 0 && from + width * 2 <= end) {
      level += 1;
      width *= 2;
    }
    places.push({ level, index: from / width });
    from += width;
  }
  return places;
}

/**
 * Appends leaf hashes to the edge.
 *
 * @returns the new edge, and every complete subtree that came into being, leaves included: store them all and
 *   any proof for any size can be made later
 */
export function appendLeaves(
  edge: RightEdge,
  leafHashes: readonly Uint8Array[],
): { readonly edge: RightEdge; readonly made: readonly TreeNode[] } {
  const nodes = [...edge.nodes];
  const made: TreeNode[] = [];
  let size = edge.size;
  for (const hash of leafHashes) {
    let node: TreeNode = { level: 0, index: size, hash };
    made.push(node);
    while (node.index % 2 === 1) {
      const left = nodes.pop();
      if (left?.level !== node.level) throw new RangeError("the edge does not fit its size");
      node = {
        level: node.level + 1,
        index: (node.index - 1) / 2,
        hash: nodeHash(left.hash, node.hash),
      };
      made.push(node);
    }
    nodes.push(node);
    size += 1;
  }
  return { edge: { size, nodes }, made };
}

/** The root over an edge. */
export function rootOf(edge: RightEdge): Uint8Array {
  return edge.nodes.length === 0 ? emptyRoot() : joinSubtrees(edge.nodes.map((node) => node.hash));
}
