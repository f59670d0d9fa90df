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
  /** Ctrl-C; gives the exit code. The home is removed unless another app is to start on it. */
  stop(home?: "remove" | "keep"): Promise<number | null>;
}

/** Runs `cunzhen app --host local` until stopped, on the home of an earlier one or on a fresh one. */
export async function startLocalApp(
  options: { readonly home?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<LocalApp> {
  const home = options.home ?? (await mkdtemp(join(tmpdir(), "cunzhen-e2e-")));
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...env } = process.env;
  const child = spawn(process.execPath, [program, "app", "--host", "local", "--home", home], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...env, ...options.env },
  });
  const address = await printedAddress(child);
  return {
    home,
    address,
    stop: async (after = "remove") => {
      const ended = new Promise<number | null>((settle) => child.once("exit", settle));
      child.kill("SIGINT");
      const code = await ended;
      if (after === "remove") await rm(home, { recursive: true, force: true });
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
