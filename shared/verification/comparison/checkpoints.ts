import { toHex } from "../../bytes/hex.ts";
import { fromUtf8, toUtf8 } from "../../bytes/utf8.ts";
import { type Checkpoint, parseCheckpoint } from "../../log/checkpoint.ts";
import { fixedSubtrees } from "../../log/fixed-subtrees.ts";
import { verifyNoteKey } from "../../log/note-verification.ts";
import { parseTlogProof, type TlogProof } from "../../log/tlog-proof.ts";
import type { TreeNode } from "../../log/tree.ts";
import { leafHash } from "../../log/tree-hash.ts";
import { verifyInclusion } from "../../log/tree-proof.ts";
import { parseVerifierKey } from "../../log/verifier-key.ts";
import type { VerifySignature } from "../../signature/scheme.ts";
import type { ComparedCheckpoint, ComparedInput } from "./comparison.ts";

/** A checkpoint whose log signature holds, and what its receipt fixes of the tree. */
export interface SignedCheckpoint extends ComparedCheckpoint {
  readonly origin: string;
  /** Whether the log key is the one that the verifier trusts for this origin. */
  readonly trusted: boolean;
  readonly rootBytes: Uint8Array;
  /** The note's octets. */
  readonly noteBytes: Uint8Array;
  readonly index: number;
  /** Complete subtrees that the inclusion proof fixes; none when it does not hold. */
  readonly nodes: readonly TreeNode[];
}

/**
 * The checkpoint of an input's receipt, its log signature and its inclusion proof verified anew: what is called a
 * proof of misbehaviour must not rest on what was concluded before. It holds even where the input as a whole failed.
 */
export function signedCheckpoint(
  { path, verdict }: ComparedInput,
  verify: VerifySignature,
): SignedCheckpoint | undefined {
  const { receipt } = verdict.facts;
  if (receipt?.proof === undefined || receipt.logKey === undefined) return undefined;
  const proof = parseTlogProof(toUtf8(receipt.proof));
  const key = parseVerifierKey(receipt.logKey);
  if (!proof.ok || !key.ok || key.value.use !== "log") return undefined;
  const parsed = parseCheckpoint(proof.value.checkpoint);
  if (!parsed.ok) return undefined;
  const checkpoint = parsed.value;
  const { origin, size, root, note } = checkpoint;
  if (key.value.name !== origin) return undefined;
  if (verifyNoteKey(note, key.value, verify).kind !== "valid") return undefined;
  return {
    path,
    origin,
    size,
    root: toHex(root),
    note: fromUtf8(proof.value.checkpoint) ?? "",
    receipt: receipt.proof,
    logKey: receipt.logKey,
    cosigned: [...new Set(receipt.cosignatures.map(({ institution }) => institution))],
    trusted: receipt.trusted,
    rootBytes: root,
    noteBytes: proof.value.checkpoint,
    index: proof.value.index,
    nodes: nodesOf(proof.value, checkpoint),
  };
}

function nodesOf({ extra, index, hashes }: TlogProof, checkpoint: Checkpoint): readonly TreeNode[] {
  const { size, root } = checkpoint;
  if (extra === undefined) return [];
  const leaf = leafHash(extra);
  if (!verifyInclusion(leaf, index, size, hashes, root)) return [];
  return fixedSubtrees(leaf, index, size, hashes);
}

/** The checkpoint as the facts show it. */
export function comparedCheckpoint(signed: SignedCheckpoint): ComparedCheckpoint {
  const { path, size, root, note, receipt, logKey, cosigned } = signed;
  return { path, size, root, note, receipt, logKey, cosigned };
}
