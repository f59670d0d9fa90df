import type { UnixMs } from "../../shared/bytes/civil-time.ts";
import { authorityPlugin } from "../authority/authority-plugin.ts";
import { type NodePlugin, type StartedNode, startNodeServer } from "./node-server.ts";

export interface RunNodeOptions {
  /** The node's own home folder. */
  readonly home: string;
  readonly clock?: () => UnixMs;
  readonly idleMs?: number;
  readonly lockWaitMs?: number;
}

/** The practice authority under the node's roof. */
const authority: NodePlugin = async (server, { home, clock }) => {
  await server.register(authorityPlugin({ home, clock }));
};

/** A practice node with everything it offers: log, cosigners, time-stamping authority. */
export function startPracticeNode(options: RunNodeOptions): Promise<StartedNode> {
  return startNodeServer({ ...options, plugins: [authority] });
}

/**
 * What `cunzhen node start` does: runs until it is idle, or SIGTERM or SIGINT asks it to stop.
 *
 * @returns `stopped` after an orderly end; `already-running` at once when another process has the home
 */
export async function runNode(options: RunNodeOptions): Promise<"stopped" | "already-running"> {
  const started = await startPracticeNode(options);
  if (started.kind === "already-running") return "already-running";
  const stop = (): void => {
    void started.node.stop();
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  await started.node.stopped;
  process.off("SIGTERM", stop);
  process.off("SIGINT", stop);
  return "stopped";
}
