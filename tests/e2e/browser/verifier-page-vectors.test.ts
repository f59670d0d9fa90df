import { existsSync } from "node:fs";
import type { Browser } from "playwright";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { judgedAt } from "../../parties/package.ts";
import {
  containerRows,
  realTokens,
  tokenFolder,
  unlikeNode,
  zipVectors,
} from "../codes-in-node.ts";
import { chromiumBinary, launchChromium } from "./chromium.ts";
import { momentField, type OpenedPage, openVerifierPage } from "./verifier-page.ts";

if (chromiumBinary === undefined && process.env["CI"] === "true") {
  throw new Error("not run: no Chromium");
}

interface Judged {
  readonly checks: readonly Readonly<Record<"code" | "outcome" | "subject", string>>[];
}

describe.skipIf(chromiumBinary === undefined)("the verifier page judges as Node does", () => {
  let browser: Browser;
  let opened: OpenedPage;

  beforeAll(async () => {
    browser = await launchChromium(chromiumBinary ?? "");
    opened = await openVerifierPage(browser, { query: "?lang=zh" });
  });

  afterAll(async () => {
    expect(opened.faults).toEqual([]);
    await opened.close();
    await browser.close();
  });

  async function unlike(paths: readonly string[]): Promise<readonly string[]> {
    await opened.page.reload();
    await opened.page.getByTestId("grounds").locator("summary").click();
    await opened.page.getByTestId("moment").fill(momentField(judgedAt));
    const linesOf = ({ checks }: Judged): readonly string[] =>
      checks.map(({ code, outcome, subject }) => `${code} ${outcome} ${subject}`);
    const inPage = async (group: readonly string[]) =>
      (await opened.judge(group)).packages.map(linesOf);
    return unlikeNode(paths, Math.floor(judgedAt / 1000) * 1000, inPage, linesOf);
  }

  test("every ZIP vector gets the codes that it gets in Node", async () => {
    const paths = zipVectors();
    expect(paths.length).toBeGreaterThan(20);
    expect(await unlike(paths)).toEqual([]);
  });

  test("every row of the container table gets the codes that it gets in Node", async () => {
    const paths = await containerRows(opened.folder);
    expect(paths.length).toBeGreaterThan(40);
    expect(await unlike(paths)).toEqual([]);
  });

  test.skipIf(!existsSync(tokenFolder))(
    "each of the 121 real tokens gets the codes that it gets in Node",
    async () => {
      const paths = realTokens();
      expect(paths).toHaveLength(121);
      expect(await unlike(paths)).toEqual([]);
    },
  );
});
