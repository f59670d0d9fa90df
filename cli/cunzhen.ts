import { errorCode } from "../platform/files/error-code.ts";
import { fault } from "../shared/words/faults/fault.ts";
import { missingFault } from "./arguments.ts";
import { commandNames, helpText, isCommandName, type CommandName } from "./synopsis.ts";
import { openTerminal, type Terminal } from "./terminal.ts";

type Run = (argv: readonly string[], terminal: Terminal) => Promise<number>;

/** Each command is loaded when it is asked for: `verify` must start fast, and needs none of the vault. */
const commands: Readonly<Record<CommandName, () => Promise<{ readonly run: Run }>>> = {
  notarize: () => import("./commands/notarize.ts"),
  verify: () => import("./commands/verify.ts"),
  list: () => import("./commands/list.ts"),
  show: () => import("./commands/show.ts"),
  export: () => import("./commands/export.ts"),
  resume: () => import("./commands/resume.ts"),
  cancel: () => import("./commands/cancel.ts"),
  identity: () => import("./commands/identity.ts"),
  tsa: () => import("./commands/tsa.ts"),
  trust: () => import("./commands/trust.ts"),
  node: () => import("./commands/node.ts"),
  app: () => import("./commands/app.ts"),
};

/** Runs the command line and gives its exit code. */
async function main(argv: readonly string[]): Promise<number> {
  const terminal = openTerminal({ argv, env: process.env, interrupted: onInterrupt() });
  const [name, ...rest] = argv;
  const helped = argv.includes("--help") || argv.includes("-h");
  const [about] = rest;
  if (name === "help" && about !== undefined && !about.startsWith("-")) {
    if (!isCommandName(about)) return terminal.refuse(fault("COMMAND_UNKNOWN", { name: about }));
    terminal.say(helpText(terminal.language, about));
    return 0;
  }
  if (name === undefined || name.startsWith("-") || name === "help") {
    if (helped || name === "help") {
      terminal.say(helpText(terminal.language));
      return 0;
    }
    if (name === undefined && !terminal.json) terminal.note(helpText(terminal.language));
    return terminal.refuse(missingFault("", commandNames().join(" | ")));
  }
  if (!isCommandName(name)) return terminal.refuse(fault("COMMAND_UNKNOWN", { name }));
  if (helped) {
    terminal.say(helpText(terminal.language, name));
    return 0;
  }
  const { run } = await commands[name]();
  return run(rest, terminal);
}

/** The first Ctrl-C asks for an orderly end, the second ends at once. */
function onInterrupt(): AbortSignal {
  const interrupt = new AbortController();
  const first = (): void => {
    interrupt.abort();
    process.once("SIGINT", () => process.exit(4));
  };
  process.once("SIGINT", first);
  process.once("SIGTERM", () => {
    interrupt.abort();
  });
  return interrupt.signal;
}

/** Where the result went cannot take it: that must not end as if all were well (EX_IOERR of sysexits.h). */
const unwritten = 74;

process.stdout.on("error", (error: Error) => {
  // Whoever reads no further has had what he wanted.
  if (errorCode(error) === "EPIPE") process.exit();
  process.stderr.write(`${error.message}\n`);
  process.exit(unwritten);
});
process.exitCode = await main(process.argv.slice(2));
