import { parentPort } from "node:worker_threads";
import type { VerifyOptions } from "../../shared/verification/verify-options.ts";
import { judgeFile } from "./judge-file.ts";
import { verifyOptionsOf } from "./judging-terms.ts";
import type { NamedFile } from "./named-file.ts";
import type { VerdictOrder, VerdictReport } from "./verdict-messages.ts";

/* The entry of a verdict thread: one file at a time, answered by reports. It is stopped by ending it. */

/** Bytes between two reports of progress. */
const reportEvery = 4 * 1024 * 1024;

function tell(report: VerdictReport): void {
  parentPort?.postMessage(report);
}

let untold = 0;

function progress(bytes: number): void {
  untold += bytes;
  if (untold >= reportEvery) tellRest();
}

function tellRest(): void {
  tell({ kind: "passed", bytes: untold });
  untold = 0;
}

async function judge(file: NamedFile, given: VerifyOptions): Promise<void> {
  const verdict = await judgeFile(file, given, { progress });
  tellRest();
  tell({ kind: "judged", verdict });
}

let options: Promise<VerifyOptions> | undefined;

parentPort?.on("message", (order: VerdictOrder) => {
  switch (order.kind) {
    case "begin":
      options = verifyOptionsOf(order.terms, { progress });
      tell({ kind: "ready" });
      return;
    case "judge":
      void options?.then((given) => judge(order.file, given));
      return;
  }
});
