import { setImmediate } from "node:timers/promises";

/** Who looks on while a report is made. */
export interface ReportWatch {
  /** Ends the work with its reason. */
  readonly signal?: AbortSignal;
  /** Takes how many of the inputs' parts are made, and how many there are. */
  readonly progress?: (done: number, of: number) => void;
}

/** How long others wait at most for what is done without a pause between two calls. */
const turnMs = 25;

/**
 * Between two steps of long work: lets signals, keys and other calls be heard where that has been some time ago.
 *
 * @returns a step; it throws the signal's reason when the work is no longer wanted
 */
export function givingWay(signal: AbortSignal | undefined): () => Promise<void> {
  let due = performance.now() + turnMs;
  return async () => {
    if (performance.now() < due) return;
    await setImmediate();
    signal?.throwIfAborted();
    due = performance.now() + turnMs;
  };
}
