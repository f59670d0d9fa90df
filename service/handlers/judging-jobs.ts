import { fail, type Result } from "../../shared/bytes/result.ts";
import type { JobId } from "../../shared/contract/scalars.ts";
import { fault, type Fault } from "../../shared/words/faults/fault.ts";

/** What a piece of judging is given. */
export interface Job {
  readonly signal: AbortSignal;
  /** Takes the bytes that are done, and how many there are. */
  readonly progress: (done: number, total: number) => void;
}

/** The judging that goes on under its callers' names. */
export interface JudgingJobs {
  /**
   * Does the work under a name, or unheard without one. Gives VERIFY_CANCELLED when it was cancelled. Whoever takes a
   * name anew ends the work that had it.
   */
  run<T>(
    name: JobId | undefined,
    work: (job: Job) => Promise<Result<T, Fault>>,
  ): Promise<Result<T, Fault>>;
  /** Ends the work of that name, if there is any. */
  cancel(name: JobId): void;
}

/** How often progress is told: more often nobody can see. */
const everyMs = 100;

export function createJudgingJobs(
  tell: (name: JobId, done: number, total: number) => void,
): JudgingJobs {
  const running = new Map<JobId, AbortController>();

  const heard = (name: JobId): Job["progress"] => {
    let last = Number.NEGATIVE_INFINITY;
    return (done, total) => {
      const now = performance.now();
      if (now - last < everyMs) return;
      last = now;
      tell(name, done, total);
    };
  };

  return {
    async run(name, work) {
      if (name === undefined) {
        return work({ signal: new AbortController().signal, progress: () => undefined });
      }
      const own = new AbortController();
      const { signal } = own;
      running.get(name)?.abort();
      running.set(name, own);
      try {
        const result = await work({ signal, progress: heard(name) });
        return signal.aborted ? fail(fault("VERIFY_CANCELLED", {})) : result;
      } catch (thrown) {
        if (signal.aborted) return fail(fault("VERIFY_CANCELLED", {}));
        throw thrown;
      } finally {
        if (running.get(name) === own) running.delete(name);
      }
    },
    cancel: (name) => running.get(name)?.abort(),
  };
}
