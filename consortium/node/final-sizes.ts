/** Tells those who wait when the log has a final checkpoint over at least so many leaves. */
export interface FinalSizes {
  readonly size: number;
  advance(size: number): void;
  /** True as soon as `size` is reached; false after `ms`, or when waiting was ended. */
  reached(size: number, ms: number): Promise<boolean>;
  /** Ends all waiting. */
  end(): void;
}

interface Waiter {
  readonly size: number;
  settle(reached: boolean): void;
}

export function createFinalSizes(first: number): FinalSizes {
  const waiters = new Set<Waiter>();
  let current = first;
  let ended = false;
  const settleAll = (): void => {
    for (const waiter of [...waiters]) {
      if (current >= waiter.size || ended) waiter.settle(current >= waiter.size);
    }
  };
  return {
    get size() {
      return current;
    },
    advance(size) {
      current = Math.max(current, size);
      settleAll();
    },
    reached: (size, ms) =>
      new Promise((resolve) => {
        if (current >= size || ended || ms <= 0) {
          resolve(current >= size);
          return;
        }
        const timer = setTimeout(() => {
          waiter.settle(false);
        }, ms);
        const waiter: Waiter = {
          size,
          settle(reached) {
            clearTimeout(timer);
            waiters.delete(waiter);
            resolve(reached);
          },
        };
        waiters.add(waiter);
      }),
    end() {
      ended = true;
      settleAll();
    },
  };
}
