// `npm run bench [-- GROUP] [--json]`: ratios to peers measured in the same run. The table is also
// written to .build/bench/results.json.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../scripts/layers.mjs";
import { type Row, tableOf } from "./row.ts";

type Group = (work: string) => Promise<readonly Row[]>;

const groups: Readonly<Record<string, () => Promise<{ readonly measure: Group }>>> = {
  digest: () => import("./digest-file.ts"),
  list: () => import("./digest-list.ts"),
  notarize: () => import("./notarize.ts"),
  verify: () => import("./verify-large.ts"),
  token: () => import("./verify-token.ts"),
  page: () => import("./verify-page.ts"),
  many: () => import("./verify-many.ts"),
  start: () => import("./verify-small.ts"),
};

const words = process.argv.slice(2);
const json = words.includes("--json");
const chosen = words.filter((word) => !word.startsWith("--"));
const unknown = chosen.filter((name) => !(name in groups));
if (unknown.length > 0) {
  console.error(
    `no such group: ${unknown.join(", ")}; there are ${Object.keys(groups).join(", ")}`,
  );
  process.exit(64);
}

const work = join(root, ".build", "bench");
mkdirSync(work, { recursive: true });
const rows: Row[] = [];
for (const [name, load] of Object.entries(groups)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  console.error(`measuring ${name}`);
  const { measure } = await load();
  rows.push(...(await measure(work)));
}
const result = `${JSON.stringify({ rows }, null, 2)}\n`;
writeFileSync(join(work, "results.json"), result);
process.stdout.write(json ? result : `${tableOf(rows)}\n`);
process.exitCode = rows.every((row) => row.holds) ? 0 : 1;
