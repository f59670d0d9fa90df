import { mkdtemp, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { _electron, type ElectronApplication, type Page } from "playwright";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type {} from "../../../renderer/app/host/electron-bridge.ts";
import { contentSecurityPolicy } from "../../../shared/contract/page-assets.ts";
import { command, itemsIn } from "../../parties/command.ts";
import { type PageModel, pageModel, watchFaults } from "../page-model.ts";
import { type Display, openDisplay } from "./display.ts";
import { electronBinary } from "./electron-binary.ts";
import { serviceProcesses } from "./service-processes.ts";

const binary = electronBinary();
if (binary === undefined && process.env["CI"] === "true") {
  throw new Error("not run: no Electron binary");
}

describe.skipIf(binary === undefined)("the app in Electron", () => {
  let display: Display;
  let home: string;
  let given: string;
  let shell: ElectronApplication;
  let page: Page;
  let model: PageModel;
  let faults: readonly string[];
  /** What a test provokes on purpose is taken out again. */
  let provoked = 0;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), "cunzhen-shell-"));
    given = await mkdtemp(join(tmpdir(), "cunzhen-given-"));
    display = await openDisplay();
    shell = await launch([]);
    page = await shell.firstWindow();
    faults = await watchFaults(page);
    // Loading anew in the middle of the first load can wait for ever.
    await page.waitForLoadState();
    await page.reload();
    model = pageModel(page);
    await model.speak("zh-CN");
  });

  afterEach(() => {
    expect(faults.slice(provoked)).toEqual([]);
  });

  afterAll(async () => {
    await shell.close();
    display.close();
    await rm(home, { recursive: true, force: true });
    await rm(given, { recursive: true, force: true });
  });

  function launch(files: readonly string[]): Promise<ElectronApplication> {
    return _electron.launch({
      executablePath: binary ?? "",
      args: [...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), "--disable-gpu", ".", ...files],
      env: {
        ...environment(),
        DISPLAY: display.name,
        CUNZHEN_HOME: home,
        CUNZHEN_OUTSIDE_NODE: process.execPath,
      },
    });
  }

  async function giveFiles(paths: readonly string[]): Promise<void> {
    await page.getByTestId("files").setInputFiles([...paths]);
  }

  test("the page is isolated: no Node, no Electron, three ways of asking and one of hearing", async () => {
    const seen = await page.evaluate(() => ({
      node: ["require", "process", "Buffer", "module", "global"].filter((name) => name in window),
      bridge: Object.keys(window.cunzhen ?? {}).sort(),
      origin: `${location.protocol}//${location.host}`,
    }));
    expect(seen.node).toEqual([]);
    expect(seen.bridge).toEqual(["ingest", "invoke", "save", "subscribe", "takesFolders"]);
    expect(seen.origin).toBe("app://cunzhen");
  });

  test("the window has a sandbox and a world of its own", async () => {
    const preferences: unknown = await shell.evaluate(({ BrowserWindow }) => {
      const contents: unknown = BrowserWindow.getAllWindows()[0]?.webContents;
      if (typeof contents !== "object" || contents === null) return undefined;
      // Not in the types; it says what holds, not what was asked for.
      const method: unknown = Reflect.get(contents, "getLastWebPreferences");
      const held: unknown =
        typeof method === "function" ? Reflect.apply(method, contents, []) : undefined;
      return held;
    });
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    });
  });

  test("the page is served under the whole CSP, and a path that climbs finds nothing", async () => {
    const served = await page.evaluate(async () => {
      const found = await fetch("app://cunzhen/");
      const climbing = await fetch("app://cunzhen/assets/..%2f..%2fpackage.json");
      return { policy: found.headers.get("content-security-policy"), climbing: climbing.status };
    });
    expect(served.policy).toBe(contentSecurityPolicy);
    expect(served.climbing).toBe(404);
    provoked = faults.length;
  });

  test("navigation, windows, permissions and other addresses are denied", async () => {
    const tried = await page.evaluate(async () => {
      const opened = window.open("https://example.invalid/") === null;
      location.href = "https://example.invalid/";
      const permission = await Notification.requestPermission();
      const reached = await fetch("http://127.0.0.1:9/").then(
        () => "reached",
        () => "refused",
      );
      return { opened, permission, reached };
    });
    expect(tried).toEqual({ opened: true, permission: "denied", reached: "refused" });
    await page.waitForTimeout(300);
    expect(page.url().startsWith("app://cunzhen/")).toBe(true);
    provoked = faults.length;
  });

  test("a sender that is not our page is refused", async () => {
    const refusal = await shell.evaluate(async ({ BrowserWindow, app }) => {
      const stranger = new BrowserWindow({
        show: false,
        webPreferences: {
          preload: `${app.getAppPath()}/dist/electron/preload.cjs`,
          sandbox: true,
          contextIsolation: true,
        },
      });
      await stranger.loadURL("data:text/html,<title>stranger</title>");
      const said: unknown = await stranger.webContents.executeJavaScript(
        `window.cunzhen.invoke("evidence.list", {}).then(() => "answered", (e) => e.message)`,
      );
      stranger.destroy();
      return said;
    });
    expect(refusal).toContain("refused: not the page of this app");
  });

  test("a page may not name paths, nor ingest a file that a script made", async () => {
    const answers = await page.evaluate(async () => {
      const bridge = window.cunzhen;
      if (bridge === undefined) throw new Error("no bridge");
      const made = new File(["x"], "made.txt");
      return [
        await bridge.invoke("source.add", { paths: ["/etc/passwd"], via: "drop" }),
        await bridge.ingest([{ file: made, path: "made.txt" }], "drop"),
      ];
    });
    expect(answers).toMatchObject([
      { ok: false, error: { code: "CALL_NOT_ALLOWED" } },
      { ok: false, error: { code: "FILE_WITHOUT_PLACE" } },
    ]);
  });

  test("a chosen file becomes a self-checked item, and its package is saved where its owner says", async () => {
    const contract = join(given, "采购合同.txt");
    await writeFile(contract, "甲方与乙方约定如下。\n".repeat(1000));
    await model.goTo("practice");
    await giveFiles([contract]);
    await model.finished("采购合同.txt");
    await model.open("采购合同.txt");
    await model.verdict.waitFor();
    expect(await model.verdictWord.textContent()).toBe("演练核验通过，不具法律效力");

    const saved = join(given, "saved.asice");
    await shell.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, saved);
    await page.getByTestId("export").click();
    await page.getByText("证据包已导出。").waitFor();
    expect((await readFile(saved)).subarray(0, 2).toString("latin1")).toBe("PK");

    await page.getByTestId("export-page").check();
    await page.getByTestId("export").click();
    const beside = join(given, "saved-verifier.html");
    await expect
      .poll(() => readFile(beside, "utf8").catch(() => ""), { timeout: 20_000 })
      .toContain('data-copy="submitted"');

    await model.goTo("verify");
    await giveFiles([saved, contract]);
    await model.verdict.waitFor();
    expect(await model.verdictWord.textContent()).toBe("演练核验通过，不具法律效力");

    const report = join(given, "report.pdf");
    await shell.evaluate(({ session }, path) => {
      session.defaultSession.once("will-download", (_event, item) => item.setSavePath(path));
    }, report);
    await page.getByTestId("report-pdf").click();
    await expect
      .poll(() => readFile(report, "latin1").catch(() => ""), { timeout: 60_000 })
      .toMatch(/^%PDF-[^]*%%EOF\s*$/u);
  });

  test("judging shows its bytes, ends by Escape, and can be begun again", async () => {
    const recording = join(given, "现场录屏.mp4");
    await writeFile(recording, "");
    await truncate(recording, 300_000_000);
    const party = join(given, "party");
    const words = ["notarize", recording, "--sm3", "--out", given, "--json"];
    const made = await command(words, { home: party, cwd: given });
    const large = itemsIn(made)[0]?.package ?? "";
    await page.getByRole("button", { name: "核验其他文件" }).click();
    await giveFiles([large]);
    const reading = page.getByTestId("reading");
    await reading.getByText(/MB.*%/u).waitFor({ timeout: 60_000 });
    await page.keyboard.press("Escape");
    const said = page.getByTestId("announcement");
    await expect.poll(() => said.textContent()).toBe("已取消核验。");
    expect(await page.getByTestId("result").count()).toBe(0);
    await giveFiles([large]);
    await reading.getByText(/MB.*%/u).waitFor({ timeout: 60_000 });
    await page.getByTestId("result").waitFor({ timeout: 60_000 });
    await model.goTo("");
  });

  test("a second instance hands its files to the first and ends", async () => {
    const later = join(given, "later.txt");
    await writeFile(later, "handed over");
    const second = await launch([later]).catch(() => undefined);
    await page.getByText("收到 1 个文件").waitFor({ timeout: 20_000 });
    await second?.close().catch(() => undefined);
    await page.getByTestId("way-practice").click();
    await model.finished("later.txt");
  });

  test("the service, killed in the middle of a digest, comes back and finishes the item", async () => {
    const large = join(given, "现场录屏.mp4");
    await writeFile(large, Buffer.alloc(300_000_000, 0x5a));
    expect((await stat(large)).size).toBe(300_000_000);
    await model.goTo("practice");
    await giveFiles([large]);
    await model
      .item("现场录屏.mp4")
      .getByText(/\d MB \//u)
      .waitFor({ timeout: 20_000 });
    const [running] = await serviceProcesses(home);
    expect(running).toBeDefined();
    process.kill(running ?? 0, "SIGKILL");
    await expect
      .poll(async () => (await serviceProcesses(home)).filter((pid) => pid !== running).length, {
        timeout: 20_000,
      })
      .toBe(1);
    await model.finished("现场录屏.mp4");
    await model.open("现场录屏.mp4");
    await model.verdict.waitFor({ timeout: 30_000 });
    expect(await model.verdictWord.textContent()).toBe("演练核验通过，不具法律效力");
  });
});

/** The environment without what would take Electron for Node. */
function environment(): Record<string, string> {
  const { ELECTRON_RUN_AS_NODE: _asNode, NODE_OPTIONS: _options, ...rest } = process.env;
  return Object.fromEntries(
    Object.entries(rest).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
