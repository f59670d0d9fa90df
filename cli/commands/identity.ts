import { basename, extname } from "node:path";
import type { IdentitySummary } from "../../shared/contract/identity-summary.ts";
import { fail, ok, type Result } from "../../shared/bytes/result.ts";
import type { Fault } from "../../shared/words/faults/fault.ts";
import { missingFault, parseArguments, usageFault } from "../arguments.ts";
import { passphraseOptions, readPassphrase } from "../passphrase.ts";
import { oneCall, withService } from "../session.ts";
import type { Terminal } from "../terminal.ts";

const options = {
  ...passphraseOptions,
  "file-passphrase-file": { type: "string" },
  "file-passphrase-fd": { type: "string" },
  subject: { type: "string" },
  name: { type: "string" },
} as const;

type Values = { readonly [K in keyof typeof options]?: string | undefined };

/** `cunzhen identity show|create|import`. A passphrase comes by prompt, file or descriptor, never as an argument. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<number> {
  const parsed = parseArguments("identity", argv, options);
  if (!parsed.ok) return terminal.refuse(parsed.fault);
  const { values, positionals } = parsed.value;
  const [verb, what, extra] = positionals;
  if (extra !== undefined) return terminal.refuse(usageFault("identity", extra));
  switch (verb) {
    case "show":
      if (what !== undefined) return terminal.refuse(usageFault("identity", what));
      return oneCall(terminal, "identity.show", {}, ({ identities }) => {
        showIdentities(terminal, identities);
      });
    case "create":
      return create(terminal, what ?? values.name, values);
    case "import":
      if (what === undefined) {
        return terminal.refuse(missingFault("identity", "import <file.p12>"));
      }
      return importFile(terminal, what, values);
    default:
      return terminal.refuse(
        verb === undefined
          ? missingFault("identity", "show | create | import")
          : usageFault("identity", verb),
      );
  }
}

function showIdentities({ say }: Terminal, identities: readonly IdentitySummary[]): void {
  for (const { name, subject, issuer, origin, notAfter, device, submitter } of identities) {
    say(`${name}  [${origin}]  ${subject}  <- ${issuer}  ${notAfter}`);
    say(`    device 设备: ${device}  submitter 登记: ${submitter}`);
  }
}

async function create(
  terminal: Terminal,
  name: string | undefined,
  values: Values,
): Promise<number> {
  if (name === undefined) return terminal.refuse(missingFault("identity", "create <name>"));
  const passphrase = await newPassphrase(terminal, values);
  if (!passphrase.ok) return terminal.refuse(passphrase.fault);
  const wish = { name, subject: values.subject ?? name, passphrase: passphrase.value };
  return oneCall(terminal, "identity.create", wish, ({ identities }) => {
    showIdentities(terminal, identities);
  });
}

async function importFile(terminal: Terminal, typed: string, values: Values): Promise<number> {
  const opening = await readPassphrase(
    terminal,
    { file: values["file-passphrase-file"], fd: values["file-passphrase-fd"] },
    `${basename(typed)}: `,
  );
  if (!opening.ok) return terminal.refuse(opening.fault);
  const passphrase = await newPassphrase(terminal, values);
  if (!passphrase.ok) return terminal.refuse(passphrase.fault);
  const name = values.name ?? basename(typed, extname(typed));
  return withService(terminal, async ({ call }) => {
    const added = await call("source.add", { paths: [terminal.path(typed)], via: "cli" });
    if (!added.ok) return terminal.refuse(added.fault);
    const [source] = added.value.sources;
    if (source === undefined) throw new Error("a source for each path");
    const imported = await call("identity.import", {
      name,
      source,
      // Without a passphrase of its own the file is tried with the new one: often there is only one.
      filePassphrase: opening.value ?? passphrase.value,
      passphrase: passphrase.value,
    });
    if (!imported.ok) return terminal.refuse(imported.fault);
    if (terminal.json) terminal.print(imported.value);
    else showIdentities(terminal, imported.value.identities);
    return 0;
  });
}

async function newPassphrase(terminal: Terminal, values: Values): Promise<Result<string, Fault>> {
  const options = { file: values["passphrase-file"], fd: values["passphrase-fd"] };
  const read = await readPassphrase(terminal, options, "passphrase 口令: ");
  if (!read.ok) return read;
  return read.value === undefined || read.value === ""
    ? fail(missingFault("identity", "--passphrase-file | --passphrase-fd"))
    : ok(read.value);
}
