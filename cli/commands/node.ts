import { existsSync } from "node:fs";
import { join } from "node:path";
import { createHttp } from "../../platform/http/http-client.ts";
import { formatTime } from "../../shared/bytes/civil-time.ts";
import { fault } from "../../shared/words/faults/fault.ts";
import type { Words } from "../../shared/words/language.ts";
import { fill } from "../../shared/words/sentence.ts";
import { checkNode } from "../../consortium/node/check-node.ts";
import { nodeStatus } from "../../consortium/node/node-status.ts";
import { runNode } from "../../consortium/node/run-node.ts";
import { missingFault, parseArguments, usageFault } from "../arguments.ts";
import type { Terminal } from "../terminal.ts";

const words = {
  stopped: { zh: "节点未运行（{home}）。", en: "The node is not running ({home})." },
  running: {
    zh: "节点正在运行（{home}）。\n地址 {url}，进程 {pid}\n日志 {origin}，共 {size} 条\n节点时间 {time:time}",
    en: "The node is running ({home}).\nAddress {url}, process {pid}\nLog {origin}, {size} entries\nIts time {time:time}",
  },
  sound: { zh: "日志完好（{home}）。", en: "The log is sound ({home})." },
  flawed: { zh: "日志有问题（{home}）：", en: "Something is wrong with the log ({home}):" },
  read: {
    zh: "已重新核对 {leaves} 条登记、{checkpoints} 个检查点、{cosignatures} 个联署。",
    en: "Read again: {leaves} entries, {checkpoints} checkpoints, {cosignatures} cosignatures.",
  },
} as const satisfies Readonly<Record<string, Words>>;

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
  if (found.kind === "stopped") {
    if (terminal.json) terminal.print({ node: { home, ...found } });
    else terminal.say(fill(words.stopped[terminal.language], terminal.language, { home }));
    return 0;
  }
  const { url, pid, health } = found;
  const { origin, size, time } = health;
  if (terminal.json) {
    terminal.print({ node: { home, ...found, health: { ...health, time: formatTime(time) } } });
  } else {
    const shown = { home, url, pid, origin, size, time };
    terminal.say(fill(words.running[terminal.language], terminal.language, shown));
  }
  return 0;
}

/** Reads the whole log again; 1 when anything in it is not as it should be. */
async function check(home: string, terminal: Terminal): Promise<number> {
  const found = await checkNode(home);
  if (found === undefined) return terminal.refuse(fault("NODE_WITHOUT_LOG", { home }));
  if (terminal.json) terminal.print({ node: { home, ...found } });
  else {
    const { leaves, checkpoints, cosignatures, flaws } = found;
    const { language } = terminal;
    const result = flaws.length === 0 ? words.sound : words.flawed;
    terminal.say(fill(result[language], language, { home }));
    terminal.say(fill(words.read[language], language, { leaves, checkpoints, cosignatures }));
    for (const flaw of flaws) terminal.say(`  ${flaw}`);
  }
  return found.flaws.length === 0 ? 0 : 1;
}
