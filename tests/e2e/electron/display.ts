import { type ChildProcess, spawn } from "node:child_process";

export interface Display {
  /** For DISPLAY. */
  readonly name: string;
  close(): void;
}

/** A display of the test's own; the X server chooses a free number. */
export function openDisplay(): Promise<Display> {
  const server = spawn(
    "Xvfb",
    ["-displayfd", "3", "-screen", "0", "1400x1000x24", "-nolisten", "tcp"],
    {
      stdio: ["ignore", "ignore", "ignore", "pipe"],
    },
  );
  return new Promise((settle, refuse) => {
    server.once("error", refuse);
    server.stdio[3]?.once("data", (chunk: Buffer) => {
      settle({ name: `:${chunk.toString("utf8").trim()}`, close: () => end(server) });
    });
  });
}

function end(server: ChildProcess): void {
  server.kill("SIGTERM");
}
