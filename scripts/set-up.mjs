// Brings a fresh clone to where Cunzhen runs: packages installed, everything built. Done once;
// when nothing has changed it takes a fraction of a second. No dependencies.
import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { hashOfFiles } from "./input-hash.mjs";
import { root } from "./layers.mjs";

const stampFile = join(root, "node_modules", ".set-up.json");

/** What installed packages depend on: the lock file, and the runtime that native code was made for. */
function wanted() {
  return {
    lock: hashOfFiles(["package.json", "package-lock.json"]),
    runtime: `${process.platform}-${process.arch}-${process.versions.modules}`,
  };
}

/** @param {boolean} development whether what tests need must be there too */
function installed(development) {
  try {
    const stamp = JSON.parse(readFileSync(stampFile, "utf8"));
    const { lock, runtime } = wanted();
    return stamp.lock === lock && stamp.runtime === runtime && (stamp.development || !development);
  } catch {
    return false;
  }
}

/**
 * Runs npm; what it prints goes to stderr, so that `--json` keeps stdout to itself.
 *
 * @param {readonly string[]} words
 * @returns {Promise<number>} exit code
 */
function npm(words) {
  const script = process.env["npm_execpath"];
  const throughNode = script !== undefined && /npm-cli\.c?js$/.test(script);
  const [program, before] = throughNode ? [process.execPath, [script]] : ["npm", []];
  const child = spawn(program, [...before, ...words], {
    cwd: root,
    stdio: ["ignore", 2, 2],
    env: { ...headersOf(process.execPath, process.versions.node), ...process.env },
    shell: !throughNode && process.platform === "win32",
  });
  return new Promise((resolve) => {
    child.once("error", () => resolve(127));
    child.once("close", (code) => resolve(code ?? 1));
  });
}

/**
 * Where Node came with its own headers, compiling needs no download of them.
 *
 * @param {string} executable of Node
 * @param {string} version without `v`
 * @returns {Record<string, string>} the environment that tells node-gyp so; empty where there are none
 */
export function headersOf(executable, version) {
  const folder = dirname(dirname(executable));
  const header = join(folder, "include", "node", "node_version.h");
  if (!existsSync(header)) return {};
  const text = readFileSync(header, "utf8");
  const part = (/** @type {string} */ name) =>
    new RegExp(`#define NODE_${name}_VERSION (\\d+)`).exec(text)?.[1];
  const found = ["MAJOR", "MINOR", "PATCH"].map(part).join(".");
  return found === version ? { npm_config_nodedir: folder } : {};
}

const compilers = {
  win32: "Visual Studio Build Tools with the C++ workload, and Python 3",
  darwin: "the Xcode command line tools (xcode-select --install)",
  linux: "a C++ compiler, make and Python 3 (Debian: apt-get install build-essential python3)",
};

/** A sentence for a set-up that cannot go on. */
export class SetUpFault extends Error {}

/** @param {boolean} development @param {(line: string) => void} say */
async function install(development, say) {
  rmSync(stampFile, { force: true });
  say("Installing packages (once; some minutes on a slow line) / 正在安装依赖……");
  const scope = development ? ["--include=dev"] : ["--omit=dev"];
  if (
    (await npm([
      "ci",
      "--ignore-scripts",
      "--no-audit",
      "--no-fund",
      "--loglevel=error",
      ...scope,
    ])) !== 0
  ) {
    throw new SetUpFault(
      "npm could not install the packages. See its words above; a proxy or mirror is set with `npm config set registry`. / 依赖安装失败，请检查网络或设置镜像。",
    );
  }
  say(
    "Fetching the database module; where no finished one is to be had it is compiled, about two minutes / 正在准备数据库模块……",
  );
  if ((await npm(["rebuild", "sqlite3"])) !== 0 || !existsSync(databaseModule())) {
    const compiler = process.platform in compilers ? process.platform : "linux";
    throw new SetUpFault(
      `No finished database module (sqlite3) could be had for this machine, and compiling it failed. It needs ${compilers[/** @type {keyof typeof compilers} */ (compiler)]}. Install that and run npm start again. / 数据库模块编译失败，请先安装编译工具再运行 npm start。`,
    );
  }
  writeFileSync(stampFile, JSON.stringify({ ...wanted(), development }));
}

function databaseModule() {
  return join(root, "node_modules", "sqlite3", "build", "Release", "node_sqlite3.node");
}

/**
 * Installs and builds what is missing or out of date.
 *
 * @param {{ development?: boolean, say: (line: string) => void }} options
 * @throws {SetUpFault} with a sentence for the user
 */
export async function setUp({ development = false, say }) {
  if (!installed(development)) await install(development, say);
  const { build } = await import("./build.mjs");
  await build({ say: (line) => say(`${line}……`) });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const development = process.argv.includes("--development");
  await setUp({ development, say: (line) => console.error(line) });
}
