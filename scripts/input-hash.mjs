// One digest over the files that something is made from, so that it is not made twice. No
// dependencies: `npm start` uses it before anything is installed.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { root } from "./layers.mjs";

const passedOver = new Set(["node_modules", "dist", ".build", "tsconfig.json"]);

/**
 * Every file of these files and folders, sorted.
 *
 * @param {readonly string[]} paths relative to the project
 */
export function filesUnder(paths) {
  /** @type {string[]} */
  const found = [];
  /** @param {string} path */
  const visit = (path) => {
    const full = join(root, path);
    if (!existsSync(full)) return;
    if (statSync(full).isFile()) found.push(path);
    else for (const name of readdirSync(full)) if (!passedOver.has(name)) visit(`${path}/${name}`);
  };
  for (const path of paths) visit(path);
  return found.sort();
}

/**
 * SHA-256 over names and bytes.
 *
 * @param {readonly string[]} paths relative to the project
 */
export function hashOfFiles(paths) {
  const hash = createHash("sha256");
  for (const path of paths) {
    const bytes = readFileSync(join(root, path));
    hash.update(`${path}\n${bytes.length}\n`).update(bytes);
  }
  return hash.digest("hex");
}
