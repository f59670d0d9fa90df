import { missingFault, parseArguments, usageFault } from "../arguments.ts";
import { showItems } from "../items-shown.ts";
import { oneCall } from "../session.ts";
import type { Terminal } from "../terminal.ts";

/** `cunzhen cancel <id>`: a durable hold; whichever process works on the item lets go of it. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<number> {
  const parsed = parseArguments("cancel", argv, {});
  if (!parsed.ok) return terminal.refuse(parsed.fault);
  const [id, extra] = parsed.value.positionals;
  if (id === undefined) return terminal.refuse(missingFault("cancel", "<id>"));
  if (extra !== undefined) return terminal.refuse(usageFault("cancel", extra));
  return oneCall(terminal, "evidence.cancel", { id }, ({ items }) => {
    showItems(terminal, items);
  });
}
