import { existsSync } from "node:fs";
import { join } from "node:path";
import { createHttp } from "../../platform/http/http-client.ts";
import { fault } from "../../shared/words/faults/fault.ts";
import { checkNode } from "../../consortium/node/check-node.ts";
import { nodeStatus } from "../../consortium/node/node-status.ts";
import { runNode } from "../../consortium/node/run-node.ts";
import { missingFault, parseArguments, usageFault } from "../arguments.ts";
import type { Terminal } from "../terminal.ts";

/** `cunzhen node start|status|check`: the practice network's node. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<number> {
  const parsed = parseArguments("node", argv, {});
  if (!parsed.ok) return terminal.refuse(parsed.fault);
  const { values, positionals } = parsed.value;
  const [verb, extra] = positionals;
  if (extra !== undefined) return terminal.refuse(usageFault("node", extra));
  const home = nodeHome(terminal, values.home !== undefined);
  switch (verb) {
    case "start":
      return start(home, terminal);
    case "status":
      return status(home, terminal);
    case "check":
      return check(home, terminal);
    default:
      return terminal.refuse(
        verb === undefined
          ? missingFault("node", "start | status | check")
          : usageFault("node", verb),
      );
  }
}

/** A node's own home, when one is named; the vault's practice node otherwise. */
function nodeHome({ home }: Terminal, named: boolean): string {
  return named && !existsSync(join(home, "vault.sqlite")) ? home : join(home, "practice");
}

async function start(home: string, terminal: Terminal): Promise<number> {
  const end = await runNode({ home });
  if (terminal.json) terminal.print({ node: { home, end } });
  return 0;
}

async function status(home: string, terminal: Terminal): Promise<number> {
  const found = await nodeStatus(home, createHttp());
  if (terminal.json) terminal.print({ node: { home, ...found } });
  else if (found.kind === "stopped") terminal.say(`${home}: stopped`);
  else {
    const { origin, size } = found.health;
    terminal.say(`${home}: ${found.url} pid ${String(found.pid)} ${origin} ${String(size)}`);
  }
  return 0;
}

/** Reads the whole log again; 1 when anything in it is not as it should be. */
async function check(home: string, terminal: Terminal): Promise<number> {
  const found = await checkNode(home);
  if (found === undefined) return terminal.refuse(fault("NODE_NOT_STARTED", { home }));
  if (terminal.json) terminal.print({ node: { home, ...found } });
  else {
    const { leaves, checkpoints, cosignatures, flaws } = found;
    terminal.say(`${home}: ${String(leaves)} / ${String(checkpoints)} / ${String(cosignatures)}`);
    for (const flaw of flaws) terminal.say(`  ${flaw}`);
  }
  return found.flaws.length === 0 ? 0 : 1;
}
