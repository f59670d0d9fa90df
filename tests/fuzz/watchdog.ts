import { Worker } from "node:worker_threads";

/** Looks over the shoulder of a fuzzing thread, which cannot look up while it hangs. */
export interface Watchdog {
  /** Notes the input that is about to run. */
  begin(input: Uint8Array): void;
  close(): Promise<void>;
}

const capacity = 8 * 1024 * 1024;

const program = `
const { workerData } = require("node:worker_threads");
const { writeFileSync, writeSync } = require("node:fs");
const state = new Int32Array(workerData.shared, 0, 2);
let last = -1, since = 0, before = Date.now();
setInterval(() => {
  // A timer that comes seconds late tells of a process that was stopped, not of an input that hangs.
  const late = Date.now() - before > 3000;
  before = Date.now();
  if (late || state[0] !== last) { last = state[0]; since = Date.now(); return; }
  if (Date.now() - since < workerData.patienceMs) return;
  const path = workerData.path;
  writeFileSync(path, new Uint8Array(workerData.shared, 8, state[1]));
  writeSync(2, "hangs: " + path + "\\n");
  process.kill(process.pid, "SIGKILL");
}, 500);
`;

/**
 * Ends the process when one input takes longer than `patienceMs`, and leaves that input at `path`.
 * Generous, since a busy machine may hold a process up; the campaign itself measures single seconds.
 */
export function startWatchdog(path: string, patienceMs: number): Watchdog {
  const shared = new SharedArrayBuffer(8 + capacity);
  const state = new Int32Array(shared, 0, 2);
  const bytes = new Uint8Array(shared, 8);
  const worker = new Worker(program, { eval: true, workerData: { shared, path, patienceMs } });
  worker.unref();
  return {
    begin(input) {
      const kept = input.subarray(0, capacity);
      bytes.set(kept);
      state[1] = kept.length;
      Atomics.add(state, 0, 1);
    },
    async close() {
      await worker.terminate();
    },
  };
}
