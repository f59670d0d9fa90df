import type { UnixMs } from "../../shared/bytes/civil-time.ts";
import type { Leaf } from "../../shared/network/leaf.ts";

/** What an institution has taken in and asks the engine to order. */
export interface SequencedEntry extends Omit<Leaf, "blockTime"> {
  readonly notAfter: UnixMs;
}

/** Entries in their final order. Heights have no gaps; times never go backwards. */
export interface Block {
  readonly height: number;
  readonly time: UnixMs;
  readonly entries: readonly SequencedEntry[];
}

/** What became of an entry: a new leaf, the leaf that its submission already had, or outside its window. */
export type EntryResult = "registered" | "duplicate" | "expired";

/** Applies a block durably and gives a result for each of its entries. Depends on nothing but the block and what was committed. */
export type ApplyBlock = (block: Block) => Promise<readonly EntryResult[]>;

/** The engine that orders entries: one port, so that the node is the same whatever orders its log. */
export interface Sequencer {
  /** Whoever applies blocks; to be set once, before the first batch. */
  onCommitted(apply: ApplyBlock): void;
  /** Resolves when the entries are committed; rejects when the engine has stopped or could not commit. */
  submitBatch(entries: readonly SequencedEntry[]): Promise<readonly EntryResult[]>;
  /** The time that a block made now would have. */
  blockTime(): UnixMs;
  /** Finishes what was submitted and takes no more. */
  close(): Promise<void>;
}
