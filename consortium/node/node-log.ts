import { rename, stat } from "node:fs/promises";
import { join } from "node:path";
import { pino, type Logger } from "pino";
import type { NodeEvent } from "./node-event.ts";

/** The node's own log file: no key, no token, no content of submissions. */
export interface NodeLog {
  readonly logger: Logger;
  readonly event: (event: NodeEvent) => void;
  started(port: number, origin: string): void;
  stopped(): void;
  close(): Promise<void>;
}

const maxLogBytes = 4 * 1024 * 1024;

/** Opens `node.log`; one that has grown over 4 MiB becomes `node.log.1` first. */
export async function openNodeLog(home: string): Promise<NodeLog> {
  const path = join(home, "node.log");
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  if (size > maxLogBytes) await rename(path, `${path}.1`);
  const destination = pino.destination({ dest: path, mode: 0o600, sync: true });
  const logger = pino({ base: { pid: process.pid } }, destination);
  return {
    logger,
    event(event) {
      if (event.kind === "cosigner-refused") logger.error({ refused: event.refused }, event.kind);
      else logger.error({ err: event.error }, event.kind);
    },
    started(port, origin) {
      logger.info({ port, origin }, "practice node started; its keys are unprotected files");
    },
    stopped() {
      logger.info("node stopped");
    },
    close: () =>
      new Promise((resolve) => {
        destination.once("close", resolve);
        destination.end();
      }),
  };
}
