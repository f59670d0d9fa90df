import { parentPort } from "node:worker_threads";
import { blockBytes, digestBlocks } from "./block-digest.ts";
import type { DigestOrder, DigestReport } from "./digest-messages.ts";
import { SourceChanged } from "./source-changed.ts";

/* The entry of the digest thread: one order at a time, answered by reports. */

/** Bytes between two reports of progress. */
const reportEvery = 16 * 1024 * 1024;

class Cancelled extends Error {}

function codeOf(thrown: Error): string | undefined {
  return "code" in thrown && typeof thrown.code === "string" ? thrown.code : undefined;
}

function endOf(thrown: unknown): DigestReport {
  if (thrown instanceof Cancelled) return { kind: "cancelled" };
  if (thrown instanceof SourceChanged) return { kind: "changed", message: thrown.message };
  if (!(thrown instanceof Error)) return { kind: "failed", message: "unknown", code: undefined };
  return { kind: "failed", message: thrown.message, code: codeOf(thrown) };
}

const buffer = new Uint8Array(blockBytes);

function carryOut(order: DigestOrder, report: (report: DigestReport) => void): void {
  let unreported = 0;
  try {
    const digests = digestBlocks(order, buffer, (bytes) => {
      if (Atomics.load(order.cancel, 0) !== 0) throw new Cancelled();
      unreported += bytes;
      if (unreported < reportEvery) return;
      report({ kind: "passed", bytes: unreported });
      unreported = 0;
    });
    report({ kind: "passed", bytes: unreported });
    report({ kind: "done", digests });
  } catch (thrown) {
    report(endOf(thrown));
  }
}

parentPort?.on("message", (order: DigestOrder) => {
  carryOut(order, (report) => parentPort?.postMessage(report));
});
