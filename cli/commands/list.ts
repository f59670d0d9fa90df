import { parseArguments, usageFault } from "../arguments.ts";
import { showItems } from "../items-shown.ts";
import { oneCall } from "../session.ts";
import type { Terminal } from "../terminal.ts";

/** `cunzhen list`: newest first. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<number> {
  const parsed = parseArguments("list", argv, { matter: { type: "string" } });
  if (!parsed.ok) return terminal.refuse(parsed.fault);
  const { values, positionals } = parsed.value;
  const [extra] = positionals;
  if (extra !== undefined) return terminal.refuse(usageFault("list", extra));
  const input = { limit: 1000, ...(values.matter === undefined ? {} : { matter: values.matter }) };
  return oneCall(terminal, "evidence.list", input, ({ items }) => {
    showItems(terminal, items);
  });
}
