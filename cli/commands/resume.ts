import { parseArguments } from "../arguments.ts";
import { followItems } from "../follow-items.ts";
import { openIdentity, passphraseOptions } from "../passphrase.ts";
import { withService } from "../session.ts";
import type { Terminal } from "../terminal.ts";

/** `cunzhen resume`: goes on with all that is not finished and not cancelled, or with the items named. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<number> {
  const parsed = parseArguments("resume", argv, {
    ...passphraseOptions,
    identity: { type: "string" },
  });
  if (!parsed.ok) return terminal.refuse(parsed.fault);
  const { values, positionals } = parsed.value;
  return withService(terminal, async (session) => {
    const opened = await openIdentity(terminal, session, values);
    if (!opened.ok) return terminal.refuse(opened.fault);
    const ids = positionals.length === 0 ? {} : { ids: positionals };
    const resumed = await session.call("evidence.resume", ids);
    if (!resumed.ok) return terminal.refuse(resumed.fault);
    return followItems(terminal, session, resumed.value.items);
  });
}
