import { missingFault, parseArguments, usageFault } from "../arguments.ts";
import { showItems } from "../items-shown.ts";
import { oneCall } from "../session.ts";
import type { Terminal } from "../terminal.ts";

/** `cunzhen export <id>`: a copy of the package, where the user stands unless `--out` says otherwise; with `--verifier` the verifier page beside it. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<number> {
  const parsed = parseArguments("export", argv, {
    out: { type: "string" },
    verifier: { type: "boolean" },
  });
  if (!parsed.ok) return terminal.refuse(parsed.fault);
  const { values, positionals } = parsed.value;
  const [id, extra] = positionals;
  if (id === undefined) return terminal.refuse(missingFault("export", "<id>"));
  if (extra !== undefined) return terminal.refuse(usageFault("export", extra));
  const out = terminal.path(values.out ?? ".");
  const beside = values.verifier === true ? { verifier: true } : {};
  return oneCall(terminal, "evidence.export", { id, out, ...beside }, ({ items }) => {
    showItems(terminal, items);
  });
}
