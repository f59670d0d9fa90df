import { startNodeServer } from "../../consortium/node/node-server.ts";

/** A node in a process of its own, to be killed: `node-child.ts HOME [IDLE_MS]`. */
const [home = "", idleMs = "600000"] = process.argv.slice(2);
const started = await startNodeServer({ home, idleMs: Number(idleMs) });
if (started.kind === "running") {
  process.once("SIGTERM", () => void started.node.stop());
  await started.node.stopped;
}
process.exit(started.kind === "running" ? 0 : 3);
