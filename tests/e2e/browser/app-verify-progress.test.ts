import { mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page, Response } from "playwright";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { command, itemsIn } from "../../parties/command.ts";
import { type PageModel, pageModel, watchFaults } from "../page-model.ts";
import { chromiumBinary, launchChromium } from "./chromium.ts";
import { type LocalApp, startLocalApp } from "./local-app.ts";

if (chromiumBinary === undefined && process.env["CI"] === "true") {
  throw new Error("not run: no Chromium");
}

const megabytes = 300;

describe.skipIf(chromiumBinary === undefined)(
  `a good package of ${String(megabytes)} MB in the app`,
  () => {
    let app: LocalApp;
    let browser: Browser;
    let page: Page;
    let model: PageModel;
    let faults: readonly string[];
    let folder: string;
    let large: string;
    /** What the screen reader was told since the test began. */
    const told: string[] = [];

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), "cunzhen-progress-"));
      const home = join(folder, "home");
      await writeFile(join(folder, "现场录屏.mp4"), "");
      await truncate(join(folder, "现场录屏.mp4"), megabytes * 1_000_000);
      // SM3 is the slowest of the digests: there is time to see it, and to cancel.
      const words = ["notarize", "现场录屏.mp4", "--sm3", "--out", "out", "--json"];
      large = itemsIn(await command(words, { home, cwd: folder }))[0]?.package ?? "";
      app = await startLocalApp({ home });
      browser = await launchChromium(chromiumBinary ?? "");
      page = await browser.newPage({ locale: "zh-CN" });
      faults = await watchFaults(page);
      model = pageModel(page);
      await page.goto(`${app.address}&lang=zh`);
      await model.goTo("verify");
      await page.exposeFunction("tell", (text: string) => told.push(text));
      await page.evaluate(() => {
        const said = document.querySelector('[data-testid="announcement"]');
        const tell: unknown = Reflect.get(window, "tell");
        if (said === null || typeof tell !== "function") throw new Error("no announcement");
        new MutationObserver(() => {
          Reflect.apply(tell, window, [said.textContent]);
        }).observe(said, { childList: true, characterData: true, subtree: true });
      });
    });

    beforeEach(() => {
      told.length = 0;
    });

    afterEach(() => {
      expect(faults).toEqual([]);
    });

    afterAll(async () => {
      await browser.close();
      expect(await app.stop("keep")).toBe(0);
      await rm(folder, { recursive: true, force: true });
    });

    const reading = () => page.getByTestId("reading");
    const result = () => page.getByTestId("result");
    const said = () => page.getByTestId("announcement").textContent();
    const give = () => page.getByTestId("files").setInputFiles([large]);
    /** The service's answer to the next call of that name. */
    const answer = async (call: string): Promise<unknown> => {
      const asks = (response: Response) =>
        response.request().postData()?.includes(`"call":"${call}"`) === true;
      const response = await page.waitForResponse(asks, { timeout: 60_000 });
      return response.json();
    };
    const cancelled = { ok: false, error: { code: "VERIFY_CANCELLED" } };
    /** Something was read, so the service is at work. */
    const underWay = () => reading().getByText(/MB.*%/u).waitFor({ timeout: 60_000 });

    test("by Escape its judging ends in the service, and the screen is as it was", async () => {
      const answered = answer("package.verify");
      await give();
      await underWay();
      await page.keyboard.press("Escape");
      expect(await answered).toMatchObject(cancelled);
      await page.getByTestId("drop-zone").waitFor();
      await expect.poll(said).toBe("已取消核验。");
      expect(await reading().count()).toBe(0);
      expect(await result().count()).toBe(0);
    });

    test("its progress is told by bytes, and in tenths to a screen reader", async () => {
      await give();
      await underWay();
      await result().waitFor({ timeout: 60_000 });
      expect(await model.verdictWord.textContent()).toBe("演练核验通过，不具法律效力");
      expect(await reading().count()).toBe(0);
      const tenths = told.flatMap((text) => /(\d+)%/u.exec(text)?.[1] ?? []).map(Number);
      expect(tenths.length).toBeGreaterThan(3);
      expect(tenths).toEqual([...new Set(tenths)].sort((a, b) => a - b));
      await expect.poll(said).toContain("演练核验通过");
    });

    test("judged again as of another moment and cancelled, the verdict and its moment stand", async () => {
      const moment = page.getByTestId("moment");
      await page.getByTestId("terms").locator("summary").click();
      const answered = answer("package.verify");
      await moment.fill("2020-01-01T00:00:00");
      await underWay();
      expect(await result().count()).toBe(0);
      await page.getByRole("button", { name: "取消" }).press("Enter");
      expect(await answered).toMatchObject(cancelled);
      await result().waitFor();
      expect(await model.verdictWord.textContent()).toBe("演练核验通过，不具法律效力");
      expect(await moment.inputValue()).toBe("");
      expect(told).toContain("已取消核验。");
    });

    test("its report judges again: it shows progress, and by Escape none is written", async () => {
      const answered = answer("package.report");
      await page.getByTestId("report-json").click();
      await underWay();
      await page.keyboard.press("Escape");
      expect(await answered).toMatchObject(cancelled);
      const status = page.getByTestId("report-status");
      await expect.poll(() => status.textContent()).toBe("已取消，没有生成报告。");
      expect(await result().count()).toBe(1);
      const downloading = page.waitForEvent("download", { timeout: 60_000 });
      await page.getByTestId("report-json").click();
      expect((await downloading).suggestedFilename()).toMatch(/-report\.json$/u);
    });

    test("of one's own is judged on its page, which can be cancelled and judged again", async () => {
      await model.goTo("evidence");
      const answered = answer("evidence.verify");
      await model.open("现场录屏");
      await underWay();
      await page.keyboard.press("Escape");
      expect(await answered).toMatchObject(cancelled);
      await expect.poll(said).toBe("已取消核验。");
      expect(await model.verdict.count()).toBe(0);
      await page.getByRole("button", { name: "重新核验" }).press("Enter");
      await underWay();
      await model.verdict.waitFor({ timeout: 60_000 });
      await expect.poll(said).toContain("演练核验通过");
      await model.goTo("verify");
    });

    test("leaving the screen ends its judging", async () => {
      const answered = answer("package.verify");
      await give();
      await underWay();
      await model.goTo("evidence");
      expect(await answered).toMatchObject(cancelled);
    });
  },
);
