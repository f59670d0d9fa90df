import type { CallInput } from "../../shared/contract/calls.ts";
import { missingFault, parseArguments, usageFault } from "../arguments.ts";
import { followItems } from "../follow-items.ts";
import { openIdentity, passphraseOptions } from "../passphrase.ts";
import { withService } from "../session.ts";
import type { Terminal } from "../terminal.ts";

const options = {
  matter: { type: "string" },
  title: { type: "string" },
  purpose: { type: "string" },
  network: { type: "string" },
  tsa: { type: "string", multiple: true },
  needed: { type: "string" },
  identity: { type: "string" },
  ...passphraseOptions,
  sm3: { type: "boolean" },
  out: { type: "string" },
  sample: { type: "boolean" },
} as const;

/** `cunzhen notarize <path...>`: one item a path, followed until each is verified or held. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<number> {
  const parsed = parseArguments("notarize", argv, options);
  if (!parsed.ok) return terminal.refuse(parsed.fault);
  const { values, positionals } = parsed.value;
  if (positionals.length === 0) return terminal.refuse(missingFault("notarize", "<path...>"));
  const needed = values.needed === undefined ? undefined : countOf(values.needed);
  if (needed === 0)
    return terminal.refuse(usageFault("notarize", `--needed ${values.needed ?? ""}`));
  if (values.network === "none" && (values.tsa ?? []).length === 0) {
    return terminal.refuse({ code: "NO_AUTHORITY_CHOSEN", data: {} });
  }
  const wish: Omit<CallInput<"evidence.notarize">, "sources"> = {
    ...(values.title === undefined ? {} : { title: values.title }),
    ...(values.purpose === undefined ? {} : { purpose: values.purpose }),
    ...(values.matter === undefined ? {} : { matter: values.matter }),
    ...(values.tsa === undefined ? {} : { authorities: values.tsa }),
    ...(needed === undefined ? {} : { needed }),
    ...(values.network === undefined
      ? {}
      : { network: values.network === "none" ? null : values.network }),
    ...(values.identity === undefined ? {} : { identity: values.identity }),
    ...(values.sm3 === true ? { sm3: true } : {}),
    ...(values.out === undefined ? {} : { out: terminal.path(values.out) }),
    ...(values.sample === true ? { sample: true } : {}),
  };
  return withService(terminal, async (session) => {
    const opened = await openIdentity(terminal, session, values);
    if (!opened.ok) return terminal.refuse(opened.fault);
    const paths = positionals.map((path) => terminal.path(path));
    const added = await session.call("source.add", { paths, via: "cli" });
    if (!added.ok) return terminal.refuse(added.fault);
    const requested = await session.call("evidence.notarize", {
      ...wish,
      sources: [...added.value.sources],
    });
    if (!requested.ok) return terminal.refuse(requested.fault);
    return followItems(terminal, session, requested.value.items);
  });
}

/** A whole number from 1 to 16, or 0 for anything else. */
function countOf(text: string): number {
  return /^(?:[1-9]|1[0-6])$/u.test(text) ? Number(text) : 0;
}
