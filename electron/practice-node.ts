import { spawn } from "node:child_process";
import { app, utilityProcess } from "electron";

export interface NodeScripts {
  /** The node as a utility process of this Electron. */
  readonly inside: string;
  /** The command line, run by a Node beside this Electron. */
  readonly outside: string;
}

/**
 * Starts the practice node of a home; true when its process came up. It then says by itself, in that
 * home, where it listens, and stops when idle. Fastify 5 needs Node 20: an Electron with an older one
 * takes the Node of `CUNZHEN_OUTSIDE_NODE`, else the `node` on the path.
 */
export function startPracticeNode(home: string, scripts: NodeScripts): Promise<boolean> {
  const major = Number(process.versions.node.split(".")[0]);
  return major < 20 ? startOutside(home, scripts.outside) : startInside(home, scripts.inside);
}

function startInside(home: string, script: string): Promise<boolean> {
  const child = utilityProcess.fork(script, ["--home", home], {
    serviceName: "cunzhen-practice-node",
    stdio: "ignore",
  });
  return new Promise((settle) => {
    child.once("spawn", () => settle(true));
    child.once("exit", () => settle(false));
  });
}

function startOutside(home: string, script: string): Promise<boolean> {
  const node = process.env["CUNZHEN_OUTSIDE_NODE"] ?? "node";
  const child = spawn(node, [script, "node", "start", "--home", home], {
    stdio: "ignore",
    windowsHide: true,
  });
  // It lives as long as the app, as a utility process would: a child that stayed behind would hold
  // descriptors of Chromium's own processes, and they would stay with it.
  app.once("quit", () => child.kill("SIGTERM"));
  return new Promise((settle) => {
    child.once("spawn", () => settle(true));
    child.once("error", () => settle(false));
  });
}
