import { Worker } from "node:worker_threads";
import type { Verdict } from "../../shared/verification/verdict.ts";
import type { JudgingTerms } from "./judging-terms.ts";
import type { NamedFile } from "./named-file.ts";
import type { VerdictOrder, VerdictReport } from "./verdict-messages.ts";

/** Most of what a verdict needs is gone with it: room for many of them spares the collector's work. */
const maxYoungGenerationSizeMb = 64;

/** The thread is gone. `started` says whether it ever ran: one that did has broken on its file. */
export class VerdictThreadEnded extends Error {
  override readonly name = "VerdictThreadEnded";
  readonly started: boolean;

  constructor(started: boolean) {
    super("the verdict thread ended");
    this.started = started;
  }
}

/** A thread that judges one file at a time by the terms it was started with. */
export interface VerdictThread {
  /** Rejects with `VerdictThreadEnded`, also at `close`. One file at a time: the next only after the answer. */
  judge(file: NamedFile, progress?: (bytes: number) => void): Promise<Verdict>;
  close(): Promise<void>;
}

interface Waiting {
  settle(verdict: Verdict): void;
  refuse(thrown: VerdictThreadEnded): void;
  readonly progress: ((bytes: number) => void) | undefined;
}

/** Starts a thread whose bundled entry is `file`. */
export function startVerdictThread(file: URL, terms: JudgingTerms): VerdictThread {
  const worker = new Worker(file, { resourceLimits: { maxYoungGenerationSizeMb } });
  const order = (told: VerdictOrder): void => worker.postMessage(told);
  order({ kind: "begin", terms });
  let waiting: Waiting | undefined;
  let started = false;
  let alive = true;
  worker.on("message", (report: VerdictReport) => {
    switch (report.kind) {
      case "ready":
        started = true;
        return;
      case "passed":
        waiting?.progress?.(report.bytes);
        return;
      case "judged":
        waiting?.settle(report.verdict);
        waiting = undefined;
        return;
    }
  });
  const end = (): void => {
    alive = false;
    waiting?.refuse(new VerdictThreadEnded(started));
    waiting = undefined;
  };
  // An error, one of memory too, is followed by the exit.
  worker.on("error", () => undefined);
  worker.on("exit", end);
  return {
    judge: ({ path, name }, progress) =>
      new Promise((settle, refuse) => {
        if (!alive || waiting !== undefined) throw new VerdictThreadEnded(started);
        waiting = { settle, refuse, progress };
        order({ kind: "judge", file: { path, name } });
      }),
    close: async () => {
      await worker.terminate();
    },
  };
}
