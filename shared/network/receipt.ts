import { accept, attempt } from "../bytes/attempt.ts";
import type { Result } from "../bytes/result.ts";
import { type Checkpoint, parseCheckpoint } from "../log/checkpoint.ts";
import { parseTlogProof } from "../log/tlog-proof.ts";
import { leafHash } from "../log/tree-hash.ts";
import { verifyInclusion } from "../log/tree-proof.ts";
import { type Leaf, parseLeaf } from "./leaf.ts";

/** A receipt: a tlog-proof that carries its leaf. Parsed only; nothing in it is proven. */
export interface Receipt {
  readonly leaf: Leaf;
  /** The leaf's octets, which are what the tree holds. */
  readonly leafBytes: Uint8Array;
  readonly index: number;
  readonly hashes: readonly Uint8Array[];
  readonly checkpoint: Checkpoint;
}

/** Reads receipt.tlog-proof: proof, checkpoint and leaf, each strictly. */
export function parseReceipt(bytes: Uint8Array): Result<Receipt> {
  return attempt((refuse) => {
    const proof = accept(parseTlogProof(bytes), refuse);
    if (proof.extra === undefined) return refuse("receipt-without-leaf");
    const leaf = accept(parseLeaf(proof.extra), refuse);
    const shift = bytes.length - proof.checkpoint.length;
    const checkpoint = accept(parseCheckpoint(proof.checkpoint), refuse, shift);
    return { leaf, leafBytes: proof.extra, index: proof.index, hashes: proof.hashes, checkpoint };
  });
}

/** Whether the leaf is where the receipt says, under the checkpoint's root. */
export function isIncluded({ leafBytes, index, hashes, checkpoint }: Receipt): boolean {
  return verifyInclusion(leafHash(leafBytes), index, checkpoint.size, hashes, checkpoint.root);
}
