// Draws ARCHITECTURE.md's map from the imports that stand in the code: one picture of the rooms, one
// of the folders of shared/. Arrows that follow from others are left out.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { cruise } from "dependency-cruiser";
import { presentRooms, root, sharedOrder } from "./layers.mjs";

const begin = "<!-- map: written by scripts/write-map.mjs -->";
const end = "<!-- end of map -->";

/** @typedef {Map<string, Set<string>>} Graph */

/** Every import of the code: pairs of files. */
async function imports() {
  const rooms = presentRooms()
    .map((room) => room.path)
    .filter((path) => !["scripts", "tests", "bench"].includes(path));
  const { output } = await cruise(
    rooms,
    {
      baseDir: root,
      doNotFollow: { path: "node_modules" },
      exclude: { path: "node_modules|^(\\.build|dist|resources)/" },
      tsPreCompilationDeps: true,
      ruleSet: {},
    },
    { bustTheCache: true },
  );
  if (typeof output === "string") throw new Error("dependency-cruiser gave text, not modules");
  return output.modules.flatMap((module) =>
    module.dependencies.map((dependency) => [module.source, dependency.resolved]),
  );
}

/**
 * @param {readonly (readonly string[])[]} edges
 * @param {(file: string) => string | undefined} nodeOf
 * @returns {Graph}
 */
function graphOf(edges, nodeOf) {
  /** @type {Graph} */
  const graph = new Map();
  for (const [from = "", to = ""] of edges) {
    const above = nodeOf(from);
    const below = nodeOf(to);
    if (above === undefined || below === undefined) continue;
    const targets = graph.get(above) ?? new Set();
    graph.set(above, targets);
    if (!graph.has(below)) graph.set(below, new Set());
    if (above !== below) targets.add(below);
  }
  return graph;
}

/** @param {Graph} graph @param {string} from @param {string} to @returns {boolean} */
function leads(graph, from, to) {
  return [...(graph.get(from) ?? [])].some((next) => next === to || leads(graph, next, to));
}

/** @param {Graph} graph @returns {string[]} mermaid lines, an arrow only where no longer way says it */
function arrows(graph) {
  const lines = [];
  for (const [from, targets] of [...graph].sort(([a], [b]) => (a < b ? -1 : 1))) {
    for (const to of [...targets].sort()) {
      const said = [...targets].some((other) => other !== to && leads(graph, other, to));
      if (!said) lines.push(`  ${name(from)} --> ${name(to)}`);
    }
  }
  return lines;
}

/** @param {string} node */
const name = (node) => {
  const id = node.replace(/[/-]/g, "_");
  return id === node ? node : `${id}["${node}"]`;
};

/** ARCHITECTURE.md as it should read now. */
export async function currentPage() {
  const edges = await imports();
  const rooms = presentRooms().map((room) => room.path);
  const byRoom = graphOf(edges, (file) => rooms.find((room) => file.startsWith(`${room}/`)));
  const byFolder = graphOf(edges, (file) => {
    const folder = /^shared\/([^/]+)\//.exec(file)?.[1];
    return folder !== undefined && sharedOrder.includes(folder) ? folder : undefined;
  });
  const picture = [
    begin,
    "```mermaid",
    "flowchart TD",
    ...arrows(byRoom),
    "```",
    "",
    "Inside `shared/`:",
    "",
    "```mermaid",
    "flowchart TD",
    ...arrows(byFolder),
    "```",
    end,
  ].join("\n");
  const page = readFileSync(join(root, "ARCHITECTURE.md"), "utf8");
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  if (from < 0 || to < 0) throw new Error("ARCHITECTURE.md has lost the marks round its map");
  return page.slice(0, from) + picture + page.slice(to + end.length);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(join(root, "ARCHITECTURE.md"), await currentPage());
}
