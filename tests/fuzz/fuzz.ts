// `npm run fuzz -- [--minutes 10] [--seed N] [--list] [TARGET...]`: all targets unless some are named, two at
// once, each in a process of its own. `--seconds S TARGET --here` is one of those processes.
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { root } from "../../scripts/layers.mjs";
import { runCampaign } from "./campaign.ts";
import { targets } from "./targets.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    minutes: { type: "string", default: "10" },
    seconds: { type: "string" },
    seed: { type: "string", default: "1" },
    here: { type: "boolean", default: false },
    list: { type: "boolean", default: false },
  },
});
const seconds = values.seconds === undefined ? Number(values.minutes) * 60 : Number(values.seconds);
const folder = join(root, ".build", "fuzz");
const known = targets.map(({ name }) => name);
const chosen = positionals.length > 0 ? positionals : known;
const unknown = chosen.filter((name) => !known.includes(name));

/** Gives whether it ended without a find. */
async function runHere(name: string): Promise<boolean> {
  const target = targets.find((one) => one.name === name);
  if (target === undefined) return false;
  const seed = Number(values.seed);
  const say = (line: string): void => console.error(line);
  const outcome = await runCampaign(target, { seconds, seed, folder, say });
  const { labels, ...rest } = outcome;
  const counts = Object.fromEntries([...labels].sort(([, a], [, b]) => b - a));
  mkdirSync(folder, { recursive: true });
  const report = JSON.stringify({ ...rest, labels: counts }, null, 1);
  writeFileSync(join(folder, `${name}.json`), `${report}\n`);
  const held = rest.held.map((bytes) => (bytes / 1e6).toFixed(1)).join(" ");
  console.log(
    `${name}: ${rest.executions} executions in ${Math.round(rest.seconds)} CPU s, seed ${seed}, ` +
      `corpus ${rest.corpus}, ${labels.size} labels, ${rest.finds.length} finds, MB held ${held}`,
  );
  return rest.finds.length === 0;
}

function runApart(name: string): Promise<boolean> {
  const words = ["--import", "tsx", fileURLToPath(import.meta.url), name, "--here"];
  const child = spawn(
    process.execPath,
    [...words, "--seconds", String(seconds), "--seed", values.seed],
    { stdio: "inherit", cwd: root },
  );
  return new Promise((resolve) => child.once("close", (code) => resolve(code === 0)));
}

if (unknown.length > 0) {
  console.error(`no such target: ${unknown.join(", ")}; there are ${known.join(", ")}`);
  process.exitCode = 64;
} else if (values.list) console.log(known.join("\n"));
else if (values.here) {
  const [name = ""] = chosen;
  process.exitCode = (await runHere(name)) ? 0 : 1;
} else {
  const waiting = [...chosen];
  const failed: string[] = [];
  const lane = async (): Promise<void> => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift())
      if (!(await runApart(name))) failed.push(name);
  };
  await Promise.all([lane(), lane()]);
  console.log(failed.length === 0 ? "no find" : `finds in ${failed.join(", ")}`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}
