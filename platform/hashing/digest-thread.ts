import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { RangeDigest, RangeDigests } from "../../shared/digest/byte-source.ts";
import type { DigestOrder, DigestReport } from "./digest-messages.ts";

/** The thread could not run: the same work can still be done without it. */
export class ThreadFailed extends Error {
  override readonly name = "ThreadFailed";
}

/** Digests of one range that the thread computes. Each promise rejects with `ThreadFailed` once it cannot. */
export interface FarDigests {
  /**
   * Takes a piece in its turn.
   *
   * @param piece in shared memory (`SharedArrayBuffer`), which must stay as it is until this settles
   */
  update(piece: Uint8Array): Promise<void>;
  /** May be called once, when all pieces are taken. The thread is free afterwards. */
  finish(): Promise<RangeDigests>;
  /** Lets go of a range that will not be finished. The thread is free at once; nothing settles any more. */
  abandon(): void;
}

/** A thread that digests one range at a time. It keeps no process alive while it has nothing to do. */
export interface DigestThread {
  readonly busy: boolean;
  /** Throws `ThreadFailed` where it is busy or has ended. */
  start(names: readonly RangeDigest[]): FarDigests;
  close(): Promise<void>;
}

interface Waiting {
  settle(report: Exclude<DigestReport, { kind: "failed" }>): void;
  refuse(thrown: ThreadFailed): void;
}

/** Starts the thread whose bundled entry is `file`. */
export function startDigestThread(file: URL): DigestThread {
  const worker = new Worker(file);
  worker.unref();
  const order = (told: DigestOrder): void => worker.postMessage(told);
  let run = 0;
  let busy = false;
  let failure: ThreadFailed | undefined;
  /** In the order in which the answers come. */
  let waiting: Waiting[] = [];
  const free = (): void => {
    busy = false;
    waiting = [];
    worker.unref();
  };
  const fail = (message: string): void => {
    failure ??= new ThreadFailed(message);
    for (const one of waiting) one.refuse(failure);
    free();
  };
  worker.on("message", (report: DigestReport) => {
    // What was given up is answered all the same.
    if (!busy || report.run !== run) return;
    if (report.kind === "failed") fail(report.message);
    else waiting.shift()?.settle(report);
  });
  worker.on("error", ({ message }: Error) => fail(message));
  worker.on("exit", () => fail("the thread ended"));

  function answerTo(
    told: DigestOrder,
    of: number,
  ): Promise<Exclude<DigestReport, { kind: "failed" }>> {
    return new Promise((settle, refuse) => {
      if (failure !== undefined || of !== run || !busy) {
        refuse(failure ?? new ThreadFailed("given up"));
        return;
      }
      waiting.push({ settle, refuse });
      order(told);
    });
  }

  return {
    get busy() {
      return busy;
    },
    start(names) {
      if (failure !== undefined || busy)
        throw failure ?? new ThreadFailed("the thread is not free");
      busy = true;
      run += 1;
      const own = run;
      worker.ref();
      order({ kind: "start", run: own, names });
      return {
        async update(piece) {
          await answerTo({ kind: "piece", piece }, own);
        },
        async finish() {
          const report = await answerTo({ kind: "finish" }, own);
          if (report.kind !== "done") throw new ThreadFailed("a piece was never taken");
          free();
          return report.digests;
        },
        abandon() {
          if (own === run && busy) free();
        },
      };
    },
    close: async () => {
      await worker.terminate();
    },
  };
}

/** Where the build puts the entry: beside every bundle that may use it. From source there is none. */
const builtEntry = new URL("./digest-worker.cjs", import.meta.url);
let shared: DigestThread | "unavailable" | undefined;

/** The process's digest thread if it is free; undefined when it is busy or cannot run here. */
export function idleDigestThread(): DigestThread | undefined {
  shared ??= existsSync(fileURLToPath(builtEntry)) ? startDigestThread(builtEntry) : "unavailable";
  return shared === "unavailable" || shared.busy ? undefined : shared;
}

/** Gives the thread up for the rest of the process, after it has failed once. */
export function abandonDigestThread(): void {
  shared = "unavailable";
}
