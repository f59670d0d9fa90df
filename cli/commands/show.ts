import type { ItemDetail } from "../../shared/contract/item-summary.ts";
import { missingFault, parseArguments, usageFault } from "../arguments.ts";
import { showItems } from "../items-shown.ts";
import { withService } from "../session.ts";
import type { Terminal } from "../terminal.ts";

/** `cunzhen show <id>`: one item, in the shape that `notarize --json` gives. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<number> {
  const parsed = parseArguments("show", argv, {});
  if (!parsed.ok) return terminal.refuse(parsed.fault);
  const [id, extra] = parsed.value.positionals;
  if (id === undefined) return terminal.refuse(missingFault("show", "<id>"));
  if (extra !== undefined) return terminal.refuse(usageFault("show", extra));
  return withService(terminal, async ({ call }) => {
    const found = await call("evidence.get", { id });
    if (!found.ok) return terminal.refuse(found.fault);
    const { item } = found.value;
    if (terminal.json) terminal.print({ items: [item] });
    else showDetail(terminal, item);
    return 0;
  });
}

function showDetail(terminal: Terminal, item: ItemDetail): void {
  showItems(terminal, [item]);
  if (item.fingerprint !== null) terminal.say(`  SHA-256 ${item.fingerprint}`);
  for (const { time, authority } of item.timestamps) terminal.say(`  ${time}  ${authority}`);
  for (const { institution, role, time } of item.receipt?.cosignatures ?? []) {
    terminal.say(`  ${time}  ${institution} (${role})`);
  }
  for (const { path, size, sha256 } of item.memberList) {
    terminal.say(`  ${sha256 ?? "-".repeat(64)}  ${String(size).padStart(12)}  ${path}`);
  }
  for (const { message } of item.missing) terminal.say(`  ${message}`);
  if (item.open.length > 0) terminal.say(`  ${item.open.join(", ")}`);
}
