import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { toHex } from "../../../shared/bytes/hex.ts";
import { digestOf } from "../../../shared/digest/digest.ts";
import { type RogueNode, startRogueNode } from "../../parties/rogue-node.ts";
import { consortiumName, foundConsortium } from "../../parties/sample-consortium.ts";
import { openStandIn, type StandIn } from "../../parties/stand-in-authority.ts";
import { startTestNode, stopTestNode, type TestNode } from "../../parties/test-node.ts";
import { createTlsKey } from "../../parties/tls-key.ts";
import type { PageModel } from "../page-model.ts";
import { chromiumBinary, launchChromium } from "./chromium.ts";
import { dropPaths } from "./file-drop.ts";
import { type LocalApp, startLocalApp } from "./local-app.ts";
import { realChoices } from "./real-choices.ts";
import { openRealWay } from "./real-way.ts";

if (chromiumBinary === undefined && process.env["CI"] === "true") {
  throw new Error("not run: no Chromium");
}

describe.skipIf(chromiumBinary === undefined)("a consortium that is no practice", () => {
  let app: LocalApp;
  let authority: StandIn;
  let institution: RogueNode;
  let node: TestNode;
  let browser: Browser;
  let page: Page;
  let model: PageModel;
  let faults: readonly string[];
  let folder: string;
  let network: Uint8Array;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "cunzhen-network-"));
    const tls = createTlsKey(folder);
    authority = await openStandIn();
    authority.behave((request, answer) =>
      authority.stamp(request, answer, { genTime: Date.now() }),
    );
    institution = await startRogueNode("http://127.0.0.1:1", tls);
    // Nobody lives at the others' addresses.
    const founded = await foundConsortium([
      `${institution.url}/`,
      "https://127.0.0.1:1/",
      "https://127.0.0.1:2/",
    ]);
    network = founded.network;
    node = await startTestNode({ home: founded.home });
    institution.standBefore(node.url);
    await writeFile(join(folder, "network.json"), network);
    app = await startLocalApp({ env: { NODE_EXTRA_CA_CERTS: tls.path } });
    browser = await launchChromium(chromiumBinary ?? "");
    ({ page, model, faults } = await openRealWay(browser, app, 1200));
    const choices = realChoices(page, folder);
    await choices.addAuthority(authority, "Stand-in 时间戳中心");
    await choices.makeIdentity("某某律师事务所");
  });

  afterEach(() => {
    expect(faults).toEqual([]);
  });

  afterAll(async () => {
    await browser.close();
    await app.stop();
    await institution.close();
    await stopTestNode(node);
    await authority.close();
    await rm(folder, { recursive: true, force: true });
  });

  test("is accepted by its descriptor, whose digest its owner is shown, and can be chosen", async () => {
    expect(await page.getByRole("radio", { name: consortiumName.zh }).count()).toBe(0);
    await page.getByRole("button", { name: "添加联盟描述文件" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.locator('input[type="file"]').setInputFiles(join(folder, "network.json"));
    const shown = dialog.locator("code").first();
    await shown.waitFor();
    expect((await shown.innerText()).replace(/\s/gu, "")).toBe(toHex(digestOf("sha256", network)));
    await dialog.getByLabel("您从哪里取得此文件").fill("甲法院官网");
    await dialog.getByRole("button", { name: "摘要一致，予以信任" }).click();
    await dialog.waitFor({ state: "hidden" });
    await page.getByRole("radio", { name: consortiumName.zh }).check();
    expect(await page.getByText(/家机构，至少 .+ 家联署/u).textContent()).toContain("甲法院");
  });

  test("that does not answer makes the item wait, which its row says with the code", async () => {
    institution.betray("down");
    const file = join(folder, "证据.txt");
    await writeFile(file, "证据");
    await dropPaths(page, [file]);
    const row = model.item("证据.txt");
    const hold = row.locator('[data-kind="wait"]');
    await hold.waitFor();
    expect(await row.getAttribute("data-state")).toBe("stamped");
    expect(await hold.locator("code").textContent()).toMatch(/^NODE_[A-Z]+$/u);
  });

  test("registers the item once it answers, and the receipt is its own", async () => {
    institution.betray("none");
    await model.item("证据.txt").getByRole("button", { name: "继续“证据.txt”" }).click();
    await model.finished("证据.txt");
    await model.open("证据.txt");
    await model.verdict.waitFor();
    expect(await model.verdictWord.textContent()).toBe("核验通过");
    expect(await model.receipt.textContent()).toContain("3 家机构中 3 家联署");
    expect(await model.receipt.textContent()).toContain("甲法院");
    expect(await page.locator("main").textContent()).not.toContain("演练");
  });
});
