import { spawn, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { z } from "../../shared/contract/zod-csp.ts";
import { itemSummary, type ItemSummary } from "../../shared/contract/item-summary.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const built = process.env["CUNZHEN_TEST_CLI"] ?? join(root, "dist", "cli", "cunzhen.mjs");

/** The built command line, as users run it; from source where nothing is built. */
const program: readonly string[] = existsSync(built)
  ? [built]
  : [
      "--import",
      pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href,
      join(root, "cli", "cunzhen.ts"),
    ];

export interface Ended {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

export interface Setting {
  readonly home: string;
  readonly cwd?: string;
  /** Undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** The program and its arguments that run `cunzhen` with these. */
export function commandLine(args: readonly string[]): readonly string[] {
  return [process.execPath, ...program, ...args];
}

/** Starts `cunzhen` with these arguments in a process of its own, without a terminal. */
export function startCommand(args: readonly string[], setting: Setting): Running {
  const { INIT_CWD: _standing, ...inherited } = process.env;
  const env = { ...inherited, LC_ALL: "C.UTF-8", CUNZHEN_HOME: setting.home, ...setting.env };
  const child = spawn(process.execPath, [...program, ...args], {
    cwd: setting.cwd ?? tmpdir(),
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on("data", (piece: Buffer) => out.push(piece));
  child.stderr.on("data", (piece: Buffer) => err.push(piece));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      resolve({
        code,
        stdout: Buffer.concat(out).toString("utf8"),
        stderr: Buffer.concat(err).toString("utf8"),
      });
    });
  });
  return { child, ended };
}

export function command(args: readonly string[], setting: Setting): Promise<Ended> {
  return startCommand(args, setting).ended;
}

const itemsDocument = z.strictObject({ items: z.array(itemSummary) });
const errorDocument = z.strictObject({
  error: z.strictObject({
    code: z.string(),
    message: z.string().min(1),
    data: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
});

/** The items that `--json` printed; throws when stdout is anything else than that one document. */
export function itemsIn({ stdout, stderr }: Ended): readonly ItemSummary[] {
  const parsed = itemsDocument.safeParse(jsonIn(stdout));
  if (!parsed.success) throw new Error(`no items: ${stdout}${stderr}`);
  return parsed.data.items;
}

/** The code of the error document that `--json` printed. */
export function errorIn({ stdout }: Ended): string {
  return errorDocument.parse(jsonIn(stdout)).error.code;
}

export function jsonIn(stdout: string): unknown {
  return JSON.parse(stdout);
}

/** A home of its own in a folder of its own, with room for files beside it. */
export async function temporarySetting(): Promise<Setting & { readonly cwd: string }> {
  const cwd = await mkdtemp(join(tmpdir(), "cunzhen-cli-"));
  return { cwd, home: join(cwd, "home") };
}

/** Stops the practice node that commands left running, and removes everything. */
export async function removeSetting({ cwd, home }: Setting): Promise<void> {
  const pid = await practicePid(home);
  if (pid !== undefined) {
    process.kill(pid);
    while (isRunning(pid)) await new Promise((resolve) => setTimeout(resolve, 20));
  }
  if (cwd !== undefined) await rm(cwd, { recursive: true, force: true });
}

/** Process id of the practice node of a home; undefined where none runs. */
export async function practicePid(home: string): Promise<number | undefined> {
  const text = await readFile(join(home, "practice", "node.json"), "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  const { pid } = z.object({ pid: z.int() }).parse(JSON.parse(text));
  return isRunning(pid) ? pid : undefined;
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
