import type { DigestName } from "../digest/digest-name.ts";
import { buildHashTree, distinctAscending, type HashTree, rootOf } from "./hash-tree.ts";
import { writeArchiveTimestamp, writeEvidenceRecord } from "./record-writer.ts";

/** What one record of a batch protects. */
export interface BatchGroup {
  /** The digests of the group's objects, at least one; one that stands twice counts once. */
  readonly objects: readonly Uint8Array[];
  /**
   * A digest that goes into the tree one step above the objects, so that the group itself stays what it is: in a
   * package that of the manifest which names the objects.
   */
  readonly beside?: Uint8Array;
}

/** A tree over many groups, of which one token makes a record for each. */
export interface Batch {
  readonly digest: DigestName;
  /** What the token must be over. */
  readonly imprint: Uint8Array;
  readonly size: number;
  /** DER of the record of group n, once the token over `imprint` is there. */
  record(n: number, token: Uint8Array): Uint8Array;
}

/**
 * Puts many groups under one tree (RFC 4998 section 4.2). The first list of each record is exactly its group, in
 * binary ascending order. Time and memory are linear in the number of digests. Throws for no group and for an
 * empty one: programmer's errors.
 */
export function createBatch(digest: DigestName, groups: readonly BatchGroup[]): Batch {
  const firsts = groups.map(({ objects, beside }) => firstLists(objects, beside));
  const tree: HashTree = buildHashTree(
    digest,
    firsts.map((lists) => rootOf(digest, lists)),
  );
  return {
    digest,
    imprint: tree.root,
    size: groups.length,
    record(n, token) {
      const lists = firsts[n];
      if (lists === undefined) throw new RangeError("no such group");
      const reducedTree = [...lists, ...tree.pathOf(n)];
      return writeEvidenceRecord(
        [digest],
        [[writeArchiveTimestamp({ digest, reducedTree, token })]],
      );
    },
  };
}

function firstLists(
  objects: readonly Uint8Array[],
  beside: Uint8Array | undefined,
): readonly (readonly Uint8Array[])[] {
  const group = distinctAscending(objects);
  return beside === undefined ? [group] : [group, [beside]];
}
