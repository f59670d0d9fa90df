import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { verifyResult } from "../../../shared/contract/verify-result.ts";
import type { z } from "../../../shared/contract/zod-csp.ts";
import { command, jsonIn } from "../../parties/command.ts";
import { judgedAt } from "../../parties/package.ts";
import { type PageModel, pageModel, watchFaults } from "../page-model.ts";
import { chromiumBinary, launchChromium } from "./chromium.ts";
import { type Drop, drops, namesOf, writeDrops } from "./door-drops.ts";
import { dropPaths } from "./file-drop.ts";
import { type LocalApp, startLocalApp } from "./local-app.ts";
import {
  codes,
  comparedIn,
  inReport,
  missingIn,
  rowsIn,
  type Said,
  said,
  shownVerdict,
  withoutTwins,
} from "./said-checks.ts";
import { momentField, type OpenedPage, openVerifierPage } from "./verifier-page.ts";

if (chromiumBinary === undefined && process.env["CI"] === "true") {
  throw new Error("not run: no Chromium");
}
const textOfPdf = spawnSync("pdftotext", ["-v"]).status === 0;

describe.skipIf(chromiumBinary === undefined)("four doors, one verdict", () => {
  const at = new Date(Math.floor(judgedAt / 1000) * 1000).toISOString();
  let folder: string;
  let home: string;
  let browser: Browser;
  let app: LocalApp;
  let appPage: Page;
  let model: PageModel;
  let faults: readonly string[];
  let opened: OpenedPage;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "cunzhen-doors-"));
    home = join(folder, "home");
    await writeDrops(folder);
    for (const name of ["root.cer", "network.json"]) {
      const added = await command(["trust", "add", join("trust", name), "--yes"], {
        home,
        cwd: folder,
      });
      expect(added).toMatchObject({ code: 0 });
    }
    browser = await launchChromium(chromiumBinary ?? "");
    opened = await openVerifierPage(browser, { query: "?lang=zh" });
    app = await startLocalApp({ home });
    appPage = await browser.newPage({ locale: "zh-CN", acceptDownloads: true });
    faults = await watchFaults(appPage);
    model = pageModel(appPage);
    await appPage.goto(`${app.address}&lang=zh`);
    await model.goTo("verify");
    await appPage.getByTestId("terms").locator("summary").click();
    await appPage.getByTestId("moment").fill(momentField(judgedAt));
    await opened.page.getByTestId("grounds").locator("summary").click();
    await opened.page.getByTestId("moment").fill(momentField(judgedAt));
    await opened.accept(["root.cer", "network.json"].map((name) => join(folder, "trust", name)));
  });

  afterAll(async () => {
    expect([...faults, ...opened.faults]).toEqual([]);
    await opened.close();
    await browser.close();
    expect(await app.stop("keep")).toBe(0);
    await rm(folder, { recursive: true, force: true });
  });

  async function byCommand(drop: Drop, language: "zh" | "en"): Promise<Said> {
    const { inputs, loose, data } = drop;
    const reports = ["json", "html", "pdf"].map((form) => `${language}.${form}`);
    // No report writes over a file.
    for (const name of reports) await rm(join(folder, name), { force: true });
    const ended = await command(
      [
        "verify",
        ...inputs,
        ...(loose === undefined ? [] : ["--file", loose]),
        ...(data === undefined ? [] : ["--data", data]),
        ...["--trust", "trust", "--at", at, "--json", "--lang", language],
        ...reports.flatMap((name) => ["--report", name]),
      ],
      { home: join(folder, "no-home"), cwd: folder },
    );
    expect(ended.code, ended.stderr).toBeLessThan(4);
    const result = verifyResult.parse(jsonIn(ended.stdout));
    const compared = result.comparison?.checks ?? [];
    return said(result.outcome, [...result.packages.map(({ checks }) => checks), compared]);
  }

  async function byPage(drop: Drop): Promise<Said> {
    const paths = namesOf(drop).map((name) => join(folder, name));
    const result = await opened.judge(paths);
    return said(result.outcome, [
      ...result.packages.map(({ checks }) => checks),
      await comparedIn(opened.page),
    ]);
  }

  async function byApp(drop: Drop): Promise<Said> {
    await model.goTo("");
    await model.goTo("verify");
    await appPage.getByTestId("terms").locator("summary").click();
    await appPage.getByTestId("moment").fill(momentField(judgedAt));
    await dropPaths(
      appPage,
      namesOf(drop).map((name) => join(folder, name)),
    );
    await appPage.getByTestId("report-json").waitFor();
    const inputs: z.infer<typeof shownVerdict>[] = [];
    for (const result of await appPage.getByTestId("result").all()) {
      await result
        .locator("details", { has: appPage.locator("a") })
        .locator("summary")
        .click();
      const verdict = shownVerdict.parse(JSON.parse(await result.locator("pre").innerText()));
      expect(await rowsIn(result)).toEqual(codes(verdict.checks));
      inputs.push(verdict);
    }
    const compared = await comparedIn(appPage);
    const { outcome } = await reportOf(appPage);
    return said(outcome, [...inputs.map(({ checks }) => checks), compared]);
  }

  async function reportOf(page: Page): Promise<Said> {
    const downloading = page.waitForEvent("download");
    await page.getByTestId("report-json").click();
    const path = await (await downloading).path();
    return inReport(await readFile(path, "utf8"));
  }

  describe.each(Object.entries(drops))("%s", (_name, drop) => {
    let commandSaid: Said;

    beforeAll(async () => {
      commandSaid = await byCommand(drop, "zh");
    });

    test("gets the verdict that it deserves", () => {
      expect(commandSaid.outcome).toBe(drop.outcome);
      const all = commandSaid.checks.flat();
      expect(all.map((line) => line.split(" ")[0])).toContain(drop.code);
    });

    test("gets the same checks from the page and from the app as on the command line", async () => {
      expect(await byPage(drop)).toEqual(commandSaid);
      expect(await byApp(drop)).toEqual(commandSaid);
    });

    test("gets the same checks in the report of each door", async () => {
      // What decides stands in a report's first section too.
      const once = { ...commandSaid, checks: commandSaid.checks.map(withoutTwins) };
      const written = inReport(await readFile(join(folder, "zh.json"), "utf8"));
      expect(written).toEqual(once);
      expect(await reportOf(opened.page)).toEqual(once);
      expect(await reportOf(appPage)).toEqual(once);
    });

    test.each(["zh", "en"] as const)(
      "has every code in the report as HTML (%s)",
      async (language) => {
        if (language === "en") expect(await byCommand(drop, "en")).toEqual(commandSaid);
        const text = await readFile(join(folder, `${language}.html`), "utf8");
        expect(missingIn(text, commandSaid)).toEqual([]);
      },
    );

    test.skipIf(!textOfPdf)("has every code in the report as PDF, in both languages", () => {
      for (const language of ["zh", "en"]) {
        const read = spawnSync("pdftotext", ["-raw", join(folder, `${language}.pdf`), "-"]);
        expect(missingIn(read.stdout.toString("utf8"), commandSaid)).toEqual([]);
      }
    });
  });
});
