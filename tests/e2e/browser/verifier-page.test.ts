import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { deflateSync } from "node:zlib";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser } from "playwright";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createWorld, type World } from "../../parties/world.ts";
import { judgedAt, makePackage } from "../../parties/package.ts";
import { chromiumBinary, launchChromium } from "./chromium.ts";
import { dropPaths } from "./file-drop.ts";
import { momentField, type OpenedPage, openVerifierPage, pageText } from "./verifier-page.ts";

if (chromiumBinary === undefined && process.env["CI"] === "true") {
  throw new Error("not run: no Chromium");
}

test("the page is one file under 600 kB, the same whenever it is built, and holds no schema library", async () => {
  const { verifierPage } = await import("../../../scripts/verifier-page.mjs");
  const text = await pageText();
  expect(Buffer.byteLength(text)).toBeLessThan(600_000);
  expect(await verifierPage()).toBe(text);
});

describe.skipIf(chromiumBinary === undefined)("the verifier page, from file://", () => {
  let browser: Browser;
  let opened: OpenedPage;
  let world: World;
  let good: string;
  let root: string;
  let network: string;

  beforeAll(async () => {
    browser = await launchChromium(chromiumBinary ?? "");
    opened = await openVerifierPage(browser, { query: "?lang=zh" });
    world = await createWorld(false);
    good = await opened.put("good.asice", (await makePackage(world)).bytes);
    root = await opened.put("root.cer", world.root.certificate);
    network = await opened.put("network.json", world.network.descriptorBytes);
    await opened.page.getByTestId("grounds").locator("summary").click();
    await opened.page.getByTestId("moment").fill(momentField(judgedAt));
  });

  afterEach(() => {
    expect(opened.faults).toEqual([]);
  });

  afterAll(async () => {
    await opened.close();
    await browser.close();
  });

  /** WCAG 2.1 A and AA, and axe's own best practice. */
  async function accessible() {
    const { violations } = await new AxeBuilder({ page: opened.page }).setLegacyMode().analyze();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
  }

  const word = () => opened.page.getByTestId("verdict-word").first().textContent();

  test("says by the drop zone that nothing leaves the machine, and trusts nobody at first", async () => {
    expect(await opened.page.getByTestId("drop-zone").textContent()).toContain("文件不离开本机");
    expect(await opened.page.getByTestId("grounds").textContent()).toContain("已信任 0 项");
    expect(await accessible()).toEqual([]);
  });

  test("judges a package of strangers indeterminate, and names whom to ask", async () => {
    const { outcome, packages } = await opened.judge([good]);
    expect(outcome).toBe("indeterminate");
    expect(packages[0]?.checks.map(({ code }) => code)).toContain("UNKNOWN_NETWORK");
    expect(await word()).toBe("无法得出结论");
    expect(await accessible()).toEqual([]);
  });

  test("cuts off no word on a narrow screen, be it as long as a log's name or a digest", async () => {
    await opened.page.setViewportSize({ width: 360, height: 800 });
    const cut = await opened.page.evaluate(() => {
      const lines = document.querySelectorAll("main p, main li, main dd, main td");
      return [...lines]
        .filter((line) => line.getClientRects().length > 0)
        .filter((line) => {
          const range = document.createRange();
          range.selectNodeContents(line);
          return range.getBoundingClientRect().right > window.innerWidth;
        })
        .map(({ textContent }) => textContent);
    });
    expect(cut).toEqual([]);
    await opened.page.setViewportSize({ width: 1200, height: 900 });
  });

  test("numbers the log's entries as command line and report do, from one", async () => {
    const receipt = await opened.page.getByTestId("receipt").textContent();
    expect(receipt).toContain("第 6 条，共 9 条");
  });

  test("shows a trust file with digest and source, and trusts it only once told to", async () => {
    await opened.page.getByTestId("trust-files").setInputFiles([root]);
    const entry = opened.page.getByTestId("grounds").locator("li").first();
    expect(await entry.textContent()).toContain("root.cer");
    expect((await entry.locator("code").innerText()).replace(/\s/gu, "")).toHaveLength(64);
    expect(await entry.getAttribute("data-accepted")).toBe("false");
    expect(await word()).toBe("无法得出结论");
    await opened.accept([network]);
    await expect.poll(word).toBe("核验通过");
    expect(await opened.page.getByTestId("verdict").textContent()).toContain("不证明内容真实");
    expect(await accessible()).toEqual([]);
  });

  test("announces the verdict to whoever cannot see it", async () => {
    const said = opened.page.getByTestId("announcement");
    expect(await said.getAttribute("aria-live")).toBe("polite");
    await expect.poll(() => said.textContent()).toBe("good.asice：核验通过");
  });

  test("changes its language at once, everywhere", async () => {
    await opened.page.getByTestId("language").click();
    await expect.poll(word).toBe("Passed");
    expect(await opened.page.locator("html").getAttribute("lang")).toBe("en");
    const said = (await opened.page.locator("main").innerText()).split("\n");
    expect(said.filter((line) => /核验|时间戳|取证|登记|信任/u.test(line))).toEqual([]);
    await opened.page.getByTestId("language").click();
  });

  test("a dark page keeps its contrast", async () => {
    await opened.page.getByLabel("外观").selectOption("dark");
    expect(await accessible()).toEqual([]);
    await opened.page.getByLabel("外观").selectOption("auto");
  });

  test("a changed byte fails, with the member's name", async () => {
    const bytes = new Uint8Array(await readFile(good));
    const at = Buffer.from(bytes).indexOf("hello");
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    const bad = await opened.put("bad.asice", bytes);
    const { outcome, packages } = await opened.judge([bad]);
    expect(outcome).toBe("failed");
    expect(packages[0]?.checks.map(({ code }) => code)).toContain("ENTRY_CHANGED");
    expect(await opened.page.getByTestId("verdict").textContent()).toContain("合同.pdf");
    expect(await accessible()).toEqual([]);
  });

  test("a package and a loose file dropped together say which member the file is, or that it is none", async () => {
    const loose = await opened.put("改名.txt", "hello");
    const other = await opened.put("other.txt", "other");
    await opened.page.getByTestId("remove").first().click();
    await dropPaths(opened.page, [good, loose]);
    await opened.page.getByTestId("result").waitFor();
    await opened.page.getByTestId("checks").locator("summary").click();
    const found = opened.page.locator('[data-code="FILE_IS_MEMBER"]');
    expect(await found.textContent()).toContain("data/合同.pdf");
    const { packages } = await opened.judge([good, other]);
    expect(packages[0]?.checks.map(({ code }) => code)).toContain("FILE_NOT_MEMBER");
  });

  test("a pasted digest is looked up among the members", async () => {
    await opened.judge([good]);
    const field = opened.page.getByTestId("look-up");
    await field.fill("2cf24dba 5fb0a30e 26e83b2a c5b9e29e 1b161e5c 1fa7425e 73043362 938b9824");
    await expect
      .poll(() => opened.page.getByTestId("looked-up").textContent())
      .toContain("合同.pdf");
    await field.fill("12");
    expect(await opened.page.getByTestId("looked-up").textContent()).toContain("64 位");
  });

  test("a file that is nothing of the kind is told so", async () => {
    const text = await opened.put("notes.txt", "nothing");
    expect((await opened.judge([text])).outcome).toBe("nothing_to_verify");
    expect(await word()).toBe("无可核验内容");
  });

  test("nothing scrolls sideways at twice the size", async () => {
    await opened.judge([good]);
    await opened.page.setViewportSize({ width: 600, height: 450 });
    const [wide, seen] = await opened.page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.documentElement.clientWidth,
    ]);
    expect(wide).toBeLessThanOrEqual(seen);
    await opened.page.setViewportSize({ width: 1200, height: 900 });
  });

  test("on paper the verdict and every check stand, and nothing to click", async () => {
    const pdf = await opened.page.pdf({ format: "A4" });
    expect(pdf.subarray(0, 4).toString("latin1")).toBe("%PDF");
    await opened.page.emulateMedia({ media: "print" });
    expect(await opened.page.getByTestId("verdict").isVisible()).toBe(true);
    expect(await opened.page.getByTestId("drop-zone").isVisible()).toBe(false);
    expect(await opened.page.getByTestId("result-json").isVisible()).toBe(false);
    const checks = opened.page.getByTestId("checks").locator("[data-code]");
    expect(await checks.last().isVisible()).toBe(true);
    await opened.page.emulateMedia({ media: "screen" });
  });

  test("can be walked by keyboard, with the focus in sight", async () => {
    await opened.page.reload();
    await opened.page.getByTestId("drop-zone").waitFor();
    const reached: string[] = [];
    for (let step = 0; step < 5; step += 1) {
      await opened.page.keyboard.press("Tab");
      const focus = await opened.page.evaluate(() => {
        const active = document.activeElement;
        if (active === null) return { name: "", outline: "none" };
        return { name: active.textContent, outline: getComputedStyle(active).outlineStyle };
      });
      expect(focus.outline, `step ${step}, after ${reached.join(" | ")}`).not.toBe("none");
      reached.push(focus.name);
    }
    expect(reached[0]).toContain("跳到正文");
    expect(reached.some((name) => name.includes("选择文件"))).toBe(true);
    expect(reached.some((name) => name.includes("信任列表"))).toBe(true);
  });

  test("trust does not outlive the page", async () => {
    expect((await opened.judge([good])).outcome).toBe("indeterminate");
  });

  test("a file that claims 1.2 GB behind its package fails, and is never held whole", async () => {
    const path = join(opened.folder, "large.asice");
    const handle = await open(path, "w");
    await handle.write(await readFile(good));
    await handle.truncate(1_200_000_000);
    await handle.close();
    const { outcome } = await opened.judge([path]);
    expect(outcome).toBe("failed");
    const { heap } = await opened.page.evaluate(() => {
      const memory: unknown = Reflect.get(performance, "memory");
      const used =
        typeof memory === "object" && memory !== null && "usedJSHeapSize" in memory
          ? memory.usedJSHeapSize
          : 0;
      return { heap: used };
    });
    expect(Number(heap)).toBeLessThan(100_000_000);
  });

  test("the copy that lies beside a package says first, in both languages, who gave it", async () => {
    const banner = (page: OpenedPage) => page.page.locator("#submitted");
    expect(await banner(opened).isVisible()).toBe(false);
    const text = (await pageText()).replace('data-copy="published"', 'data-copy="submitted"');
    const copy = await openVerifierPage(browser, { text });
    expect(await banner(copy).isVisible()).toBe(true);
    expect((await copy.page.locator("body").innerText()).trimStart()).toMatch(
      /^由提交方提供，仅供预览；请用法院自有副本。/u,
    );
    expect(await banner(copy).innerText()).toContain("use the court's own copy");
    expect((await copy.judge([good])).outcome).toBe("indeterminate");
    expect(copy.faults).toEqual([]);
    await copy.close();
  });

  test("another program in the page does not run", async () => {
    const text = (await pageText()).replace(
      /(<script id="program"[^>]*>)[^<]+/u,
      (_, tag: string) => tag + deflateSync("document.title = 'forged'").toString("base64"),
    );
    const context = await browser.newContext();
    const page = await context.newPage();
    const path = await opened.put("forged.html", text);
    await page.goto(pathToFileURL(path).href);
    await page.waitForTimeout(500);
    expect(await page.title()).not.toBe("forged");
    await context.close();
  });
});
