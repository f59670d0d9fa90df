import { mkdtemp, readdir, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pageModel, watchFaults } from "../page-model.ts";
import { chromiumBinary, launchChromium } from "./chromium.ts";
import { type LocalApp, startLocalApp } from "./local-app.ts";

if (chromiumBinary === undefined && process.env["CI"] === "true") {
  throw new Error("not run: no Chromium");
}

const megabytes = 40;

describe.skipIf(chromiumBinary === undefined)("a file on its slow way to the local host", () => {
  let app: LocalApp;
  let browser: Browser;
  let page: Page;
  let faults: readonly string[];
  let folder: string;
  let home: string;
  let large: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "cunzhen-upload-"));
    home = join(folder, "home");
    large = join(folder, "现场录屏.mp4");
    await writeFile(large, "");
    await truncate(large, megabytes * 1_000_000);
    app = await startLocalApp({ home });
    browser = await launchChromium(chromiumBinary ?? "");
    page = await browser.newPage({ locale: "zh-CN" });
    faults = await watchFaults(page);
    await page.goto(`${app.address}&lang=zh`);
    await pageModel(page).goTo("verify");
    const session = await page.context().newCDPSession(page);
    await session.send("Network.enable");
    const slow = {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: 8_000_000,
    };
    await session.send("Network.emulateNetworkConditions", slow);
  }, 60_000);

  afterAll(async () => {
    expect(faults).toEqual([]);
    await browser.close();
    expect(await app.stop("keep")).toBe(0);
    await rm(folder, { recursive: true, force: true });
  });

  const sending = () => page.getByTestId("sending");
  const give = () => page.getByTestId("files").setInputFiles([large]);
  /** Files that lie where uploads are spooled, whole ones and begun ones. */
  const spooled = async (): Promise<readonly string[]> => {
    const entries = await readdir(home, { recursive: true });
    return entries.filter((name) => name.includes("现场录屏"));
  };

  test("tells its bytes", async () => {
    await give();
    await expect
      .poll(() => sending().textContent(), { timeout: 10_000 })
      .toMatch(/正在读入：[1-9][0-9.]* MB，共 40 MB（[1-9][0-9]?%）/u);
    expect(Number(await sending().locator("progress").getAttribute("value"))).toBeGreaterThan(0);
    expect(await page.getByRole("status").filter({ hasText: "正在读入" }).count()).toBe(1);
  });

  test("is given up by Escape, and nothing of it stays", async () => {
    await page.keyboard.press("Escape");
    await page.getByText("已取消，没有读入文件。").waitFor();
    expect(await sending().count()).toBe(0);
    await expect.poll(spooled).toEqual([]);
    expect(await page.getByTestId("result").count()).toBe(0);
  });

  test("given again it arrives whole and is judged", async () => {
    await give();
    await sending().waitFor();
    await page.getByTestId("result").waitFor({ timeout: 60_000 });
    expect(await page.getByTestId("verdict-word").textContent()).toBe("无可核验内容");
  }, 90_000);
});
