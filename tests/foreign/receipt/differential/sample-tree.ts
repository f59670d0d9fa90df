import { toUtf8 } from "../../../../shared/bytes/utf8.ts";
import { appendLeaves, emptyEdge, type NodePlace, rootOf } from "../../../../shared/log/tree.ts";
import { leafHash } from "../../../../shared/log/tree-hash.ts";
import { consistencyPlan, inclusionPlan, proofOf } from "../../../../shared/log/tree-proof.ts";

/** A tree whose leaves are known, one of them perhaps given. */
export interface SampleTree {
  readonly size: number;
  readonly root: Uint8Array;
  readonly leaf: (index: number) => Uint8Array;
  readonly inclusion: (index: number) => readonly Uint8Array[];
  /** The proof that this tree begins with the first `from` leaves. */
  readonly consistency: (from: number) => readonly Uint8Array[];
}

/** @param given the leaf that stands at `at`, in place of the tree's own */
export function sampleTree(size: number, given?: Uint8Array, at = 0): SampleTree {
  const leaf = (index: number): Uint8Array =>
    given !== undefined && index === at ? given : toUtf8(`leaf ${String(index)}`);
  const hashes = Array.from({ length: size }, (_, index) => leafHash(leaf(index)));
  const { edge, made } = appendLeaves(emptyEdge, hashes);
  const nodes = new Map(made.map(({ level, index, hash }) => [`${level}/${index}`, hash]));
  const hashAt = ({ level, index }: NodePlace): Uint8Array => {
    const hash = nodes.get(`${level}/${index}`);
    if (hash === undefined) throw new Error("no such node");
    return hash;
  };
  return {
    size,
    root: rootOf(edge),
    leaf,
    inclusion: (index) => proofOf(inclusionPlan(index, size), hashAt),
    consistency: (from) => proofOf(consistencyPlan(from, size), hashAt),
  };
}
