// Builds what runs: the command line and its threads, the shell, the pages. A part whose inputs have
// not changed since the last build is left alone. `npm run build [-- --force]`.
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { filesUnder, hashOfFiles } from "./input-hash.mjs";
import { root } from "./layers.mjs";
import { verifierPage } from "./verifier-page.mjs";

const external = ["sqlite3", "electron"];

/** Names a CommonJS bundle's own address the way modules do. */
const commonJs = {
  format: /** @type {const} */ ("cjs"),
  define: { "import.meta.url": "importMetaUrl" },
  banner: { js: 'const importMetaUrl = require("node:url").pathToFileURL(__filename).href;' },
};

const libraries = ["package.json", "package-lock.json", "scripts/build.mjs", "vite.config.ts"];

/**
 * @typedef {object} Part
 * @property {string} name
 * @property {string} out folder or file under dist/
 * @property {readonly string[]} inputs rooms whose files it is made from
 * @property {() => Promise<void>} make
 */

/** Files that run in a thread of their own. */
function workers() {
  return ["platform", "service"].flatMap((room) =>
    filesUnder([room]).filter((path) => path.endsWith("-worker.ts")),
  );
}

/** @param {string} folder */
const dist = (folder) => join(root, "dist", folder);

/** @returns {Promise<typeof import("esbuild").build>} */
const bundler = async () => (await import("esbuild")).build;

const node = {
  bundle: true,
  platform: /** @type {const} */ ("node"),
  external,
  // A fifth less to compile at each start; names stay, so that a trace can be read.
  minifyWhitespace: true,
  minifySyntax: true,
  sourcemap: /** @type {const} */ ("linked"),
  logLevel: /** @type {const} */ ("warning"),
  absWorkingDir: root,
};

/** @param {string} out folder that the threads' files go to */
export async function makeWorkers(out) {
  const build = await bundler();
  const entryPoints = workers().map((path) => ({ in: path, out: basename(path, ".ts") }));
  if (entryPoints.length === 0) return;
  const outExtension = { ".js": ".cjs" };
  await build({ ...node, ...commonJs, target: "node18", entryPoints, outdir: out, outExtension });
}

/** @type {readonly Part[]} */
const parts = [
  {
    name: "command line",
    out: "cli",
    inputs: ["shared", "platform", "service", "consortium", "cli", "resources"],
    make: async () => {
      const build = await bundler();
      await build({
        ...node,
        format: "esm",
        target: "node20",
        splitting: true,
        entryPoints: [{ in: "cli/cunzhen.ts", out: "cunzhen" }],
        outdir: dist("cli"),
        outExtension: { ".js": ".mjs" },
        chunkNames: "[name]-[hash]",
        // Bundled CommonJS packages call require() for Node's own modules.
        banner: {
          js: '#!/usr/bin/env node\nimport { createRequire as createRequireHere } from "node:module"; const require = createRequireHere(import.meta.url);',
        },
      });
      chmodSync(join(dist("cli"), "cunzhen.mjs"), 0o755);
      await makeWorkers(dist("cli"));
    },
  },
  {
    name: "shell",
    out: "electron",
    inputs: ["shared", "platform", "service", "consortium", "electron", "resources"],
    make: async () => {
      const build = await bundler();
      const outExtension = { ".js": ".cjs" };
      const shell = { ...node, ...commonJs, outdir: dist("electron"), outExtension };
      const entries = [
        "electron/main.ts",
        "service/link/service-process.ts",
        "consortium/node-process.ts",
      ].map((path) => ({ in: path, out: basename(path, ".ts") }));
      await build({ ...shell, target: "node18", entryPoints: entries });
      // The sandboxed preload has no `require` but Electron's own, so no banner either.
      await build({
        ...shell,
        banner: {},
        define: {},
        target: "chrome114",
        entryPoints: [{ in: "electron/preload.ts", out: "preload" }],
      });
      await makeWorkers(dist("electron"));
    },
  },
  {
    name: "pages",
    out: "renderer",
    inputs: ["shared", "renderer", "resources"],
    make: async () => {
      const { build } = await import("vite");
      // A caller's own setting, a test runner's say, would bundle React's development half.
      const { NODE_ENV: outside } = process.env;
      process.env["NODE_ENV"] = "production";
      await build({ configFile: join(root, "vite.config.ts"), logLevel: "warn" });
      if (outside === undefined) delete process.env["NODE_ENV"];
      else process.env["NODE_ENV"] = outside;
    },
  },
  {
    name: "verifier page",
    out: "verifier.html",
    inputs: ["shared", "renderer/components", "renderer/verifier", "scripts/verifier-page.mjs"],
    make: async () => {
      writeFileSync(dist("verifier.html"), await verifierPage());
    },
  },
];

/**
 * Brings dist/ up to date.
 *
 * @param {{ force?: boolean, say?: (line: string) => void }} [options]
 * @returns {Promise<string[]>} the names of the parts that were built anew
 */
export async function build({ force = false, say = () => {} } = {}) {
  const built = [];
  mkdirSync(dist(""), { recursive: true });
  for (const part of parts) {
    const stamp = dist(`${part.out}.stamp`);
    const hash = hashOfFiles(filesUnder([...part.inputs, ...libraries]));
    if (!force && existsSync(stamp) && readFileSync(stamp, "utf8") === hash) continue;
    say(`building the ${part.name}`);
    rmSync(stamp, { force: true });
    rmSync(dist(part.out), { recursive: true, force: true });
    await part.make();
    writeFileSync(stamp, hash);
    built.push(part.name);
  }
  return built;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const built = await build({
    force: process.argv.includes("--force"),
    say: (line) => console.error(line),
  });
  if (built.length === 0) console.error("nothing to build");
}
