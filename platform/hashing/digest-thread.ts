import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { RangeDigests } from "../../shared/digest/byte-source.ts";
import type { DigestTask } from "./block-digest.ts";
import type { DigestOrder, DigestReport } from "./digest-messages.ts";
import { SourceChanged } from "./source-changed.ts";

/** The thread could not run: the same task can still be done without it. */
export class ThreadFailed extends Error {
  override readonly name = "ThreadFailed";
}

/** A system error that the thread met, under its code. */
class ReadFailed extends Error {
  readonly code: string | undefined;

  constructor(message: string, code: string | undefined) {
    super(message);
    this.code = code;
  }
}

/** A thread that digests one range at a time. It keeps no process alive while it has nothing to do. */
export interface DigestThread {
  readonly busy: boolean;
  /**
   * Rejects with the signal's reason, `SourceChanged`, `ThreadFailed`, or an error with the system's code.
   * The descriptor must stay open until this settles.
   */
  digest(
    task: DigestTask,
    signal?: AbortSignal,
    passed?: (bytes: number) => void,
  ): Promise<RangeDigests>;
  close(): Promise<void>;
}

interface Running {
  resolve(digests: RangeDigests): void;
  reject(thrown: unknown): void;
  readonly signal: AbortSignal | undefined;
  readonly passed: ((bytes: number) => void) | undefined;
}

function settle(running: Running, report: Exclude<DigestReport, { kind: "passed" }>): void {
  switch (report.kind) {
    case "done":
      running.resolve(report.digests);
      break;
    case "cancelled":
      running.reject(running.signal?.reason);
      break;
    case "changed":
      running.reject(new SourceChanged(report.message));
      break;
    case "failed":
      running.reject(new ReadFailed(report.message, report.code));
      break;
  }
}

/** Starts the thread whose bundled entry is `file`. */
export function startDigestThread(file: URL): DigestThread {
  const worker = new Worker(file);
  worker.unref();
  let running: Running | undefined;
  let alive = true;
  const end = (finish: (one: Running) => void): void => {
    const one = running;
    running = undefined;
    worker.unref();
    if (one !== undefined) finish(one);
  };
  worker.on("message", (report: DigestReport) => {
    if (report.kind === "passed") running?.passed?.(report.bytes);
    else
      end((one) => {
        settle(one, report);
      });
  });
  const failed = (): void => {
    end((one) => {
      one.reject(new ThreadFailed("the thread ended"));
    });
  };
  worker.on("error", failed);
  worker.on("exit", () => {
    alive = false;
    failed();
  });
  return {
    get busy() {
      return running !== undefined;
    },
    digest: (task, signal, passed) =>
      new Promise((resolve, reject) => {
        if (!alive || running !== undefined) throw new ThreadFailed("the thread is not free");
        signal?.throwIfAborted();
        const cancel = new Int32Array(new SharedArrayBuffer(4));
        const onAbort = (): void => {
          Atomics.store(cancel, 0, 1);
        };
        signal?.addEventListener("abort", onAbort, { once: true });
        const settled =
          <T>(way: (value: T) => void) =>
          (value: T): void => {
            signal?.removeEventListener("abort", onAbort);
            way(value);
          };
        running = { resolve: settled(resolve), reject: settled(reject), signal, passed };
        worker.ref();
        const order: DigestOrder = { ...task, cancel };
        worker.postMessage(order);
      }),
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
