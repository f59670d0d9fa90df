import type { CosignedHead } from "./cosigning-round.ts";

export interface CosigningLoopOptions {
  /** Has the newest head signed and kept. */
  readonly round: () => Promise<CosignedHead>;
  /** Called with every round that came to an end. */
  readonly done: (cosigned: CosignedHead) => void;
  readonly failed: (error: unknown) => void;
  readonly retryMs: number;
}

/** Rounds of cosigning, one at a time. */
export interface CosigningLoop {
  /** There is a new head: sign it, after the round under way if there is one. */
  poke(): void;
  /** Ends the round under way and starts no more. */
  close(): Promise<void>;
}

/** Signs on every change; as long as the quorum is not reached, again after `retryMs`. */
export function startCosigningLoop(options: CosigningLoopOptions): CosigningLoop {
  const state: { changed: boolean; closed: boolean; running: Promise<void> | undefined } = {
    changed: false,
    closed: false,
    running: undefined,
  };
  let retry: NodeJS.Timeout | undefined;

  async function runRounds(): Promise<void> {
    while (state.changed) {
      state.changed = false;
      const satisfied = await runRound();
      if (!satisfied && !state.closed) {
        clearTimeout(retry);
        retry = setTimeout(poke, options.retryMs);
      }
    }
    state.running = undefined;
  }

  async function runRound(): Promise<boolean> {
    try {
      const cosigned = await options.round();
      options.done(cosigned);
      return cosigned.satisfied;
    } catch (error) {
      options.failed(error);
      return false;
    }
  }

  function poke(): void {
    if (state.closed) return;
    state.changed = true;
    state.running ??= runRounds();
  }

  return {
    poke,
    async close() {
      state.closed = true;
      state.changed = false;
      clearTimeout(retry);
      await state.running;
      clearTimeout(retry);
    },
  };
}
