import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "../../../shared/contract/zod-csp.ts";
import type { LaunchedBrowser } from "./launched-browser.ts";
import { commands, type Send, WebDriver } from "./web-driver.ts";

const system = ["/usr/bin/firefox-esr", "/usr/bin/firefox"];

/** The system's Firefox; undefined where there is none. */
export const firefoxBinary = process.env["FIREFOX"] ?? system.find((path) => existsSync(path));

/** Any port for Marionette, a proxy where nobody listens, and nothing of Firefox's own errands. */
const preferences = {
  "marionette.port": 0,
  "network.proxy.type": 1,
  "network.proxy.http": "127.0.0.1",
  "network.proxy.http_port": 9,
  "network.proxy.ssl": "127.0.0.1",
  "network.proxy.ssl_port": 9,
  "network.proxy.allow_hijacking_localhost": true,
  "browser.shell.checkDefaultBrowser": false,
  "datareporting.policy.dataSubmissionEnabled": false,
  "app.update.disabledForTesting": true,
} as const;

/** Starts Firefox without a window or a network and speaks Marionette, its own transport of WebDriver. */
export async function launchFirefox(binary: string): Promise<LaunchedBrowser> {
  const profile = await mkdtemp(join(tmpdir(), "cunzhen-firefox-"));
  const lines = Object.entries(preferences).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
  );
  await writeFile(join(profile, "user.js"), lines.join(""));
  const child = spawn(binary, ["--headless", "--marionette", "--no-remote", "--profile", profile], {
    stdio: "ignore",
    env: { ...process.env, HOME: profile },
  });
  const close = async (): Promise<void> => {
    const ended = child.exitCode === null ? once(child, "exit") : undefined;
    child.kill("SIGKILL");
    await ended;
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const socket = connect(await portOf(join(profile, "MarionetteActivePort")), "127.0.0.1");
    await once(socket, "connect");
    const send = marionette(socket);
    await send("WebDriver:NewSession", { capabilities: {} });
    const asked: Send = (command, parameters, id) =>
      send(commands[command].marionette, id === undefined ? parameters : { ...parameters, id });
    return { driver: new WebDriver(asked), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function portOf(file: string): Promise<number> {
  const end = performance.now() + 60_000;
  for (;;) {
    const port = Number(await readFile(file, "utf8").catch(() => ""));
    if (port > 0) return port;
    if (performance.now() > end) throw new Error("Firefox opened no Marionette port");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const reply = z.tuple([z.literal(1), z.number(), z.unknown(), z.unknown()]);
const wrapped = z.object({ value: z.unknown() });

/** Messages are JSON behind their length in bytes and a colon; the first is the browser's greeting. */
function marionette(socket: Socket) {
  let held = Buffer.alloc(0);
  let next = 0;
  const waiting = new Map<number, (message: z.infer<typeof reply>) => void>();
  socket.on("data", (chunk: Buffer) => {
    held = Buffer.concat([held, chunk]);
    for (;;) {
      const colon = held.indexOf(":");
      const length = Number(held.subarray(0, Math.max(colon, 0)).toString("latin1"));
      if (colon < 1 || held.length < colon + 1 + length) return;
      const message: unknown = JSON.parse(held.toString("utf8", colon + 1, colon + 1 + length));
      held = held.subarray(colon + 1 + length);
      const read = reply.safeParse(message);
      if (read.success) waiting.get(read.data[1])?.(read.data);
    }
  });
  return async (name: string, parameters: Readonly<Record<string, unknown>>): Promise<unknown> => {
    next += 1;
    const id = next;
    const answered = new Promise<z.infer<typeof reply>>((resolve) => waiting.set(id, resolve));
    const text = JSON.stringify([0, id, name, parameters]);
    socket.write(`${String(Buffer.byteLength(text))}:${text}`);
    const [, , error, result] = await answered;
    waiting.delete(id);
    if (error !== null) throw new Error(`${name}: ${JSON.stringify(error).slice(0, 500)}`);
    const value = wrapped.safeParse(result);
    return value.success ? value.data.value : result;
  };
}
