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
    return fail(usageFault(command, error instanceof Error ? error.message : ""));
  }
}

export function usageFault(command: string, problem: string): Fault {
  return fault("USAGE", { command, problem });
}

function isLanguage(values: object): boolean {
  return !("lang" in values) || values.lang === "zh" || values.lang === "en";
}
