import type { UnixMs } from "../../shared/bytes/civil-time.ts";
import type { ApplyBlock, EntryResult, SequencedEntry, Sequencer } from "./sequencer.ts";

interface Waiting {
  readonly entries: readonly SequencedEntry[];
  resolve(results: readonly EntryResult[]): void;
  reject(reason: unknown): void;
}

export interface EmbeddedSequencerOptions {
  readonly clock: () => UnixMs;
  /** Height and time of the last block that was committed; 0 and 0 for none. */
  readonly height: number;
  readonly time: UnixMs;
  /** Most entries of a block. */
  readonly maxEntries?: number;
}

/**
 * One machine orders everything: at once when idle, and what has come in meanwhile as the next block under load.
 * It protects against nothing that its operator does.
 */
export function createEmbeddedSequencer(options: EmbeddedSequencerOptions): Sequencer {
  const { clock, maxEntries = 2000 } = options;
  const waiting: Waiting[] = [];
  let { height, time } = options;
  let apply: ApplyBlock | undefined;
  let running: Promise<void> | undefined;
  let closed = false;

  const blockTime = (): UnixMs => Math.max(time, clock());

  async function commitBatches(batches: readonly Waiting[]): Promise<void> {
    if (apply === undefined) throw new Error("nobody applies blocks");
    const next = { height: height + 1, time: blockTime() };
    try {
      const results = await apply({ ...next, entries: batches.flatMap((batch) => batch.entries) });
      ({ height, time } = next);
      let at = 0;
      for (const batch of batches) {
        batch.resolve(results.slice(at, at + batch.entries.length));
        at += batch.entries.length;
      }
    } catch (error) {
      for (const batch of batches) batch.reject(error);
    }
  }

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      let entries = 0;
      const fitting = waiting.findIndex((batch) => (entries += batch.entries.length) > maxEntries);
      const count = fitting === -1 ? waiting.length : Math.max(1, fitting);
      await commitBatches(waiting.splice(0, count));
    }
    running = undefined;
  }

  return {
    onCommitted(listener) {
      apply = listener;
    },
    submitBatch: (entries) =>
      new Promise((resolve, reject) => {
        if (closed) {
          reject(new Error("the sequencer is closed"));
          return;
        }
        waiting.push({ entries, resolve, reject });
        running ??= drain();
      }),
    blockTime,
    async close() {
      closed = true;
      await running;
    },
  };
}
