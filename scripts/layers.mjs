// The arrow table of the design: which room may import which, and which npm packages it may use.
// From it come the tsconfig.json of every room (`tsc -b` refuses the rest) and the rules of
// dependency-cruiser (cruiser-rules.mjs). `node scripts/layers.mjs` writes the tsconfigs, `--check`
// says whether they are current.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Folders of `shared/`, bottom to top: a folder imports only the ones before it. */
export const sharedOrder = [
  "rules",
  "bytes",
  "digest",
  "signature",
  "x509",
  "cms",
  "timestamp",
  "evidence-record",
  "container",
  "log",
  "network",
  "evidence",
  "trust",
  "words",
  "verification",
  "report",
  "contract",
];

/**
 * @typedef {object} Room
 * @property {string} path folder of the room
 * @property {readonly string[]} rooms the rooms it may import, or folders of them
 * @property {readonly string[]} npm packages it may import; `*` for any that is installed
 * @property {boolean} node whether Node's own modules exist there
 * @property {boolean} dom whether the browser's names exist there
 * @property {readonly string[]} [types] ambient types beside Node's
 * @property {readonly string[]} [data] JSON files it imports
 */

const react = ["react", "react-dom"];

/** @type {readonly Room[]} */
export const rooms = [
  {
    path: "shared",
    rooms: [],
    npm: ["@noble/curves", "@noble/hashes", "fflate", "qrcode", "sm-crypto-v2"],
    node: false,
    dom: false,
  },
  { path: "platform", rooms: ["shared"], npm: ["sqlite3"], node: true, dom: false },
  {
    path: "service",
    rooms: ["shared", "platform"],
    npm: ["node-forge", "pdfkit"],
    node: true,
    dom: false,
    data: ["../resources/*.json"],
  },
  {
    path: "consortium",
    rooms: ["shared", "platform"],
    npm: ["fastify", "pino"],
    node: true,
    dom: false,
  },
  {
    path: "cli",
    rooms: ["shared", "platform", "service", "consortium"],
    npm: [],
    node: true,
    dom: false,
  },
  {
    path: "electron",
    rooms: ["shared/contract", "shared/words"],
    npm: ["electron"],
    node: true,
    dom: true,
  },
  {
    path: "renderer/components",
    rooms: ["shared"],
    npm: react,
    node: false,
    dom: true,
    types: ["vite/client"],
  },
  {
    path: "renderer/app",
    rooms: ["renderer/components", "shared/contract", "shared/words", "shared/report"],
    npm: [...react, "@mantine/core", "@mantine/hooks", "@tanstack/react-query"],
    node: false,
    dom: true,
    types: ["vite/client"],
  },
  {
    path: "renderer/verifier",
    rooms: ["renderer/components", "shared"],
    npm: [...react, "hash-wasm"],
    node: false,
    dom: true,
    types: ["vite/client"],
  },
  { path: "scripts", rooms: ["shared"], npm: ["*"], node: true, dom: false },
  {
    path: "tests",
    rooms: ["*"],
    npm: ["*"],
    node: true,
    dom: true,
    types: ["vite/client"],
  },
  { path: "bench", rooms: ["*"], npm: ["*"], node: true, dom: false },
];

/** Folders of `shared/` that may use zod: those that judge what comes over a door. */
export const zodFolders = ["contract", "network"];

const product = rooms.filter((room) => !["scripts", "tests", "bench"].includes(room.path));

/** The rooms that stand in the tree. */
export function presentRooms() {
  return rooms.filter((room) => existsSync(join(root, room.path)));
}

/** @param {Room} room */
function reachable(room) {
  if (room.rooms[0] !== "*") return room.rooms;
  const tools = room.path === "tests" ? ["scripts", "bench"] : ["scripts"];
  return [...product.map((other) => other.path), ...tools];
}

/** @param {string} folder */
function roomOf(folder) {
  return rooms.find((room) => folder === room.path || folder.startsWith(`${room.path}/`));
}

/** @param {Room} room */
export function tsconfigOf(room) {
  const up = posix.relative(room.path, ".");
  const references = new Set(reachable(room).map((folder) => roomOf(folder)?.path ?? folder));
  const javascript =
    room.path === "scripts"
      ? { allowJs: true, checkJs: true }
      : room.rooms[0] === "*"
        ? { allowJs: true }
        : {};
  const jsx = room.dom ? { jsx: "react-jsx" } : {};
  const lib = room.dom ? ["ES2023", "DOM", "DOM.Iterable"] : ["ES2023"];
  return {
    extends: `${up}/tsconfig.base.json`,
    compilerOptions: {
      composite: true,
      emitDeclarationOnly: true,
      rootDir: up,
      outDir: `${up}/.build/types`,
      tsBuildInfoFile: `${up}/.build/${room.path.replace("/", "-")}.tsbuildinfo`,
      lib,
      types: [...(room.node ? ["node"] : []), ...(room.types ?? [])],
      ...jsx,
      ...javascript,
    },
    include:
      room.path === "scripts"
        ? ["**/*.mjs"]
        : ["**/*.ts", ...(room.dom ? ["**/*.tsx"] : []), ...(room.data ?? [])],
    references: [...references]
      .filter((path) => existsSync(join(root, path)))
      .map((path) => ({ path: posix.relative(room.path, path) })),
  };
}

/** The files that follow from the table, with the text each should have. */
export function generatedFiles() {
  /** @type {Map<string, string>} */
  const texts = new Map();
  const text = (/** @type {unknown} */ value) => `${JSON.stringify(value, null, 2)}\n`;
  for (const room of presentRooms())
    texts.set(`${room.path}/tsconfig.json`, text(tsconfigOf(room)));
  const references = presentRooms().map((room) => ({ path: room.path }));
  texts.set("tsconfig.json", text({ files: [], references }));
  return texts;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [path, text] of generatedFiles()) {
    const full = join(root, path);
    if (existsSync(full) && readFileSync(full, "utf8") === text) continue;
    if (process.argv.includes("--check")) {
      console.error(`${path}: not what scripts/layers.mjs would write`);
      process.exitCode = 1;
    } else writeFileSync(full, text);
  }
}
