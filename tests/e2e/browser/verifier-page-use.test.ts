import { open, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser } from "playwright";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { root } from "../../../scripts/layers.mjs";
import { reportBytes } from "../../../service/report/write-report.ts";
import { verifyResult } from "../../../shared/contract/verify-result.ts";
import { toUtf8 } from "../../../shared/bytes/utf8.ts";
import { digestOf } from "../../../shared/digest/digest.ts";
import {
  command,
  itemsIn,
  removeSetting,
  type Setting,
  temporarySetting,
} from "../../parties/command.ts";
import { capturedAt, judgedAt, makePackage } from "../../parties/package.ts";
import { createWorld, type World } from "../../parties/world.ts";
import { chromiumBinary, launchChromium } from "./chromium.ts";
import { momentField, type OpenedPage, openVerifierPage } from "./verifier-page.ts";

if (chromiumBinary === undefined && process.env["CI"] === "true") {
  throw new Error("not run: no Chromium");
}

const megabytes = 300;

describe.skipIf(chromiumBinary === undefined)("the verifier page at work", () => {
  let browser: Browser;
  let opened: OpenedPage;
  let world: World;
  let good: string;
  let trusted: readonly string[];

  beforeAll(async () => {
    browser = await launchChromium(chromiumBinary ?? "");
    opened = await openVerifierPage(browser, { query: "?lang=zh" });
    world = await createWorld(false);
    good = await opened.put("good.asice", (await makePackage(world)).bytes);
    trusted = [
      await opened.put("root.cer", world.root.certificate),
      await opened.put("network.json", world.network.descriptorBytes),
    ];
  });

  afterEach(() => {
    expect(opened.faults).toEqual([]);
  });

  afterAll(async () => {
    await opened.close();
    await browser.close();
  });

  const word = () => opened.page.getByTestId("verdict-word").first().textContent();
  const summary = () => opened.page.getByTestId("grounds").locator("summary");
  /** What has the focus, by its words or its name. */
  const focused = () =>
    opened.page.evaluate(() => {
      const active = document.activeElement;
      if (active === null || active === document.body) return "";
      return active.getAttribute("aria-label") ?? active.textContent;
    });
  const tabTo = async (part: string) => {
    for (let step = 0; step < 60; step += 1) {
      await opened.page.keyboard.press("Tab");
      if ((await focused()).includes(part)) return;
    }
    throw new Error(`the keyboard does not reach ${part}`);
  };

  test("from an offered root to the report everything goes by keyboard alone", async () => {
    const { page } = opened;
    const choosing = page.waitForEvent("filechooser");
    await tabTo("选择文件");
    await page.keyboard.press("Enter");
    await (await choosing).setFiles([good]);
    await page.getByTestId("result").waitFor();
    await tabTo("信任列表");
    await page.keyboard.press("Enter");
    const trusting = page.waitForEvent("filechooser");
    await tabTo("选择信任文件");
    await page.keyboard.press("Space");
    await (await trusting).setFiles([...trusted]);
    for (const _each of trusted) {
      await tabTo("摘要一致，予以信任");
      await page.keyboard.press("Enter");
      // The button is gone; the focus is where it was, at what is trusted now.
      await expect.poll(focused).toContain("来源：");
    }
    await expect.poll(() => summary().textContent()).toContain("已信任 2 项");
    await page.getByTestId("moment").fill(momentField(judgedAt));
    await expect.poll(word).toBe("核验通过");
    await tabTo("显示一致的");
    await page.keyboard.press("Enter");
    await expect
      .poll(() => page.locator('[data-code="QUORUM_REACHED"]').first().isVisible())
      .toBe(true);
    await tabTo("数字指纹");
    const downloading = page.waitForEvent("download");
    await tabTo("下载报告（HTML）");
    await page.keyboard.press("Enter");
    expect((await downloading).suggestedFilename()).toMatch(/^[0-9A-Z]{16}.-report\.html$/u);
  });

  test("its report as HTML is that of the command line for the same result, QR code and all", async () => {
    const { page } = opened;
    await opened.judge([good]);
    const saved = async (button: string) => {
      const downloading = page.waitForEvent("download");
      await page.getByTestId(button).click();
      return readFile(await (await downloading).path(), "utf8");
    };
    const result = verifyResult.parse(JSON.parse(await saved("result-json")));
    const resources = join(root, "resources");
    const html = await reportBytes(result, "html", "zh", resources);
    expect(await saved("report-html")).toBe(Buffer.from(html).toString("utf8"));
    expect(Buffer.from(html).toString("utf8")).toContain("<svg");
    const json = await reportBytes(result, "json", "zh", resources);
    expect(await saved("report-json")).toBe(Buffer.from(json).toString("utf8"));
  });

  test("a token and one file: the file is what it is about", async () => {
    const token = await world.authority.stamp(digestOf("sha256", toUtf8("the data")), capturedAt);
    const stamp = await opened.put("t.tst", token);
    const data = await opened.put("d.txt", "the data");
    const other = await opened.put("e.txt", "other data");
    expect((await opened.judge([stamp, data])).outcome).toBe("passed");
    expect((await opened.judge([stamp, other])).outcome).toBe("failed");
    expect((await opened.judge([stamp])).outcome).not.toBe("passed");
  });

  test("a policy is chosen by its own button, shown with its digest, and named in the verdict", async () => {
    const { page } = opened;
    const unregistered = await makePackage(world, { withoutNetwork: true });
    const pack = await opened.put("unregistered.asice", unregistered.bytes);
    const rules = { format: "cunzhen-policy/1", name: "ours/1", required: ["QUORUM_REACHED"] };
    const policy = await opened.put("policy.json", JSON.stringify(rules));
    expect((await opened.judge([pack])).outcome).toBe("passed");
    // Dropped among the files it is one of them: whoever made the package may have put it there.
    const beside = await opened.judge([pack, policy]);
    expect(beside.packages[0]?.checks.map(({ code }) => code)).toContain("FILE_NOT_MEMBER");
    await opened.judge([pack]);
    await page.getByTestId("policy-file").setInputFiles([policy]);
    await expect.poll(word).toBe("无法得出结论");
    expect(await page.getByTestId("verdict").textContent()).toContain("ours/1");
    const broken = await opened.put("broken.json", '{"format":"other"}');
    await page.getByTestId("policy-file").setInputFiles([broken]);
    await page.getByText("“broken.json”不能用作核验规则").waitFor();
    expect(await page.getByTestId("policy").textContent()).toContain("ours/1");
    await page.getByText("用回默认规则").click();
    await expect.poll(word).toBe("核验通过");
  });

  describe(`a good package of ${String(megabytes)} MB`, () => {
    let setting: Setting & { readonly cwd: string };
    let large: string;

    beforeAll(async () => {
      setting = await temporarySetting();
      const recording = await open(join(setting.cwd, "现场录屏.mp4"), "w");
      for (let n = 0; n < megabytes; n += 10)
        await recording.write(Buffer.alloc(10_000_000, n % 251));
      await recording.close();
      const made = await command(["notarize", "现场录屏.mp4", "--out", "out", "--json"], setting);
      large = itemsIn(made)[0]?.package ?? "";
      const folder = join(setting.home, "trust");
      const files = await readdir(folder, { recursive: true });
      const offered = files.filter((name) => /\.(?:pem|crt|cer|json)$/u.test(name));
      await opened.page.getByTestId("moment").fill("");
      await opened.accept(offered.map((name) => join(folder, name)));
      if ((await summary().locator("..").getAttribute("open")) !== null) await summary().click();
    });

    afterAll(() => removeSetting(setting));

    test("is judged in little memory, and its progress is told", async () => {
      const { page } = opened;
      await removeAll();
      const told: string[] = [];
      await page.exposeFunction("tellProgress", (text: string) => told.push(text));
      await page.evaluate(() => {
        const said = document.querySelector('[data-testid="announcement"]');
        const tell: unknown = Reflect.get(window, "tellProgress");
        if (said === null || typeof tell !== "function") throw new Error("no announcement");
        new MutationObserver(() => {
          Reflect.apply(tell, window, [said.textContent]);
        }).observe(said, { childList: true, characterData: true, subtree: true });
      });
      await page.getByTestId("files").setInputFiles([large]);
      const bar = page.locator("progress");
      await bar.waitFor();
      await page.getByTestId("result").waitFor({ timeout: 100_000 });
      expect(await word()).toBe("演练核验通过，不具法律效力");
      const tenths = told.flatMap((text) => /(\d+)%/u.exec(text)?.[1] ?? []).map(Number);
      expect(tenths.length).toBeGreaterThan(3);
      expect(tenths).toEqual([...tenths].sort((a, b) => a - b));
      expect(new Set(tenths).size).toBe(tenths.length);
      expect(told.at(-1)).toContain("演练核验通过");
      const { heap } = await page.evaluate(() => {
        const memory: unknown = Reflect.get(performance, "memory");
        const used =
          typeof memory === "object" && memory !== null && "usedJSHeapSize" in memory
            ? memory.usedJSHeapSize
            : undefined;
        return { heap: used };
      });
      expect(Number(heap)).toBeLessThan(100_000_000);
    });

    test("can be cancelled by keyboard, and judged again", async () => {
      const { page } = opened;
      await removeAll();
      await page.getByTestId("files").setInputFiles([large]);
      const cancel = page.getByRole("button", { name: "取消" });
      await cancel.waitFor();
      await cancel.press("Enter");
      await page.getByText("已取消核验。").waitFor();
      await page.waitForTimeout(500);
      expect(await page.getByTestId("result").count()).toBe(0);
      await page.getByRole("button", { name: "重新核验" }).press("Enter");
      await page.getByTestId("result").waitFor({ timeout: 100_000 });
      expect(await word()).toBe("演练核验通过，不具法律效力");
    });

    test("with one flipped bit in the middle of it fails", async () => {
      const bytes = await readFile(large);
      const middle = Math.floor(bytes.length / 2);
      bytes[middle] = (bytes[middle] ?? 0) ^ 1;
      const { outcome, packages } = await opened.judge([
        await opened.put("flipped-large.asice", bytes),
      ]);
      expect(outcome).toBe("failed");
      expect(packages[0]?.checks.map(({ code }) => code)).toContain("ENTRY_CHANGED");
    });

    async function removeAll(): Promise<void> {
      const remove = opened.page.getByTestId("remove");
      while ((await remove.count()) > 0) await remove.first().click();
    }
  });
});
