import { toUtf8 } from "../../../../shared/bytes/utf8.ts";
import { checkpointText } from "../../../../shared/log/checkpoint.ts";
import { type NoteSignature, writeNote } from "../../../../shared/log/note.ts";
import { writeTlogProof } from "../../../../shared/log/tlog-proof.ts";
import { writeLeaf } from "../../../../shared/network/leaf.ts";
import { toHex } from "../../../../shared/bytes/hex.ts";
import type { Random } from "../../../parties/random.ts";
import { type SamplePolicy, samplePolicy, someSeats, suffices } from "./sample-policy.ts";
import { sampleTree } from "./sample-tree.ts";
import { cosignedAt, logSigner, type NoteSigner, origin } from "./signers.ts";

/** Everything that a receipt is made of; its text follows from it. */
export interface ReceiptParts {
  readonly policy: SamplePolicy;
  /** The record that the tree holds. */
  readonly leaf: Uint8Array;
  /** What stands in `extra`. */
  readonly extra: Uint8Array | undefined;
  readonly index: number;
  readonly hashes: readonly Uint8Array[];
  /** The three lines that are signed. */
  readonly head: string;
  readonly seats: readonly NoteSigner[];
  /** POSIX seconds of the first cosignature. */
  readonly seconds: number;
  /** Made of the others unless given. */
  readonly lines?: readonly NoteSignature[];
}

/** The fewest seats that suffice, by trying all sets of them. */
function fewest({ seats, quorum }: SamplePolicy): number {
  let least = seats.length;
  for (let set = 0; set < 2 ** seats.length; set += 1) {
    const chosen = seats.filter((_, n) => (set >> n) % 2 === 1);
    if (chosen.length < least && suffices(quorum, new Set(chosen))) least = chosen.length;
  }
  return least;
}

/** Whether so many cosigners leave a time that not all who may be false can have set. */
function settles(policy: SamplePolicy, seats: readonly NoteSigner[]): boolean {
  return seats.length > policy.seats.length - fewest(policy);
}

/** A policy and seats that suffice for it, by whose times the moment is settled, or is not. */
export function quorumOf(
  random: Random,
  settled: boolean,
): { readonly policy: SamplePolicy; readonly seats: readonly NoteSigner[] } {
  for (;;) {
    const policy = samplePolicy(random);
    const seats = someSeats(policy, random, true);
    if (settles(policy, seats) === settled) return { policy, seats };
  }
}

function leafOf(random: Random): Uint8Array {
  if (random.oneIn(4)) return toUtf8(`a record of another kind, ${String(random.next())}`);
  return writeLeaf({
    type: "registration",
    fingerprint: toHex(random.bytes(32)),
    submission: toHex(random.bytes(32)),
    acceptedBy: `${origin}/seat-1`,
    acceptedAt: (cosignedAt - 5) * 1000,
    blockTime: (cosignedAt - 3) * 1000,
  });
}

export function receiptParts(random: Random, settled = true, given?: Uint8Array): ReceiptParts {
  const leaf = given ?? leafOf(random);
  const size = 1 + random.below(random.oneIn(2) ? 12 : 200);
  const index = random.below(size);
  const tree = sampleTree(size, leaf, index);
  const head = checkpointText({ origin, size, root: tree.root });
  const seconds = cosignedAt + random.below(50);
  const hashes = tree.inclusion(index);
  return { ...quorumOf(random, settled), leaf, extra: leaf, index, hashes, head, seconds };
}

/** The lines of log and seats, in an order of their own. */
export function linesOf({ head, seats, seconds, lines }: ReceiptParts): readonly NoteSignature[] {
  return lines ?? [logSigner.sign(head), ...seats.map((one, n) => one.sign(head, seconds + n))];
}

export function writeReceipt(parts: ReceiptParts): Uint8Array {
  const { extra, index, hashes, head } = parts;
  const checkpoint = writeNote({ text: head, signatures: linesOf(parts) });
  return writeTlogProof({ extra, index, hashes, checkpoint });
}
