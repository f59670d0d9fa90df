import { toHex } from "../../bytes/hex.ts";
import { digestOf } from "../../digest/digest.ts";
import type { Checkpoint } from "../../log/checkpoint.ts";
import type { TlogProof } from "../../log/tlog-proof.ts";
import { leafHash } from "../../log/tree-hash.ts";
import { verifyInclusion } from "../../log/tree-proof.ts";
import { type Leaf, parseLeaf } from "../../network/leaf.ts";
import type { LooseFile } from "../files/loose-file.ts";

/** What a file given with a bare receipt is to it. */
export type DataRole = "leaf" | "submission" | "manifest";

/** The record that the proof leads from, as far as it is known. */
export interface ProvenRecord {
  /** The record under the root; undefined when neither the receipt nor any file gives it. */
  readonly bytes: Uint8Array | undefined;
  /** What it says, or what the receipt claims that it says, when it is a registration of ours. */
  readonly leaf: Leaf | undefined;
  /** What the receipt's extra data is: the record, a leaf of ours that is another, something else, or nothing. */
  readonly extra: "record" | "other-leaf" | "opaque" | "none";
}

/**
 * Finds the record: the receipt's own extra data when the proof leads from it to the root, else the first of the
 * files from which it does. A file that cannot be read, or is over 16 MiB, is none.
 */
export async function findRecord(
  proof: TlogProof,
  checkpoint: Checkpoint,
  files: readonly LooseFile[],
): Promise<ProvenRecord> {
  const { extra, index, hashes } = proof;
  const isRecord = (bytes: Uint8Array): boolean =>
    verifyInclusion(leafHash(bytes), index, checkpoint.size, hashes, checkpoint.root);
  if (extra !== undefined && isRecord(extra))
    return { bytes: extra, leaf: leafOf(extra), extra: "record" };
  const claimed = extra === undefined ? undefined : leafOf(extra);
  const carried = extra === undefined ? "none" : claimed === undefined ? "opaque" : "other-leaf";
  for (const file of files) {
    const bytes = await file.read().catch(() => undefined);
    if (bytes !== undefined && isRecord(bytes))
      return { bytes, leaf: leafOf(bytes), extra: carried };
  }
  return { bytes: undefined, leaf: claimed, extra: carried };
}

function leafOf(bytes: Uint8Array): Leaf | undefined {
  const leaf = parseLeaf(bytes);
  return leaf.ok ? leaf.value : undefined;
}

/** What a file is to a record: the record itself, its submission, the manifest whose fingerprint it names, or nothing. */
export async function roleOf(file: LooseFile, record: ProvenRecord): Promise<DataRole | "none"> {
  const { bytes, leaf } = record;
  const { sha256 } = await file.digest(["sha256"]);
  const digest = sha256 && toHex(sha256);
  if (bytes !== undefined && digest === toHex(digestOf("sha256", bytes))) return "leaf";
  if (digest === leaf?.submission && leaf !== undefined) return "submission";
  return leaf !== undefined && digest === leaf.fingerprint ? "manifest" : "none";
}
