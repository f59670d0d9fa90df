import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { chown, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Display, openDisplay } from "./display.ts";
import { electronBinary } from "./electron-binary.ts";

const binary = electronBinary();
if (binary === undefined && process.env["CI"] === "true") {
  throw new Error("not run: no Electron binary");
}

/** Chromium refuses its sandbox to root: then the app runs as nobody, where nobody can read it. */
const asRoot = process.getuid?.() === 0;
const nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] as const;
const readable =
  !asRoot ||
  spawnSync(nobody[0], [...nobody.slice(1), "test", "-r", resolve("dist/electron/main.cjs")])
    .status === 0;

describe.skipIf(binary === undefined || !readable)("the app under the system's sandbox", () => {
  let display: Display;
  let home: string;
  let shell: ChildProcess;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), "cunzhen-sandbox-"));
    if (asRoot) await chown(home, 65_534, 65_534);
    display = await openDisplay();
    const words = [...(asRoot ? nobody : []), resolve(binary ?? ""), "--disable-gpu", "."];
    const [command, ...args] = words;
    const { NODE_OPTIONS: _options, ELECTRON_RUN_AS_NODE: _asNode, ...environment } = process.env;
    shell = spawn(command ?? "", args, {
      stdio: "ignore",
      env: {
        ...environment,
        DISPLAY: display.name,
        HOME: home,
        CUNZHEN_HOME: join(home, "vault"),
        CUNZHEN_OUTSIDE_NODE: process.execPath,
      },
    });
  });

  afterAll(async () => {
    const ended = new Promise((settle) => shell.once("exit", settle));
    shell.kill("SIGTERM");
    await ended;
    display.close();
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  });

  /** The `Seccomp` mode and capabilities of the app's renderer, once it runs. */
  async function rendererStatus(): Promise<string> {
    for (const entry of await readdir("/proc")) {
      if (!/^\d+$/u.test(entry)) continue;
      const command = await readFile(`/proc/${entry}/cmdline`, "utf8").catch(() => "");
      if (!command.includes("--type=renderer") || !command.includes(home)) continue;
      return readFile(`/proc/${entry}/status`, "utf8").catch(() => "");
    }
    return "";
  }

  test("the page's process may make few calls to the system and holds no capability", async () => {
    await expect.poll(rendererStatus, { timeout: 30_000 }).toMatch(/Seccomp:\s+2\n/u);
    const status = await rendererStatus();
    expect(status).toMatch(/CapPrm:\s+0{16}\n/u);
    expect(status).toMatch(/NoNewPrivs:\s+1\n/u);
  });
});
