import { spawn } from "node:child_process";
import { mkdir, open } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { entryFile, runsFromSource } from "./program.ts";

/**
 * Starts the practice node in a process of its own, which outlives this one and stops by itself when idle. What it
 * has to say goes to `node.log` in its home.
 */
export async function startNode(nodeHome: string): Promise<void> {
  await mkdir(nodeHome, { recursive: true, mode: 0o700 });
  const log = await open(join(nodeHome, "node.log"), "a", 0o600);
  try {
    const child = spawn(
      process.execPath,
      [...sourceLoader(), entryFile, "node", "start", "--home", nodeHome],
      { detached: true, stdio: ["ignore", log.fd, log.fd], windowsHide: true },
    );
    child.on("error", () => undefined);
    child.unref();
  } finally {
    await log.close();
  }
}

/** From source, Node needs the loader that this process has, wherever the child is started. */
function sourceLoader(): readonly string[] {
  if (!runsFromSource) return [];
  const loader = createRequire(import.meta.url).resolve("tsx");
  return ["--import", pathToFileURL(loader).href];
}
