import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The built command line, as a user has it. */
const program = "dist/cli/cunzhen.mjs";

export interface LocalApp {
  readonly home: string;
  /** What `cunzhen app --host local` prints. */
  readonly address: string;
  /** Ctrl-C; gives the exit code. */
  stop(): Promise<number | null>;
}

/** Runs `cunzhen app --host local` on a home of its own, until stopped. */
export async function startLocalApp(): Promise<LocalApp> {
  const home = await mkdtemp(join(tmpdir(), "cunzhen-e2e-"));
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...env } = process.env;
  const child = spawn(process.execPath, [program, "app", "--host", "local", "--home", home], {
    stdio: ["ignore", "pipe", "inherit"],
    env,
  });
  const address = await printedAddress(child);
  return {
    home,
    address,
    stop: async () => {
      const ended = new Promise<number | null>((settle) => child.once("exit", settle));
      child.kill("SIGINT");
      const code = await ended;
      await rm(home, { recursive: true, force: true });
      return code;
    },
  };
}

function printedAddress(child: ChildProcess): Promise<string> {
  return new Promise((settle, refuse) => {
    let said = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      said += chunk.toString("utf8");
      const found = /http:\/\/127\.0\.0\.1:\d+\/open\?token=[0-9a-f]{64}/u.exec(said);
      if (found !== null) settle(found[0]);
    });
    child.once("exit", (code) => {
      refuse(new Error(`the app ended with ${code} before it printed an address: ${said}`));
    });
  });
}
