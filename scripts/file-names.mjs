// What a file of this house may be called.
import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { presentRooms, root } from "./layers.mjs";

const badName = /^(utils?|helpers?|managers?|common|misc|index)$/;
const goodName = /^[a-z0-9]+(-[a-z0-9]+)*(\.(module|test|browser|d))*\.(ts|tsx|mts|mjs|cts|css)$/;

/** Files whose names the house refuses: not kebab-case, or a name that says nothing. */
export function badNames() {
  /** @type {string[]} */
  const bad = [];
  /** @param {string} folder */
  const walk = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      const stem = entry.name.split(".")[0] ?? "";
      if (entry.isDirectory()) {
        if (["node_modules", "vectors", "target"].includes(entry.name)) continue;
        if (badName.test(entry.name)) bad.push(relative(root, path));
        walk(path);
      } else if (/\.(ts|tsx|mts|mjs|cts|css)$/.test(entry.name)) {
        if (badName.test(stem) || !goodName.test(entry.name)) bad.push(relative(root, path));
      }
    }
  };
  for (const room of presentRooms()) walk(join(root, room.path));
  return bad.sort();
}
