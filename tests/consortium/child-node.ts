import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { createHttp } from "../../platform/http/http-client.ts";
import { nodeStatus } from "../../consortium/node/node-status.ts";

const here = dirname(fileURLToPath(import.meta.url));
const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;

/** Starts a node as a child process; nothing is said about when it answers. */
export function spawnNode(home: string, ...words: readonly string[]): ChildProcess {
  return spawn(process.execPath, ["--import", tsx, join(here, "node-child.ts"), home, ...words], {
    stdio: "inherit",
  });
}

/** Waits until the node of this home answers; gives its address. */
export async function addressOf(home: string): Promise<string> {
  const http = createHttp();
  const until = Date.now() + 20_000;
  while (Date.now() < until) {
    const status = await nodeStatus(home, http);
    if (status.kind === "running") return status.url;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("the node does not answer");
}

/** Kills a child without warning and waits until it is gone. */
export async function killNode(child: ChildProcess): Promise<void> {
  const alive = child.exitCode === null && child.signalCode === null;
  const gone = alive ? once(child, "exit") : undefined;
  child.kill("SIGKILL");
  await gone;
}
