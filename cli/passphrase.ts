import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { concatBytes } from "../shared/bytes/octets.ts";
import { fail, ok, type Result } from "../shared/bytes/result.ts";
import type { Fault } from "../shared/words/faults/fault.ts";
import { usageFault } from "./arguments.ts";
import type { Session } from "./session.ts";
import type { Terminal } from "./terminal.ts";

/** How a command is told a passphrase; never by its arguments, which every process on the machine can read. */
export const passphraseOptions = {
  "passphrase-file": { type: "string" },
  "passphrase-fd": { type: "string" },
} as const;

export interface PassphraseValues {
  readonly file: string | undefined;
  readonly fd: string | undefined;
}

const maxBytes = 4096;

/**
 * The passphrase that the options name, else what a person types at the prompt. One final newline of a file is not
 * part of it. Undefined when there is neither option nor person.
 */
export async function readPassphrase(
  terminal: Terminal,
  { file, fd }: PassphraseValues,
  prompt: string,
): Promise<Result<string | undefined, Fault>> {
  if (file !== undefined && fd !== undefined) {
    return fail(usageFault("", "--passphrase-file | --passphrase-fd"));
  }
  if (file !== undefined) return fromBytes(() => readFile(terminal.path(file)), file);
  if (fd !== undefined) {
    if (!/^\d{1,4}$/u.test(fd)) return fail(usageFault("", `--passphrase-fd ${fd}`));
    return fromBytes(() => readDescriptor(Number(fd)), `fd ${fd}`);
  }
  return ok(terminal.interactive ? await ask(prompt) : undefined);
}

/** Unlocks the identity that a command names, where a passphrase was given or can be asked for. */
export async function openIdentity(
  terminal: Terminal,
  { call }: Session,
  values: {
    readonly identity?: string | undefined;
    readonly "passphrase-file"?: string | undefined;
    readonly "passphrase-fd"?: string | undefined;
  },
): Promise<Result<void, Fault>> {
  const name = values.identity;
  if (name === undefined || name === "practice") return ok(undefined);
  const options = { file: values["passphrase-file"], fd: values["passphrase-fd"] };
  const passphrase = await readPassphrase(terminal, options, `${name}: `);
  if (!passphrase.ok) return passphrase;
  if (passphrase.value === undefined) return ok(undefined);
  const unlocked = await call("identity.unlock", { name, passphrase: passphrase.value });
  return unlocked.ok ? ok(undefined) : unlocked;
}

async function fromBytes(
  read: () => Promise<Uint8Array>,
  name: string,
): Promise<Result<string, Fault>> {
  let bytes: Uint8Array;
  try {
    bytes = await read();
  } catch {
    return fail(usageFault("", name));
  }
  if (bytes.length > maxBytes) return fail(usageFault("", name));
  return ok(new TextDecoder().decode(bytes).replace(/\r?\n$/u, ""));
}

async function readDescriptor(fd: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of createReadStream("", { fd, end: maxBytes })) {
    if (piece instanceof Uint8Array) pieces.push(piece);
  }
  return concatBytes(...pieces);
}

/** Asks on stderr without showing what is typed. */
function ask(prompt: string): Promise<string> {
  process.stderr.write(prompt);
  const silent = new Writable({
    write: (_chunk, _encoding, done) => {
      done();
    },
  });
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true });
  return new Promise((resolve) => {
    lines.once("close", () => {
      resolve("");
    });
    lines.once("line", (line) => {
      process.stderr.write("\n");
      resolve(line);
      lines.close();
    });
  });
}
