import { parentPort } from "node:worker_threads";
import type { DigestOrder, DigestReport } from "./digest-messages.ts";
import { type RunningDigests, startRangeDigests } from "./running-digests.ts";

/* The entry of the digest thread: one run at a time, a new one ends the one before. */

let run = 0;
let running: RunningDigests = startRangeDigests([]);

function carryOut(order: DigestOrder): DigestReport | undefined {
  switch (order.kind) {
    case "start":
      run = order.run;
      running = startRangeDigests(order.names);
      return undefined;
    case "piece":
      running.update(order.piece);
      return { kind: "taken", run };
    case "finish":
      return { kind: "done", run, digests: running.finish() };
  }
}

function answer(order: DigestOrder): DigestReport | undefined {
  try {
    return carryOut(order);
  } catch (thrown) {
    return { kind: "failed", run, message: String(thrown) };
  }
}

parentPort?.on("message", (order: DigestOrder) => {
  const report = answer(order);
  if (report !== undefined) parentPort?.postMessage(report);
});
