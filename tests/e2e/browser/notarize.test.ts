import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { PageModel } from "../page-model.ts";
import { type AppPage, openAppPage } from "./app-page.ts";
import { chromiumBinary } from "./chromium.ts";
import { dropPaths } from "./file-drop.ts";
import { type LocalApp, startLocalApp } from "./local-app.ts";

if (chromiumBinary === undefined && process.env["CI"] === "true") {
  throw new Error("not run: no Chromium");
}

describe.skipIf(chromiumBinary === undefined)("the app in a browser", () => {
  let app: LocalApp;
  let opened: AppPage;
  let page: Page;
  let model: PageModel;
  let accessible: AppPage["accessible"];
  let folder: string;
  let contract: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "cunzhen-given-"));
    contract = join(folder, "采购合同.txt");
    await writeFile(contract, "甲方与乙方约定如下。\n".repeat(4000));
    await mkdir(join(folder, "往来邮件", "附件"), { recursive: true });
    await writeFile(join(folder, "往来邮件", "一.eml"), "Subject: 一\n");
    await writeFile(join(folder, "往来邮件", "附件", "图.png"), new Uint8Array(2048));
    app = await startLocalApp();
    opened = await openAppPage(app);
    ({ page, model, accessible } = opened);
  });

  afterEach(() => {
    expect(opened.faults).toEqual([]);
  });

  afterAll(async () => {
    await opened.close();
    expect(await app.stop()).toBe(0);
    await rm(folder, { recursive: true, force: true });
  });

  test("the token leaves the address, and the first screen shows three ways", async () => {
    expect(new URL(page.url()).searchParams.get("token")).toBeNull();
    for (const way of ["practice", "real", "verify"]) {
      expect(await page.getByTestId(`way-${way}`).isVisible()).toBe(true);
    }
    expect(await accessible()).toEqual([]);
  });

  test("a dropped file becomes a self-checked item, with the practice label beside it", async () => {
    await page.getByTestId("way-practice").click();
    await page.getByTestId("drop-zone").waitFor();
    expect(await model.practiceLabel.textContent()).toBe("演练 不具法律效力");
    expect(await accessible()).toEqual([]);
    await dropPaths(page, [contract]);
    await model.finished("采购合同.txt");
    const row = model.item("采购合同.txt");
    expect(await row.getByTestId("number").textContent()).toMatch(
      /^([0-9A-Z]{4} ){4}[0-9A-Z*~$=]$/u,
    );
    expect(await row.textContent()).toContain("已自检");
    expect(await row.textContent()).not.toContain("核验通过");
    await expect.poll(() => page.getByTestId("announcer").textContent()).toContain("采购合同.txt");
  });

  test("its page gives the verdict, the timeline, the receipt and the members", async () => {
    await model.open("采购合同.txt");
    await model.verdict.waitFor();
    expect(await model.verdictWord.textContent()).toBe("演练核验通过，不具法律效力");
    expect(await model.receipt.textContent()).toContain("3 家机构中 3 家联署");
    expect(await model.timeline.locator("li").count()).toBeGreaterThanOrEqual(4);
    expect(await model.timeline.textContent()).toContain("间隔");
    expect(await model.members.textContent()).toContain("采购合同.txt");
    expect(await accessible()).toEqual([]);
    const picture = process.env["CUNZHEN_PICTURE"];
    if (picture !== undefined) await page.screenshot({ path: picture });
  });

  test("the language changes at once, everywhere", async () => {
    await model.speak("en");
    expect(await model.verdictWord.textContent()).toBe("Practice passed, no legal force");
    expect(await model.practiceLabel.textContent()).toBe("Practice · no legal force");
    const said = (await page.locator("main").innerText()).split("\n");
    expect(said.filter((line) => /核验|时间戳|取证|登记/u.test(line))).toEqual([]);
    expect(await accessible()).toEqual([]);
    await model.speak("zh-CN");
  });

  test("on paper every check is there, and nothing to click", async () => {
    const pdf = await page.pdf({ format: "A4" });
    expect(pdf.subarray(0, 4).toString("latin1")).toBe("%PDF");
    expect(await model.checks.locator("[data-code]").first().isVisible()).toBe(true);
    await page.emulateMedia({ media: "print" });
    expect(await page.getByTestId("export").isVisible()).toBe(false);
    expect(await model.practiceLabel.isVisible()).toBe(true);
    await page.emulateMedia({ media: "screen" });
  });

  test("the appearance changes at once", async () => {
    await page.getByLabel("外观").selectOption("dark");
    await page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
    expect(await accessible()).toEqual([]);
    await page.getByLabel("外观").selectOption("light");
  });

  test("the exported package verifies, and a file beside it is found in it or not", async () => {
    const downloading = page.waitForEvent("download");
    await page.getByTestId("export").click();
    const download = await downloading;
    expect(download.suggestedFilename()).toMatch(/^[0-9A-Z]{17}-PRACTICE\.asice$/u);
    const packageFile = join(folder, download.suggestedFilename());
    await download.saveAs(packageFile);

    await page.getByTestId("export-page").check();
    const copying = new Promise<readonly string[]>((settle) => {
      const names: string[] = [];
      page.on("download", (another) => {
        names.push(another.suggestedFilename());
        if (names.length < 2) return;
        void another.saveAs(join(folder, "verifier.html")).then(() => settle(names));
      });
    });
    await page.getByTestId("export").click();
    const copied = [...(await copying)].sort();
    const own = download.suggestedFilename();
    expect(copied).toEqual([own.replace(".asice", "-verifier.html"), own].sort());
    expect(await readFile(join(folder, "verifier.html"), "utf8")).toContain(
      'data-copy="submitted"',
    );
    await page.getByTestId("report-language").waitFor();
    const reporting = page.waitForEvent("download");
    await page.getByTestId("report-pdf").click();
    expect((await reporting).suggestedFilename()).toBe(own.replace(".asice", "-report.pdf"));

    await model.goTo("verify");
    await dropPaths(page, [packageFile, contract]);
    await model.verdict.waitFor();
    expect(await model.verdictWord.textContent()).toBe("演练核验通过，不具法律效力");
    expect(await accessible()).toEqual([]);

    await page.getByRole("button", { name: "核验其他文件" }).click();
    const stranger = join(folder, "stranger.txt");
    await writeFile(stranger, "not in it");
    await dropPaths(page, [packageFile, stranger]);
    await model.verdict.waitFor();
    expect(await model.checks.locator('[data-code="FILE_NOT_MEMBER"]').count()).toBe(1);

    await page.getByRole("button", { name: "核验其他文件" }).click();
    const flipped = await readFile(packageFile);
    const place = flipped.indexOf("甲方与乙方");
    flipped[place] = (flipped[place] ?? 0) ^ 1;
    const forged = join(folder, "forged.asice");
    await writeFile(forged, flipped);
    await dropPaths(page, [forged]);
    await model.verdict.waitFor();
    expect(await model.verdictWord.textContent()).toBe("核验未通过");
    expect(await model.verdict.textContent()).toContain("采购合同.txt");
  });

  test("a file that is no package is told so", async () => {
    await model.goTo("");
    await model.goTo("verify");
    await dropPaths(page, [contract]);
    await model.verdict.waitFor();
    expect(await model.verdictWord.textContent()).toBe("无可核验内容");
  });

  test("a dropped folder is one item with all its files", async () => {
    await model.goTo("practice");
    await dropPaths(page, [join(folder, "往来邮件")]);
    await model.finished("往来邮件");
    await model.open("往来邮件");
    await model.verdict.waitFor();
    const members = await model.members.textContent();
    expect(members).toContain("一.eml");
    expect(members).toContain("图.png");
  });

  test("the list shows both, and every screen is free of faults", async () => {
    for (const place of ["evidence", "trust", "real"] as const) {
      await model.goTo(place);
      await page.waitForLoadState("networkidle").catch(() => undefined);
      expect(await accessible()).toEqual([]);
    }
    await model.goTo("evidence");
    expect(await page.getByTestId("evidence-list").getByTestId("item").count()).toBe(2);
  });

  test("everything can be reached by keyboard, with the focus in sight", async () => {
    await model.goTo("");
    await page.reload();
    await page.getByTestId("item").first().waitFor();
    const reached: string[] = [];
    for (let step = 0; step < 12; step += 1) {
      await page.keyboard.press("Tab");
      const focus = await page.evaluate(() => {
        const active = document.activeElement;
        if (active === null) return { name: "", outline: "none" };
        const own = getComputedStyle(active).outlineStyle;
        const after = getComputedStyle(active, "::after").outlineStyle;
        return { name: active.textContent, outline: own === "none" ? after : own };
      });
      expect(focus.outline, `step ${step}, after ${reached.join(" | ")}`).not.toBe("none");
      reached.push(focus.name);
    }
    expect(reached[0]).toContain("跳到正文");
    expect(reached.some((name) => name.includes("开始演练"))).toBe(true);
  });
});
