import { mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  type IpcMainInvokeEvent,
  Menu,
  protocol,
  session,
  shell,
} from "electron";
import type { HostEvent } from "../shared/contract/events.ts";
import type { Language } from "../shared/words/language.ts";
import { assetScheme, isPageAddress, pageAddress } from "./asset-scheme.ts";
import { channels } from "./channels.ts";
import { allowedExternalUrl } from "./external-url.ts";
import { pathsFromArguments, pathsFromSecondInstance } from "./given-paths.ts";
import { addSources, ingestFiles, savePackage } from "./page-calls.ts";
import { serveAsset } from "./page-protocol.ts";
import { decidePermission } from "./permissions.ts";
import { startPracticeNode } from "./practice-node.ts";
import { connectService, type ServiceConnection } from "./service-connection.ts";
import { startServiceProcess } from "./service-process.ts";
import { isTrustedFrame } from "./trusted-frame.ts";
import { windowOptions } from "./window-options.ts";

const here = dirname(fileURLToPath(import.meta.url));
const home = resolve(process.env["CUNZHEN_HOME"] ?? join(homedir(), ".cunzhen"));

// The profile lies in the home, so that the single instance is one a home.
const profile = join(home, "electron");
mkdirSync(profile, { recursive: true, mode: 0o700 });
app.setPath("userData", profile);

const given = pathsFromArguments(process.argv, app.isPackaged, process.cwd());
if (app.requestSingleInstanceLock({ paths: given })) {
  protocol.registerSchemesAsPrivileged([assetScheme]);
  void app.whenReady().then(open);
} else {
  app.quit();
}

function open(): void {
  const language: Language = app.getLocale().startsWith("zh") ? "zh" : "en";
  const emit = (event: HostEvent) => {
    pageWindow()?.webContents.send(channels.event, event);
  };
  const service = connectService({
    start: (listener) => startServiceProcess(join(here, "service-process.cjs"), home, listener),
    startNode: (nodeHome) =>
      startPracticeNode(nodeHome, {
        inside: join(here, "node-process.cjs"),
        outside: join(here, "../cli/cunzhen.mjs"),
      }),
    emit,
    clock: () => Date.now(),
    language,
  });
  const hand = async (paths: readonly string[]) => {
    if (paths.length === 0) return;
    const added = await addSources(service, paths, "drop");
    if (added.ok) emit({ type: "given", sources: added.sources });
  };

  guardSession();
  answerPage(service, language);
  openWindow().webContents.once("did-finish-load", () => void hand(given));

  app.on("second-instance", (_event, _argv, _folder, data) => {
    const opened = pageWindow();
    if (opened?.isMinimized() === true) opened.restore();
    opened?.focus();
    void hand(pathsFromSecondInstance(data));
  });
  app.on("open-file", (_event, path) => void hand([path]));
  app.on("window-all-closed", () => app.quit());
  let closing = false;
  app.on("before-quit", (event) => {
    if (closing) return;
    closing = true;
    event.preventDefault();
    void Promise.race([service.close(), after(patienceMs)]).then(() => app.quit());
  });
}

/** How long the service may take to finish its writes; what it has not by then goes on at the next start. */
const patienceMs = 5000;

function after(ms: number): Promise<void> {
  return new Promise((settle) => setTimeout(settle, ms));
}

/** The one window; none after it was closed. */
function pageWindow() {
  return BrowserWindow.getAllWindows().at(0);
}

function openWindow(): BrowserWindow {
  const opened = new BrowserWindow(windowOptions(join(here, "preload.cjs")));
  opened.once("ready-to-show", () => opened.show());
  void opened.loadURL(pageAddress);
  return opened;
}

/** No permission but the listed, no address but our page's, whatever a page tries. */
function guardSession(): void {
  if (process.platform !== "darwin") Menu.setApplicationMenu(null);
  const own = session.defaultSession;
  own.setPermissionRequestHandler((contents, permission, answer) => {
    answer(decidePermission(permission, isPageAddress(contents.getURL())));
  });
  own.setPermissionCheckHandler((contents, permission) =>
    decidePermission(permission, contents !== null && isPageAddress(contents.getURL())),
  );
  own.webRequest.onBeforeRequest((details, answer) => {
    const local = /^(?:data|blob|devtools|chrome-extension):/u.test(details.url);
    answer({ cancel: !local && !isPageAddress(details.url) });
  });
  protocol.handle(assetScheme.scheme, (request) => serveAsset(join(here, "../renderer"), request));

  app.on("web-contents-created", (_event, contents) => {
    contents.on("will-navigate", (event) => event.preventDefault());
    contents.on("will-redirect", (event) => event.preventDefault());
    contents.on("will-frame-navigate", (event) => event.preventDefault());
    contents.on("will-attach-webview", (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      const address = allowedExternalUrl(url);
      if (address !== undefined) void shell.openExternal(address);
      return { action: "deny" };
    });
  });
}

function answerPage(service: ServiceConnection, language: Language): void {
  const trusted = (event: IpcMainInvokeEvent) => {
    if (!isTrustedFrame(event.senderFrame)) throw new Error("refused: not the page of this app");
  };
  ipcMain.handle(channels.invoke, (event, call: unknown, input: unknown) => {
    trusted(event);
    return service.invoke("page", String(call), input);
  });
  ipcMain.handle(channels.ingest, (event, files: unknown, via: unknown) => {
    trusted(event);
    return ingestFiles(service, language, files, via);
  });
  ipcMain.handle(channels.save, (event, id: unknown, name: unknown, page: unknown) => {
    trusted(event);
    return savePackage(service, askWhere, { id, name, page });
  });
}

async function askWhere(name: string): Promise<string | undefined> {
  const options = { defaultPath: join(app.getPath("documents"), name) };
  const parent = pageWindow();
  const answer =
    parent === undefined
      ? await dialog.showSaveDialog(options)
      : await dialog.showSaveDialog(parent, options);
  return answer.canceled || answer.filePath === "" ? undefined : answer.filePath;
}
