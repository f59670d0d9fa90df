import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { z } from "../../../shared/contract/zod-csp.ts";
import type { LaunchedBrowser } from "./launched-browser.ts";
import { commands, type Send, WebDriver } from "./web-driver.ts";

/** WebKitGTK's driver, the engine of Safari; undefined where there is none. */
export const webkitDriver = ["/usr/bin/WebKitWebDriver"].find((path) => existsSync(path));

const answer = z.object({ value: z.unknown() });
const session = z.object({ sessionId: z.string() });
const listening = z.object({ port: z.number() });

/** Starts WebKitGTK's own small browser on a display of its own and speaks W3C WebDriver over HTTP. */
export async function launchWebkit(binary: string): Promise<LaunchedBrowser> {
  const port = await freePort();
  const child = spawn("xvfb-run", ["-a", binary, `--port=${String(port)}`, "--host=127.0.0.1"], {
    stdio: "ignore",
    detached: true,
    // Its sandbox of namespaces cannot be had by root, nor in most containers.
    env: { ...process.env, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1" },
  });
  const root = `http://127.0.0.1:${String(port)}`;
  const close = async (): Promise<void> => {
    const ended = child.exitCode === null ? once(child, "exit") : undefined;
    if (child.pid !== undefined) process.kill(-child.pid, "SIGTERM");
    await ended;
  };
  try {
    await untilUp(root);
    const nobody = "127.0.0.1:9";
    const proxy = { proxyType: "manual", httpProxy: nobody, sslProxy: nobody };
    const made = await post(`${root}/session`, { capabilities: { alwaysMatch: { proxy } } });
    const { sessionId } = session.parse(made);
    const send: Send = (command, parameters, id = "") =>
      post(
        `${root}/session/${sessionId}/${commands[command].path.replace("{id}", id)}`,
        parameters,
      );
    const end = async (): Promise<void> => {
      await fetch(`${root}/session/${sessionId}`, { method: "DELETE" }).catch(() => undefined);
      await close();
    };
    return { driver: new WebDriver(send), close: end };
  } catch (error) {
    await close();
    throw error;
  }
}

async function post(url: string, body: object): Promise<unknown> {
  const response = await fetch(url, { method: "POST", body: JSON.stringify(body) });
  const { value } = answer.parse(await response.json());
  if (!response.ok) throw new Error(`${url}: ${JSON.stringify(value).slice(0, 500)}`);
  return value;
}

async function untilUp(root: string): Promise<void> {
  const end = performance.now() + 60_000;
  while (
    !(await fetch(`${root}/status`).then(
      (response) => response.ok,
      () => false,
    ))
  ) {
    if (performance.now() > end) throw new Error("WebKitWebDriver does not answer");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = listening.parse(server.address());
  server.close();
  await once(server, "close");
  return port;
}
