import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { openStandIn, type StandIn } from "../../parties/stand-in-authority.ts";
import type { PageModel } from "../page-model.ts";
import { chromiumBinary, launchChromium } from "./chromium.ts";
import { dropPaths } from "./file-drop.ts";
import { type LocalApp, startLocalApp } from "./local-app.ts";
import { realChoices } from "./real-choices.ts";
import { openRealWay } from "./real-way.ts";

if (chromiumBinary === undefined && process.env["CI"] === "true") {
  throw new Error("not run: no Chromium");
}

const filePassphrase = "of the file";
const passphrase = "correct horse battery";

/** A PKCS#12 file as an authority hands it out, but self-signed. */
function createPkcs12(folder: string): string {
  const [key, cert, file] = ["id.key", "id.crt", "id.p12"].map((name) => join(folder, name));
  const openssl = (...args: readonly (string | undefined)[]) =>
    execFileSync(
      "openssl",
      args.map((arg) => arg ?? ""),
      { stdio: "pipe" },
    );
  openssl(
    ...["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", cert],
    ...["-days", "30", "-utf8", "-subj", "/CN=某某律师事务所", "-sha256"],
  );
  openssl(
    ...["pkcs12", "-export", "-inkey", key, "-in", cert, "-out", file],
    ...["-passout", `pass:${filePassphrase}`],
  );
  return file ?? "";
}

describe.skipIf(chromiumBinary === undefined)("an item that does not move", () => {
  let app: LocalApp;
  let authority: StandIn;
  let browser: Browser;
  let page: Page;
  let model: PageModel;
  let faults: readonly string[];
  let folder: string;

  const answers = () => {
    authority.behave((request, answer) =>
      authority.stamp(request, answer, { genTime: Date.now() }),
    );
  };
  const put = async (name: string) => {
    const file = join(folder, name);
    await writeFile(file, name);
    await dropPaths(page, [file]);
    return model.item(name);
  };
  const button = (row: ReturnType<PageModel["item"]>, word: string) =>
    row.getByRole("button", { name: new RegExp(`^${word}“`, "u") });
  async function show() {
    ({ page, model, faults } = await openRealWay(browser, app, 1200));
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "cunzhen-held-"));
    authority = await openStandIn();
    answers();
    app = await startLocalApp();
    browser = await launchChromium(chromiumBinary ?? "");
    await show();
    await realChoices(page, folder).addAuthority(authority, "Stand-in 时间戳中心");
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

  test("an identity comes from a PKCS#12 file once its passphrase is right", async () => {
    const choices = realChoices(page, folder);
    const dialog = page.getByRole("dialog");
    const file = createPkcs12(folder);
    await choices.importIdentity({ file, filePassphrase: "another", passphrase });
    await dialog.getByText("PKCS#12 文件的口令不正确").waitFor();
    await choices.importIdentity({ file, filePassphrase, passphrase });
    await dialog.waitFor({ state: "hidden" });
    await page.getByRole("radio", { name: /某某律师事务所.*自称/u }).check();
  });

  test("a running item is cancelled in its row, and resumed there to its end", async () => {
    authority.behave(() => undefined);
    const row = await put("慢.txt");
    await row.and(page.locator('[data-state="sealed"]')).waitFor();
    expect(await button(row, "继续").count()).toBe(0);
    await button(row, "取消").click();
    await row.getByText("已取消，保留至此的内容仍在保管目录中。").waitFor();
    expect(await button(row, "取消").count()).toBe(0);
    answers();
    await button(row, "继续").click();
    await model.finished("慢.txt");
    expect(await row.getByRole("button").count()).toBe(0);
  });

  test("a waiting item says why, with the code, and goes on when told to", async () => {
    authority.behave((_request, answer) => {
      answer.writeHead(503, { "retry-after": "120" }).end();
    });
    const row = await put("等.txt");
    const hold = row.locator('[data-kind="wait"]');
    await hold.waitFor();
    expect(await hold.locator("code").textContent()).toBe("AUTHORITY_HTTP_STATUS");
    expect(await hold.textContent()).toContain("Stand-in 时间戳中心");
    expect(await hold.textContent()).toMatch(/将于.+再试。/u);
    await button(row, "取消").click();
    await row.getByText("已取消，保留至此的内容仍在保管目录中。").waitFor();
    answers();
    await button(row, "继续").click();
    await model.finished("等.txt");
  });

  test("after a restart the identity is locked, and the item that needs it says so", async () => {
    authority.behave((_request, answer) => {
      answer.writeHead(503).end();
    });
    const before = await put("重启.txt");
    await before.locator('[data-kind="wait"]').waitFor();
    await page.close();
    expect(await app.stop("keep")).toBe(0);
    answers();
    app = await startLocalApp({ home: app.home });
    await show();
    expect(await page.getByRole("radio", { name: /某某律师事务所/u }).isDisabled()).toBe(true);
    await model.goTo("evidence");
    const row = model.item("重启.txt");
    await button(row, "继续").click();
    const hold = row.locator('[data-kind="stop"]');
    await hold.waitFor();
    expect(await hold.textContent()).toContain("身份“firm”的密钥受口令保护，尚未打开。");
    expect(await hold.locator("code").textContent()).toBe("IDENTITY_LOCKED");
  });

  test("a wrong passphrase is told so; the right one unlocks, and the item goes on", async () => {
    await model.goTo("real");
    const field = page.getByRole("textbox", { name: "口令" });
    expect((await field.boundingBox())?.width).toBeGreaterThan(250);
    await field.fill("wrong");
    await page.getByRole("button", { name: "解锁" }).click();
    await page.getByText("口令不正确，身份“firm”未打开。").waitFor();
    expect(await field.inputValue()).toBe("");
    if (process.env["CUNZHEN_PICTURE"] !== undefined) {
      await page.screenshot({ path: process.env["CUNZHEN_PICTURE"], fullPage: true });
    }
    await field.fill(passphrase);
    await page.getByRole("button", { name: "解锁" }).click();
    await page.getByRole("radio", { name: /某某律师事务所/u }).check();
    await model.goTo("evidence");
    await model.finished("重启.txt");
    await model.open("重启.txt");
    await model.verdict.waitFor();
    expect(await page.locator("main").textContent()).toContain("某某律师事务所");
  });
});
