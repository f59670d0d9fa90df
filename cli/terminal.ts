import { homedir } from "node:os";
import { join, resolve } from "node:path";
import type { Fault } from "../shared/words/faults/fault.ts";
import { faults } from "../shared/words/faults/catalogue.ts";
import type { Language } from "../shared/words/language.ts";
import { nextStep, sentence } from "../shared/words/sentence.ts";

/** What a command sees of the process that it runs in. */
export interface Terminal {
  readonly language: Language;
  /** `--json`: one document on stdout and nothing else. */
  readonly json: boolean;
  /** The home that `--home`, `CUNZHEN_HOME` or the default names; absolute, and perhaps not there yet. */
  readonly home: string;
  /** Whether `--home` or `CUNZHEN_HOME` named it. */
  readonly homeNamed: boolean;
  /** Aborted by the first Ctrl-C. */
  readonly interrupted: AbortSignal;
  /** Whether a person sits at both ends, and may be asked. */
  readonly interactive: boolean;
  /** An absolute path for one that was typed where the user stands. */
  readonly path: (typed: string) => string;
  /** Words for a person: a result on stdout, unless `--json` wants that for itself. */
  readonly say: (text: string) => void;
  /** Progress and remarks, on stderr. */
  readonly note: (text: string) => void;
  /** The document of `--json`. */
  readonly print: (document: unknown) => void;
  /** Says a fault in the way asked for. @returns its exit code */
  readonly refuse: (found: Fault) => number;
  readonly progress: ProgressLine;
}

/** One line on stderr that is written over; nothing where stderr is no terminal. */
export interface ProgressLine {
  readonly show: (text: string) => void;
  readonly clear: () => void;
}

export interface TerminalOptions {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly interrupted: AbortSignal;
}

/** The terminal of this process. `--json`, `--lang` and `--home` are read before the command is, so that its refusal obeys them. */
export function openTerminal(options: TerminalOptions): Terminal {
  const { argv, env, interrupted } = options;
  const json = argv.includes("--json");
  const language = languageOf(argv, env);
  const standing = named(env["INIT_CWD"]) ?? process.cwd();
  const home = valueOf(argv, "--home") ?? named(env["CUNZHEN_HOME"]);
  const path = (typed: string): string => resolve(standing, typed);
  const progress = progressLine(process.stderr.isTTY && !json);
  const note = (text: string): void => {
    progress.clear();
    process.stderr.write(`${harmless(text)}\n`);
  };
  const print = (document: unknown): void => {
    process.stdout.write(`${JSON.stringify(document, undefined, 2)}\n`);
  };
  return {
    language,
    json,
    home: path(home ?? join(homedir(), ".cunzhen")),
    homeNamed: home !== undefined,
    interrupted,
    interactive: process.stdin.isTTY && process.stderr.isTTY && !json,
    path,
    note,
    print,
    say: (text) => {
      progress.clear();
      if (json) process.stderr.write(`${harmless(text)}\n`);
      else process.stdout.write(`${harmless(text)}\n`);
    },
    refuse: (found) => {
      const { code, data } = found;
      const message = sentence(code, language, data);
      if (json) print({ error: { code, message, data } });
      else note([message, nextStep(code, language, data)].filter((line) => line !== "").join("\n"));
      return exitCodeOf(found);
    },
    progress,
  };
}

const controls =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** Names come from file systems and packages: none of them moves the cursor or turns the writing direction. */
function harmless(text: string): string {
  return text.replace(controls, "\ufffd");
}

/** The exit code of a command that ends with this fault. */
export function exitCodeOf(found: Fault): number {
  const words = faults[found.code];
  return "exit" in words ? words.exit : 1;
}

/** The value of an option wherever it stands, `--name value` or `--name=value`; the last one counts. */
function valueOf(argv: readonly string[], name: string): string | undefined {
  let found: string | undefined;
  for (const [at, argument] of argv.entries()) {
    if (argument === "--") break;
    if (argument === name) found = argv[at + 1];
    else if (argument.startsWith(`${name}=`)) found = argument.slice(name.length + 1);
  }
  return found;
}

function languageOf(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Language {
  const asked = valueOf(argv, "--lang");
  if (asked === "zh" || asked === "en") return asked;
  const locale = named(env["LC_ALL"]) ?? named(env["LC_MESSAGES"]) ?? named(env["LANG"]) ?? "";
  return locale.toLowerCase().startsWith("zh") ? "zh" : "en";
}

/** A variable of the environment; one that is empty is as one that is not set (POSIX XBD 8.2). */
function named(variable: string | undefined): string | undefined {
  return variable === "" ? undefined : variable;
}

function progressLine(shown: boolean): ProgressLine {
  let width = 0;
  return {
    show: (text) => {
      if (!shown) return;
      const line = harmless(text).slice(0, Math.max((process.stderr.columns || 80) - 1, 20));
      process.stderr.write(`\r${line}\u001B[K`);
      width = line.length;
    },
    clear: () => {
      if (width > 0) process.stderr.write("\r\u001B[K");
      width = 0;
    },
  };
}
