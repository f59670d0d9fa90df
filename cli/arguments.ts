import { parseArgs, type ParseArgsConfig } from "node:util";
import { fail, ok, type Result } from "../shared/bytes/result.ts";
import { fault, type Fault } from "../shared/words/faults/fault.ts";

/** Options that every command has. */
const common = {
  home: { type: "string" },
  lang: { type: "string" },
  json: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

type Options = NonNullable<ParseArgsConfig["options"]>;

type Parsed<O extends Options> = ReturnType<
  typeof parseArgs<{
    args: string[];
    strict: true;
    allowPositionals: true;
    options: O & typeof common;
  }>
>;

/**
 * The arguments of one command, by node:util's rules: unknown options, missing values and values for flags are
 * refused as USAGE.
 */
export function parseArguments<const O extends Options>(
  command: string,
  argv: readonly string[],
  options: O,
): Result<Parsed<O>, Fault> {
  try {
    const parsed = parseArgs({
      args: [...argv],
      strict: true,
      allowPositionals: true,
      options: { ...options, ...common },
    });
    if (!isLanguage(parsed.values)) return fail(usageFault(command, "--lang zh|en"));
    return ok(parsed);
  } catch (error) {
    const flag = error instanceof Error ? flagIn(error.message) : "";
    return fail(usageFault(command, offending(flag, argv)));
  }
}

/** Something that the command does not take. */
export function usageFault(command: string, problem: string): Fault {
  return fault("USAGE", { problem, help: helpOf(command) });
}

/** Something that the command needs. */
export function missingFault(command: string, argument: string): Fault {
  return fault("ARGUMENT_MISSING", { argument, help: helpOf(command) });
}

function helpOf(command: string): string {
  return command === "" ? "cunzhen --help" : `cunzhen ${command} --help`;
}

/** node:util explains itself in English and at length; the flag that it means stands in quotes: `-f, --file <value>`. */
function flagIn(message: string): string {
  return /'([^']*)'/u.exec(message)?.[1] ?? "";
}

/**
 * The argument as it was typed in which node:util met a flag that it cannot take. One that may be a file's name comes
 * with how it is written to be taken for one.
 */
function offending(flag: string, argv: readonly string[]): string {
  if (!/^-[^-]$/u.test(flag)) return flag;
  const typed = argv.find((argument) => argument.startsWith(flag)) ?? flag;
  return typed.length === flag.length ? flag : `${typed} (./${typed} ?)`;
}

function isLanguage(values: object): boolean {
  return !("lang" in values) || values.lang === "zh" || values.lang === "en";
}
