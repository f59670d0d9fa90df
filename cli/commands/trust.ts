import { previewTrust } from "../../service/trust/owner-trust.ts";
import type { TrustSummary } from "../../shared/contract/trust-summary.ts";
import { missingFault, parseArguments, usageFault } from "../arguments.ts";
import { confirmTrust, trustLine } from "../confirm-trust.ts";
import { oneCall, withService } from "../session.ts";
import type { Terminal } from "../terminal.ts";

/** `cunzhen trust list|add|remove`: what verdicts in this home rest on. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<number> {
  const parsed = parseArguments("trust", argv, {
    source: { type: "string" },
    yes: { type: "boolean" },
  });
  if (!parsed.ok) return terminal.refuse(parsed.fault);
  const { values, positionals } = parsed.value;
  const [verb, name, extra] = positionals;
  if (extra !== undefined) return terminal.refuse(usageFault("trust", extra));
  const show = ({ trusted }: { readonly trusted: readonly TrustSummary[] }): void => {
    for (const one of trusted) terminal.say(trustLine(one));
  };
  switch (verb) {
    case "list":
      if (name !== undefined) return terminal.refuse(usageFault("trust", name));
      return oneCall(terminal, "trust.list", {}, show);
    case "add":
      if (name === undefined) {
        return terminal.refuse(missingFault("trust", "add <network.json|root.pem>"));
      }
      return add(terminal, name, values.source, values.yes === true);
    case "remove":
      if (name === undefined) return terminal.refuse(missingFault("trust", "remove <file>"));
      return oneCall(terminal, "trust.remove", { file: name }, show);
    default:
      return terminal.refuse(
        verb === undefined
          ? missingFault("trust", "list | add | remove")
          : usageFault("trust", verb),
      );
  }
}

/** Shows everything in the file with its digest, asks once, and accepts all of it or nothing. */
async function add(
  terminal: Terminal,
  typed: string,
  from: string | undefined,
  yes: boolean,
): Promise<number> {
  const path = terminal.path(typed);
  const preview = await previewTrust(path);
  if (!preview.ok) return terminal.refuse(preview.fault);
  const shown = preview.value.found.map((one) => ({ ...one, source: from ?? one.source }));
  const agreed = await confirmTrust(terminal, shown, yes);
  if (!agreed.ok) return terminal.refuse(agreed.fault);
  return withService(terminal, async ({ call }) => {
    const source = await call("source.add", { paths: [path], via: "cli" });
    if (!source.ok) return terminal.refuse(source.fault);
    const [id] = source.value.sources;
    if (id === undefined) throw new Error("a source for each path");
    const trusted: TrustSummary[] = [];
    for (const { digest } of preview.value.found) {
      const wish = { source: id, digest, ...(from === undefined ? {} : { from }) };
      const added = await call("trust.add", wish);
      if (!added.ok) return terminal.refuse(added.fault);
      trusted.push(...added.value.trusted);
    }
    if (terminal.json) terminal.print({ trusted });
    else for (const one of trusted) terminal.say(trustLine(one));
    return 0;
  });
}
