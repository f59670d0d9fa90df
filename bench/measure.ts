import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What one process took. */
export interface Measured {
  readonly ms: number;
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Most memory that was resident, in MB; undefined where the system does not say. */
  readonly residentMb: number | undefined;
  /** Time of all its processors together, in milliseconds; undefined for another program than Node. */
  readonly cpuMs: number | undefined;
}

/** Told to Node with `--require`: leaves the time of its processors and the high-water mark of memory behind at exit. */
const resident = `const { isMainThread } = require("node:worker_threads");
if (isMainThread) process.on("exit", () => {
  const fs = require("node:fs");
  const { user, system } = process.cpuUsage();
  let kb = "";
  try {
    kb = /VmHWM:\\s+(\\d+)/.exec(fs.readFileSync("/proc/self/status", "utf8"))[1];
  } catch {}
  fs.writeFileSync(process.env.CUNZHEN_RESIDENT, (user + system) / 1000 + " " + kb);
});
`;

/**
 * Runs a program to its end and measures it from outside. For Node itself the memory is measured too.
 *
 * @param work folder for what lies between
 */
export function run(
  work: string,
  program: string,
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Measured> {
  mkdirSync(work, { recursive: true });
  const hook = join(work, "resident.cjs");
  const mark = join(work, "resident.txt");
  writeFileSync(hook, resident);
  rmSync(mark, { force: true });
  const all = program === process.execPath ? ["--require", hook, ...words] : [...words];
  const startedAt = performance.now();
  const child = spawn(program, all, {
    env: { ...process.env, ...env, CUNZHEN_RESIDENT: mark },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      const ms = performance.now() - startedAt;
      resolve({ ms, code: code ?? 1, stdout, stderr, ...readMark(mark) });
    });
  });
}

function readMark(path: string): Pick<Measured, "cpuMs" | "residentMb"> {
  if (!existsSync(path)) return { cpuMs: undefined, residentMb: undefined };
  const [cpu = "", kb = ""] = readFileSync(path, "utf8").split(" ");
  return { cpuMs: Number(cpu), residentMb: kb === "" ? undefined : Number(kb) / 1024 };
}

/** A measured run that must have succeeded. */
export async function runWell(
  ...input: Parameters<typeof run>
): Promise<Measured & { readonly code: 0 }> {
  const measured = await run(...input);
  if (measured.code !== 0) {
    throw new Error(`${input[1]} ${input[2].join(" ")}: exit ${measured.code}\n${measured.stderr}`);
  }
  return { ...measured, code: 0 };
}

/** The value below which a share `p` of the values lies. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(p * sorted.length) - 1)] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** What two that took turns needed. */
export interface Turns {
  /** Median milliseconds of each. */
  readonly ours: number;
  readonly peer: number;
  /** The peer's time over ours. */
  readonly ratio: number;
}

/**
 * The medians of runs that took turns. The ratio is the median of the ratios of the pairs: a machine that is slow for
 * a while is slow for both of a pair.
 *
 * @param ours milliseconds of each turn
 * @param peer those of the peer in the same turns
 */
export function turnsOf(ours: readonly number[], peer: readonly number[]): Turns {
  const ratios = ours.map((ms, turn) => (peer[turn] ?? Number.NaN) / ms);
  return { ours: median(ours), peer: median(peer), ratio: median(ratios) };
}

/** Takes turns between ours and the peer's, so that both meet the same machine; and the most memory ours held. */
export async function inTurns(
  turns: number,
  ours: () => Promise<Measured>,
  peer: () => Promise<Measured>,
): Promise<Turns & { residentMb: number | undefined }> {
  const mine: number[] = [];
  const theirs: number[] = [];
  let residentMb: number | undefined;
  for (let turn = 0; turn < turns; turn += 1) {
    theirs.push((await peer()).ms);
    const one = await ours();
    mine.push(one.ms);
    if (one.residentMb !== undefined) residentMb = Math.max(residentMb ?? 0, one.residentMb);
  }
  return { ...turnsOf(mine, theirs), residentMb };
}
