import type { Browser } from "playwright";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makePackage } from "../../parties/package.ts";
import { createWorld } from "../../parties/world.ts";
import { chromiumBinary, launchChromium } from "./chromium.ts";
import { type OpenedPage, openVerifierPage } from "./verifier-page.ts";

if (chromiumBinary === undefined && process.env["CI"] === "true") {
  throw new Error("not run: no Chromium");
}

const many = 40;

describe.skipIf(chromiumBinary === undefined)("many packages in one drop on the page", () => {
  let browser: Browser;
  let opened: OpenedPage;
  let good: string;
  const paths: string[] = [];

  beforeAll(async () => {
    browser = await launchChromium(chromiumBinary ?? "");
    opened = await openVerifierPage(browser, { query: "?lang=zh" });
    const { bytes } = await makePackage(await createWorld(false));
    good = await opened.put("good.asice", bytes);
    for (let n = 0; n < many; n += 1) {
      const copy = Uint8Array.from(bytes);
      if (n === 20) copy[800] = (copy[800] ?? 0) ^ 1;
      paths.push(await opened.put(`p${String(n)}.asice`, copy));
    }
    await opened.page.getByTestId("files").setInputFiles(paths);
    await opened.page
      .getByTestId("result")
      .nth(many - 1)
      .waitFor({ timeout: 60_000 });
  });

  afterAll(async () => {
    expect(opened.faults).toEqual([]);
    await opened.close();
    await browser.close();
  });

  test("come with a list that counts them and leads to each by keyboard", async () => {
    const { page } = opened;
    const overview = page.getByTestId("overview");
    expect(await overview.textContent()).toContain("无法得出结论 39 份 · 核验未通过 1 份");
    expect(await page.getByTestId("announcement").textContent()).toContain("核验未通过 1 份");
    await overview.getByRole("button", { name: "p20.asice" }).focus();
    await page.keyboard.press("Enter");
    const bad = page.getByTestId("result").nth(20);
    expect(await bad.evaluate((one) => one === document.activeElement)).toBe(true);
    expect(await bad.evaluate((one) => Math.abs(one.getBoundingClientRect().top))).toBeLessThan(50);
    expect(await bad.textContent()).toContain("核验未通过");
  });

  test("show each headline, and every check of one where it is asked for", async () => {
    const { page } = opened;
    expect(await page.getByTestId("verdict-word").count()).toBe(many);
    expect(await page.getByTestId("members").count()).toBe(0);
    expect(await page.evaluate(() => document.querySelectorAll("*").length)).toBeLessThan(5_000);
    await page.getByTestId("result").nth(20).getByText("展开全部核验项与详情").click();
    await expect.poll(() => page.locator('[data-code="ENTRY_CHANGED"]').count()).toBe(1);
  });

  test("stand whole on paper", async () => {
    const { page } = opened;
    await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
    await expect
      .poll(() => page.getByTestId("result").locator('[data-testid="checks"]').count())
      .toBe(many);
  });

  test("and a file dropped beside the zone is taken as well", async () => {
    const { page } = opened;
    await page.reload();
    await page.getByTestId("drop-zone").waitFor();
    const session = await page.context().newCDPSession(page);
    const data = { items: [], files: [good], dragOperationsMask: 1 };
    for (const type of ["dragEnter", "dragOver", "drop"] as const)
      await session.send("Input.dispatchDragEvent", { type, x: 600, y: 880, data });
    await page.getByTestId("result").waitFor();
    expect(await page.getByTestId("remove").count()).toBe(1);
  });
});
