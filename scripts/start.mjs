// `npm start`: set up what is missing, then show Cunzhen. `npm start -- X` sets up, then is `cunzhen X`.
// This file must load in old versions of Node, so that they get a sentence and not a syntax error.
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = join(root, "dist", "cli", "cunzhen.mjs");
const words = process.argv.slice(2);

/** @param {string} line */
function say(line) {
  process.stderr.write(`${line}\n`);
}

async function start() {
  const { setUp, SetUpFault } = await import("./set-up.mjs");
  try {
    await setUp({ say });
  } catch (fault) {
    if (!(fault instanceof SetUpFault)) throw fault;
    say(fault.message);
    process.exitCode = 1;
    return;
  }
  // npm runs scripts in the project's folder; paths are meant from where the user stands.
  const stands = process.env["INIT_CWD"];
  if (stands !== undefined && existsSync(stands)) process.chdir(stands);
  if (words.length > 0) {
    await become(words);
    return;
  }
  const { firstLook } = await import("./first-look.mjs");
  await firstLook({ bin, say });
  const host = await hostOfApp();
  await become(["app", "--host", host]);
}

/** The rest of this process is the command line itself: its signals, its stdout, its exit code. @param {string[]} argv */
async function become(argv) {
  process.argv = [process.execPath, bin, ...argv];
  await import(bin);
}

/** Electron where there is a display and its program can be had; else the browser. */
async function hostOfApp() {
  const display =
    process.platform !== "linux" ||
    Boolean(process.env["DISPLAY"]) ||
    Boolean(process.env["WAYLAND_DISPLAY"]);
  if (!display) return "local";
  const { fetchElectron, hasElectron } = await import("./electron-binary.mjs");
  return hasElectron() || (await fetchElectron({ say })) ? "electron" : "local";
}

if (Number(process.versions.node.split(".")[0]) < 20) {
  say(
    `Cunzhen needs Node 20 or newer; this is ${process.versions.node}. / 需要 Node 20 或更新版本，当前为 ${process.versions.node}。`,
  );
  process.exitCode = 1;
} else {
  await start();
}
