import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { openStandIn, type StandIn } from "../../parties/stand-in-authority.ts";
import type { PageModel } from "../page-model.ts";
import { chromiumBinary, launchChromium } from "./chromium.ts";
import { dropPaths } from "./file-drop.ts";
import { type LocalApp, startLocalApp } from "./local-app.ts";
import { openRealWay } from "./real-way.ts";

if (chromiumBinary === undefined && process.env["CI"] === "true") {
  throw new Error("not run: no Chromium");
}

describe.skipIf(chromiumBinary === undefined)("real evidence in a browser", () => {
  let app: LocalApp;
  let authority: StandIn;
  let browser: Browser;
  let page: Page;
  let model: PageModel;
  let faults: readonly string[];
  let folder: string;
  let rootFile: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "cunzhen-real-"));
    authority = await openStandIn();
    authority.behave((request, answer) =>
      authority.stamp(request, answer, { genTime: Date.now() }),
    );
    rootFile = join(folder, "root.pem");
    const base64 = Buffer.from(authority.chain.root.certificate).toString("base64");
    const lines = base64.match(/.{1,64}/gu) ?? [];
    await writeFile(
      rootFile,
      `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`,
    );
    app = await startLocalApp();
    browser = await launchChromium(chromiumBinary ?? "");
    ({ page, model, faults } = await openRealWay(browser, app, 1280));
  });

  afterEach(() => {
    expect(faults).toEqual([]);
  });

  afterAll(async () => {
    await browser.close();
    await app.stop();
    await authority.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function accessible() {
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
  }

  test("nothing can be put in before an authority and an identity are chosen", async () => {
    expect(await page.getByTestId("drop-zone").textContent()).toContain("请先完成上面的选择");
    expect(await page.getByRole("button", { name: "选择文件", exact: true }).isDisabled()).toBe(
      true,
    );
  });

  test("an authority is added with its root, whose digest its owner is shown first", async () => {
    await page.getByRole("button", { name: "添加机构" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("地址").fill(`${authority.url}/tsa`);
    await dialog.getByLabel("名称").fill("Stand-in 时间戳中心");
    await dialog.locator('input[type="file"]').setInputFiles(rootFile);
    const shown = dialog.locator("code").first();
    await shown.waitFor();
    expect((await shown.innerText()).replace(/\s/gu, "")).toBe(authority.authority.root);
    expect(await accessible()).toEqual([]);
    await dialog.getByRole("button", { name: "摘要一致，予以信任" }).click();
    const done = dialog.getByRole("button", { name: "完成" });
    await Promise.race([
      dialog.waitFor({ state: "hidden" }),
      done.waitFor().then(() => done.click()),
    ]);
    await page.getByLabel("Stand-in 时间戳中心").check();
  });

  test("an identity is made under a passphrase and can be chosen at once", async () => {
    await page.getByRole("button", { name: "新建身份" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("在本机的称呼").fill("office");
    await dialog.getByLabel("姓名或单位全称").fill("某某律师事务所");
    await dialog.getByLabel("为本机设定口令").fill("correct horse battery");
    expect(await accessible()).toEqual([]);
    await dialog.getByRole("button", { name: "新建身份" }).click();
    await dialog.waitFor({ state: "hidden" });
    await page.getByRole("radio", { name: /某某律师事务所/u }).check();
  });

  test("a file becomes evidence without any practice label, self-checked in the list", async () => {
    const file = join(folder, "起诉状.txt");
    await writeFile(file, "诉讼请求");
    await page.getByLabel("案件（可选）").fill("甲公司诉乙公司");
    await dropPaths(page, [file]);
    await model.finished("起诉状.txt");
    const row = model.item("起诉状.txt");
    expect(await row.textContent()).toContain("甲公司诉乙公司");
    expect(await row.textContent()).toContain("已自检");
    expect(await row.textContent()).not.toMatch(/演练|核验通过/u);
  });

  test("its page says that the signer is self-declared, and what was not asked for", async () => {
    await model.open("起诉状.txt");
    await model.verdict.waitFor();
    expect(await model.verdictWord.textContent()).toBe("核验通过");
    const main = page.locator("main");
    expect(await main.textContent()).toContain("签名人身份为自称，未经认证机构核实。");
    expect(await main.textContent()).toContain("没有联盟登记，仅有时间戳。");
    expect(await main.textContent()).not.toContain("演练");
  });

  test("without the root in the trust list the same package proves nothing", async () => {
    await model.goTo("trust");
    const trusted = page.getByRole("region", { name: "信任列表" }).getByRole("listitem");
    const root = trusted.filter({ hasText: "根证书", hasNotText: "PRACTICE" });
    await root.getByRole("button", { name: /^移除“/u }).click();
    const dialog = page.getByRole("dialog");
    expect(await accessible()).toEqual([]);
    await dialog.getByRole("button", { name: "移除" }).click();
    await dialog.waitFor({ state: "hidden" });
    await model.goTo("evidence");
    await model.open("起诉状.txt");
    await page.locator('[data-testid="verdict"][data-outcome="indeterminate"]').waitFor();
    expect(await model.verdictWord.textContent()).toBe("无法得出结论");
    expect(await model.verdict.textContent()).toContain("下一步");
  });

  test("nothing is wider than the window at twice the size", async () => {
    await page.setViewportSize({ width: 640, height: 450 });
    for (const place of ["", "practice", "real", "evidence", "verify", "trust"] as const) {
      await model.goTo(place);
      const spill = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(spill, place).toBe(0);
    }
  });
});
