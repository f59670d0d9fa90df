import { createRequire } from "node:module";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { spawn } from "node:child_process";
import { openElectron } from "../../service/link/open-electron.ts";
import { openLocalHost } from "../../service/local-host/open-local-host.ts";
import type { Words } from "../../shared/words/language.ts";
import { parseArguments, usageFault } from "../arguments.ts";
import { programFolder } from "../program.ts";
import { withService } from "../session.ts";
import type { Terminal } from "../terminal.ts";

const withoutElectron: Words = {
  zh: "没有可用的 Electron，改在系统浏览器中打开。",
  en: "Electron is not to be had here; opening in the system browser instead.",
};
const serving: Words = {
  zh: "请在浏览器中打开以下地址；按 Ctrl-C 结束。",
  en: "Open this address in a browser; Ctrl-C ends it.",
};

/** `cunzhen app`: Electron where its binary is there, else the local host in the system browser. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<number> {
  const parsed = parseArguments("app", argv, { host: { type: "string" } });
  if (!parsed.ok) return terminal.refuse(parsed.fault);
  const { values, positionals } = parsed.value;
  const [extra] = positionals;
  if (extra !== undefined) return terminal.refuse(usageFault("app", extra));
  const host = values.host ?? "electron";
  if (host !== "electron" && host !== "local") {
    return terminal.refuse(usageFault("app", `--host ${host}`));
  }
  if (host === "electron") {
    const code = await runElectron(terminal);
    if (code !== undefined) return code;
    terminal.note(withoutElectron[terminal.language]);
  }
  return serveLocally(terminal);
}

async function runElectron({ home }: Terminal): Promise<number | undefined> {
  const executable = electronBinary();
  const folder = programFolder;
  return executable === undefined
    ? undefined
    : openElectron({ executable, folder, home, files: [] });
}

/** The binary that the electron package names; undefined when it was never fetched. */
function electronBinary(): string | undefined {
  try {
    const found: unknown = createRequire(import.meta.url)("electron");
    return typeof found === "string" && existsSync(found) ? found : undefined;
  } catch {
    return undefined;
  }
}

/** Serves until Ctrl-C. The address is printed; a browser is opened where there is a display. */
function serveLocally(terminal: Terminal): Promise<number> {
  return withService(
    terminal,
    async ({ service }) => {
      const assets = join(programFolder, "dist", "renderer");
      const local = await openLocalHost({ service, assets });
      const address = `${local.address}&lang=${terminal.language}`;
      if (terminal.json) terminal.print({ address });
      else {
        terminal.note(serving[terminal.language]);
        terminal.say(address);
      }
      openBrowser(address);
      await untilAborted(terminal.interrupted);
      await local.close();
      return 0;
    },
    "all",
  );
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

function openBrowser(address: string): void {
  const opener = browserCommand();
  if (opener === undefined) return;
  const [command, ...args] = opener;
  if (command === undefined) return;
  const child = spawn(command, [...args, address], { stdio: "ignore", detached: true });
  child.on("error", () => undefined);
  child.unref();
}

function browserCommand(): readonly string[] | undefined {
  switch (process.platform) {
    case "darwin":
      return ["open"];
    case "win32":
      return ["rundll32", "url.dll,FileProtocolHandler"];
    default: {
      const display = process.env["DISPLAY"] ?? process.env["WAYLAND_DISPLAY"] ?? "";
      return display === "" ? undefined : ["xdg-open"];
    }
  }
}
