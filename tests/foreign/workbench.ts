import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const bin = join(root, "dist", "cli", "cunzhen.mjs");

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end; nothing is thrown for what it answers. */
export function run(
  program: string,
  words: readonly string[],
  options: { cwd?: string; env?: Readonly<Record<string, string>>; input?: string } = {},
): Promise<Ended> {
  const child = spawn(program, words, {
    cwd: options.cwd ?? root,
    env: { ...process.env, ...options.env },
    stdio: ["pipe", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  child.stdin.on("error", () => undefined).end(options.input ?? "");
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      resolve({ code: code ?? 1, stdout, stderr });
    });
  });
}

/**
 * Runs a script in bash that stops at the first command that fails. Without --norc bash takes our pipe for a connection
 * from afar where it is the outermost shell, and reads /etc/bash.bashrc first.
 */
export function bash(
  script: string,
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  return run("bash", ["--norc", "-euo", "pipefail", "-c", script], { cwd, env });
}

/** A home of its own for one test file; the practice node in it stops when idle. */
export interface Bench {
  readonly folder: string;
  readonly home: string;
  /** `cunzhen X` in this home. */
  cunzhen(...words: readonly string[]): Promise<Ended>;
  /** The same with `--json`, parsed. */
  answer(...words: readonly string[]): Promise<{ readonly code: number; readonly value: unknown }>;
  /** Stops the practice node; the next command that needs it starts it again. */
  stopNode(): Promise<void>;
  /** Stops the practice node and removes everything. */
  close(): Promise<void>;
}

export function openBench(): Bench {
  const folder = mkdtempSync(join(tmpdir(), "cunzhen-foreign-"));
  const home = join(folder, "home");
  const cunzhen = (...words: readonly string[]): Promise<Ended> =>
    run(process.execPath, [bin, ...words, "--home", home]);
  return {
    folder,
    home,
    cunzhen,
    async answer(...words) {
      const ended = await cunzhen(...words, "--json");
      const value: unknown = JSON.parse(ended.stdout);
      return { code: ended.code, value };
    },
    stopNode: () => stopPracticeNode(home),
    async close() {
      await stopPracticeNode(home);
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function stopPracticeNode(home: string): Promise<void> {
  let pid: unknown;
  try {
    pid = pathIn(JSON.parse(readFileSync(join(home, "practice", "node.json"), "utf8")), "pid");
  } catch {
    return;
  }
  if (typeof pid !== "number") return;
  const until = Date.now() + 10_000;
  for (let signal: NodeJS.Signals | 0 = "SIGTERM"; Date.now() < until; signal = 0) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The value at a path of keys and indices in parsed JSON; undefined where there is none. */
export function pathIn(value: unknown, ...path: readonly (string | number)[]): unknown {
  let here = value;
  for (const step of path) {
    if (typeof here !== "object" || here === null) return undefined;
    here = Object.entries(here).find(([key]) => key === String(step))?.[1];
  }
  return here;
}

/** The address of the practice authority of this home; asking for it starts the node. */
export async function practiceTsa(bench: Bench): Promise<string> {
  const listed = pathIn((await bench.answer("tsa", "list")).value, "authorities");
  const authorities: readonly unknown[] = Array.isArray(listed) ? listed : [];
  return textIn(
    authorities.find((authority) => pathIn(authority, "practice") === true),
    "url",
  );
}

/** A string that must be there. */
export function textIn(value: unknown, ...path: readonly (string | number)[]): string {
  const found = pathIn(value, ...path);
  if (typeof found !== "string") {
    throw new Error(`no text at ${path.join(".")} of ${JSON.stringify(value).slice(0, 800)}`);
  }
  return found;
}

/** The codes of the checks of the first package with this outcome. */
export function codesOf(verdict: unknown, outcome: string): readonly string[] {
  const checks = pathIn(verdict, "packages", 0, "checks");
  if (!Array.isArray(checks)) return [];
  return checks
    .filter((check: unknown) => pathIn(check, "outcome") === outcome)
    .map((check: unknown) => textIn(check, "code"));
}

/** The roots and CRLs that this home has accepted, as files. */
export function rootsOf(home: string): readonly string[] {
  const folder = join(home, "trust", "roots");
  return readdirSync(folder)
    .filter((name) => name.endsWith(".pem"))
    .map((name) => join(folder, name));
}

/** Writes input files and gives their paths. */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}
