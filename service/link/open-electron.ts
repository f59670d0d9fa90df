import { spawn } from "node:child_process";

export interface ElectronLaunch {
  /** The Electron binary. */
  readonly executable: string;
  /** The folder whose package.json names the shell's main file. */
  readonly folder: string;
  readonly home: string;
  readonly files: readonly string[];
}

/**
 * Runs the app until its window closes.
 *
 * @returns the exit code; undefined when there is no display or the binary could not be started at
 *   all, so that the caller can fall back to the local host
 */
export function openElectron(launch: ElectronLaunch): Promise<number | undefined> {
  if (!hasDisplay()) return Promise.resolve(undefined);
  // Chromium's own sandbox refuses to run as root.
  const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const child = spawn(launch.executable, [...asRoot, launch.folder, ...launch.files], {
    stdio: "inherit",
    env: { ...process.env, CUNZHEN_HOME: launch.home },
  });
  return new Promise((settle) => {
    child.once("error", () => settle(undefined));
    child.once("exit", (code) => settle(code ?? 1));
  });
}

function hasDisplay(): boolean {
  if (process.platform === "darwin" || process.platform === "win32") return true;
  return (process.env["DISPLAY"] ?? "") !== "" || (process.env["WAYLAND_DISPLAY"] ?? "") !== "";
}
