import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { toUtf8 } from "../../../shared/bytes/utf8.ts";
import { command } from "../../parties/command.ts";
import { judgedAt, makePackage } from "../../parties/package.ts";
import { createWorld } from "../../parties/world.ts";
import type { PageModel } from "../page-model.ts";
import { type AppPage, openAppPage } from "./app-page.ts";
import { chromiumBinary } from "./chromium.ts";
import { dropPaths } from "./file-drop.ts";
import { type LocalApp, startLocalApp } from "./local-app.ts";
import { momentField } from "./verifier-page.ts";

if (chromiumBinary === undefined && process.env["CI"] === "true") {
  throw new Error("not run: no Chromium");
}

describe.skipIf(chromiumBinary === undefined)("verifying in the app", () => {
  let app: LocalApp;
  let opened: AppPage;
  let page: Page;
  let model: PageModel;
  let accessible: AppPage["accessible"];
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "cunzhen-verify-"));
    const home = join(folder, "home");
    const world = await createWorld(false);
    await put("good.asice", (await makePackage(world)).bytes);
    await put("unregistered.asice", (await makePackage(world, { withoutNetwork: true })).bytes);
    const other = await makePackage(world, { members: { "data/合同.pdf": toUtf8("other") } });
    await put("other.asice", other.bytes);
    await put("root.cer", world.root.certificate);
    await put("network.json", world.network.descriptorBytes);
    for (const name of ["root.cer", "network.json"]) {
      const added = await command(["trust", "add", name, "--yes"], { home, cwd: folder });
      expect(added).toMatchObject({ code: 0 });
    }
    app = await startLocalApp({ home });
    opened = await openAppPage(app);
    ({ page, model, accessible } = opened);
    await model.goTo("verify");
    await page.getByTestId("terms").locator("summary").click();
    await page.getByTestId("moment").fill(momentField(judgedAt));
  });

  afterEach(() => {
    expect(opened.faults).toEqual([]);
  });

  afterAll(async () => {
    await opened.close();
    expect(await app.stop("keep")).toBe(0);
    await rm(folder, { recursive: true, force: true });
  });

  const put = (name: string, bytes: Uint8Array | string) => writeFile(join(folder, name), bytes);
  const word = () => model.verdictWord.first().textContent();

  async function judge(...names: readonly string[]): Promise<void> {
    const another = page.getByRole("button", { name: "核验其他文件" });
    if ((await another.count()) > 0) await another.click();
    await dropPaths(
      page,
      names.map((name) => join(folder, name)),
    );
    await model.verdict.first().waitFor();
  }

  async function report(form: "pdf" | "html" | "json") {
    const downloading = page.waitForEvent("download");
    await page.getByTestId(`report-${form}`).click();
    const download = await downloading;
    const bytes = await readFile(await download.path());
    return { name: download.suggestedFilename(), bytes };
  }

  test("a verdict is announced in a sentence, and the whole screen is accessible", async () => {
    await judge("good.asice");
    expect(await word()).toBe("核验通过");
    const said = page.getByTestId("announcement");
    expect(await said.getAttribute("aria-live")).toBe("polite");
    await expect.poll(() => said.textContent()).toBe("good.asice：核验通过");
    expect(await accessible()).toEqual([]);
  });

  test("the report comes as PDF, HTML and JSON, in the language that is chosen for it", async () => {
    const pdf = await report("pdf");
    expect(pdf.name).toMatch(/^[0-9A-Z]{16}.-report\.pdf$/u);
    expect(pdf.bytes.subarray(0, 5).toString("latin1")).toBe("%PDF-");
    expect(await page.getByTestId("report-status").textContent()).toContain(pdf.name);
    const zh = await report("html");
    expect(zh.bytes.toString("utf8")).toContain("核验结论");
    await page.getByTestId("report-language").selectOption("en");
    const en = await report("html");
    expect(en.bytes.toString("utf8")).toContain('lang="en"');
    expect(en.bytes.toString("utf8")).toContain("QUORUM_REACHED");
    const json = await report("json");
    expect(JSON.parse(json.bytes.toString("utf8"))).toMatchObject({
      language: "en",
      outcome: "passed",
    });
    expect((await report("json")).bytes).toEqual(json.bytes);
    await page.getByTestId("report-language").selectOption("zh");
  });

  test("another moment judges again, and the report is of that moment", async () => {
    await page.getByTestId("moment").fill("2020-01-01T00:00:00");
    await expect.poll(word).not.toBe("核验通过");
    const json = await report("json");
    expect(JSON.parse(json.bytes.toString("utf8"))).toMatchObject({
      at: "2019-12-31T16:00:00.000Z",
    });
    await page.getByTestId("moment").fill(momentField(judgedAt));
    await expect.poll(word).toBe("核验通过");
  });

  test("a policy of one's own judges again and is named; what is none is refused with a way back", async () => {
    const rules = { format: "cunzhen-policy/1", name: "ours/1", required: ["QUORUM_REACHED"] };
    await put("policy.json", JSON.stringify(rules));
    await put("broken.json", '{"format":"other"}');
    await judge("unregistered.asice");
    expect(await word()).toBe("核验通过");
    await page.getByTestId("policy-file").setInputFiles([join(folder, "policy.json")]);
    await expect.poll(word).toBe("无法得出结论");
    expect(await model.verdict.textContent()).toContain("ours/1");
    await page.getByTestId("policy-file").setInputFiles([join(folder, "broken.json")]);
    await page.getByText("POLICY_REFUSED").waitFor();
    expect(await accessible()).toEqual([]);
    await page.getByRole("button", { name: "用回默认规则" }).click();
    await expect.poll(word).toBe("核验通过");
  });

  test("several packages are laid beside each other, and none is said to be the true one", async () => {
    await judge("good.asice", "other.asice");
    expect(await page.getByTestId("result").count()).toBe(2);
    const comparison = page.getByTestId("comparison");
    expect(await comparison.textContent()).toContain("不判断哪一个真实");
    expect(await comparison.locator("[data-code]").count()).toBeGreaterThan(0);
    expect(await accessible()).toEqual([]);
    expect((await report("json")).name).toBe("cunzhen-report.json");
  });

  test("where the computer has no network everything goes on", async () => {
    const network = (state: "online" | "offline") =>
      page.evaluate((type) => window.dispatchEvent(new Event(type)), state);
    await network("offline");
    await judge("good.asice");
    expect(await word()).toBe("核验通过");
    await model.goTo("trust");
    await page.locator("main li").first().waitFor();
    await network("online");
    await model.goTo("verify");
    await page.getByTestId("terms").locator("summary").click();
    await page.getByTestId("moment").fill(momentField(judgedAt));
    await judge("good.asice", "other.asice");
  });

  test("nothing scrolls sideways at twice the size", async () => {
    await page.setViewportSize({ width: 640, height: 450 });
    const [wide, seen] = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.documentElement.clientWidth,
    ]);
    expect(wide).toBeLessThanOrEqual(seen);
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  test("on paper the verdicts stand, and nothing to click", async () => {
    await page.emulateMedia({ media: "print" });
    expect(await model.verdict.first().isVisible()).toBe(true);
    for (const id of ["report-pdf", "moment", "policy-file", "language"])
      expect(await page.getByTestId(id).isVisible(), id).toBe(false);
    await page.emulateMedia({ media: "screen" });
  });

  test("from the drop zone to the report everything goes by keyboard alone", async () => {
    await page.getByRole("button", { name: "核验其他文件" }).press("Enter");
    const tabTo = async (part: string) => {
      for (let step = 0; step < 60; step += 1) {
        await page.keyboard.press("Tab");
        const focus = await page.evaluate(() => {
          const active = document.activeElement;
          const name = active?.getAttribute("aria-label") ?? active?.textContent ?? "";
          return { name, outline: active === null ? "" : getComputedStyle(active).outlineStyle };
        });
        if (!focus.name.includes(part)) continue;
        expect(focus.outline).not.toBe("none");
        return;
      }
      throw new Error(`the keyboard does not reach ${part}`);
    };
    const choosing = page.waitForEvent("filechooser");
    await tabTo("选择文件");
    await page.keyboard.press("Enter");
    await (await choosing).setFiles([join(folder, "good.asice")]);
    await expect.poll(word).toBe("核验通过");
    await tabTo("显示一致的");
    await page.keyboard.press("Enter");
    const passed = page.locator('[data-code="QUORUM_REACHED"]').first();
    await expect.poll(() => passed.isVisible()).toBe(true);
    const downloading = page.waitForEvent("download");
    await tabTo("下载报告（JSON）");
    await page.keyboard.press("Enter");
    expect((await downloading).suggestedFilename()).toMatch(/-report\.json$/u);
    await tabTo("核验其他文件");
    await page.keyboard.press("Enter");
    expect(await page.getByTestId("result").count()).toBe(0);
  });
});
