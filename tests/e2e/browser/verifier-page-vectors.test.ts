import { existsSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser } from "playwright";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { memorySource } from "../../../shared/digest/memory-source.ts";
import { verifySignature } from "../../../shared/signature/verify-signature.ts";
import { emptyTrust } from "../../../shared/trust/trust-store.ts";
import { defaultPolicy } from "../../../shared/verification/policy.ts";
import { recogniseInput } from "../../../shared/verification/recognise-input.ts";
import { verifyInput } from "../../../shared/verification/verify-input.ts";
import { oddContainers } from "../../parties/odd-containers.ts";
import { judgedAt } from "../../parties/package.ts";
import { chromiumBinary, launchChromium } from "./chromium.ts";
import { momentField, type OpenedPage, openVerifierPage } from "./verifier-page.ts";

if (chromiumBinary === undefined && process.env["CI"] === "true") {
  throw new Error("not run: no Chromium");
}

const tokenFolder = join("..", "shared", "test-data", "rfc3161-tokens");

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

  /** The verdict of Node on the same bytes at the same moment, by nobody's trust. */
  async function codesInNode(bytes: Uint8Array, at: number): Promise<readonly string[]> {
    const { checks } = await verifyInput(memorySource(bytes), {
      trust: emptyTrust,
      now: at,
      policy: defaultPolicy,
      verify: verifySignature,
    });
    return checks.map(({ code, outcome, subject }) => `${code} ${outcome} ${subject}`);
  }

  /** Files that carry evidence are judged all at once, the others one by one: beside others they would be loose files. */
  async function sameCodes(paths: readonly string[]) {
    await opened.page.reload();
    await opened.page.getByTestId("grounds").locator("summary").click();
    await opened.page.getByTestId("moment").fill(momentField(judgedAt));
    const at = Math.floor(judgedAt / 1000) * 1000;
    const together: string[] = [];
    const alone: string[] = [];
    const expected = new Map<string, readonly string[]>();
    for (const path of paths) {
      const bytes = new Uint8Array(await readFile(path));
      const carries = (await recogniseInput(memorySource(bytes))) !== "nothing";
      (carries ? together : alone).push(path);
      expected.set(path, await codesInNode(bytes, at));
    }
    const differ: string[] = [];
    for (const group of [together, ...alone.map((path) => [path])]) {
      if (group.length === 0) continue;
      const { packages } = await opened.judge(group);
      expect(packages).toHaveLength(group.length);
      for (const [place, path] of group.entries()) {
        const inPage = packages[place]?.checks.map(
          ({ code, outcome, subject }) => `${code} ${outcome} ${subject}`,
        );
        const inNode = expected.get(path);
        if (JSON.stringify(inPage) !== JSON.stringify(inNode))
          differ.push(`${path}: ${JSON.stringify(inPage)} but in Node ${JSON.stringify(inNode)}`);
      }
    }
    expect(differ).toEqual([]);
  }

  test("every ZIP vector gets the codes that it gets in Node", async () => {
    const paths = ["good", "bad"].flatMap((folder) => {
      const place = join("tests", "vectors", "zip", folder);
      return readdirSync(place).map((name) => join(place, name));
    });
    expect(paths.length).toBeGreaterThan(20);
    await sameCodes(paths);
  });

  test("every row of the container table gets the codes that it gets in Node", async () => {
    const paths: string[] = [];
    for (const [place, { make }] of oddContainers.entries()) {
      const { bytes } = await make();
      paths.push(await opened.put(`row-${String(place + 1)}.asice`, bytes));
    }
    expect(paths.length).toBeGreaterThan(40);
    await sameCodes(paths);
  });

  test.skipIf(!existsSync(tokenFolder))(
    "each of the 121 real tokens gets the codes that it gets in Node",
    async () => {
      const paths = readdirSync(tokenFolder)
        .filter((name) => name.endsWith(".tst"))
        .map((name) => join(tokenFolder, name));
      expect(paths).toHaveLength(121);
      await sameCodes(paths);
    },
  );
});
