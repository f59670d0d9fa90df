import { setFlagsFromString } from "node:v8";
import { createContext, runInContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collector = createContext({});

/** Bytes that are still held after a full collection. */
export function heldBytes(): number {
  for (let turn = 0; turn < 2; turn += 1) runInContext("gc()", collector);
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** What one look away from zero is nothing: caches and compiled code come and go by this much. */
const slack = 3_000_000;

/**
 * Whether samples taken at even distances grow: the lowest of the last third against the middle of the
 * first. A leak of some bytes an input shows, for a run has tens of thousands of them.
 */
export function grows(samples: readonly number[]): boolean {
  if (samples.length < 6) return false;
  const third = Math.floor(samples.length / 3);
  const first = [...samples.slice(0, third)].sort((a, b) => a - b);
  const last = samples.slice(-third);
  return Math.min(...last) > (first[Math.floor(third / 2)] ?? 0) + slack;
}
