// Electron's npm package comes without its program. This fetches it, and gives up when the line is dead.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./layers.mjs";

const folder = join(root, "node_modules", "electron");

/** Whether Electron's program is there already. */
export function hasElectron() {
  if (process.env["ELECTRON_OVERRIDE_DIST_PATH"] !== undefined) return true;
  try {
    return existsSync(join(folder, "dist", readFileSync(join(folder, "path.txt"), "utf8")));
  } catch {
    return false;
  }
}

/** @param {string} path @returns {number} bytes of all files below */
function sizeOf(path) {
  let size = 0;
  try {
    for (const name of readdirSync(path)) {
      const below = join(path, name);
      const stat = statSync(below);
      size += stat.isDirectory() ? sizeOf(below) : stat.size;
    }
  } catch {
    // A file that the download has just moved away.
  }
  return size;
}

/**
 * Tries to download Electron's program.
 *
 * @param {{ silenceMs?: number, say: (line: string) => void, installer?: string }} options
 *   `silenceMs`: how long no byte may arrive before it gives up
 * @returns {Promise<boolean>} whether the program is there now
 */
export async function fetchElectron({
  silenceMs = 60_000,
  say,
  installer = join(folder, "install.js"),
}) {
  if (!existsSync(installer)) return false;
  say("Fetching Electron, about 110 MB (once) / 正在下载 Electron……");
  const work = mkdtempSync(join(tmpdir(), "cunzhen-electron-"));
  const env = { ...process.env, TMPDIR: work, TEMP: work, TMP: work };
  const child = spawn(process.execPath, [installer], {
    env,
    stdio: ["ignore", "ignore", "ignore"],
  });
  let size = 0;
  let heardAt = Date.now();
  let toldAt = Date.now();
  const watch = setInterval(() => {
    const now = sizeOf(work) + sizeOf(join(folder, "dist"));
    if (now !== size) heardAt = Date.now();
    size = now;
    if (Date.now() - toldAt > 5_000 && size > 0) {
      toldAt = Date.now();
      say(`  ${Math.round(size / 1e6)} MB`);
    }
    if (Date.now() - heardAt > silenceMs) child.kill("SIGKILL");
  }, 250);
  const code = await new Promise((resolve) => {
    child.once("error", () => resolve(1));
    child.once("close", resolve);
  });
  clearInterval(watch);
  rmSync(work, { recursive: true, force: true });
  if (code === 0 && (installer !== join(folder, "install.js") || hasElectron())) return true;
  say(
    "Electron could not be downloaded. A mirror is set with ELECTRON_MIRROR=<address>; the app opens in your browser instead. / Electron 下载失败，可用 ELECTRON_MIRROR 设置镜像；现改用浏览器打开。",
  );
  return false;
}
