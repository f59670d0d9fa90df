import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { worthLane } from "../../../renderer/verifier/worker/blob-source.ts";
import { z } from "../../../shared/contract/zod-csp.ts";
import type { Verdict } from "../../../shared/verification/verdict.ts";
import { judgedAt, makePackage } from "../../parties/package.ts";
import { createWorld } from "../../parties/world.ts";
import { momentField, pageText } from "../browser/verifier-page.ts";
import {
  containerRows,
  realTokens,
  tokenFolder,
  unlikeNode,
  zipVectors,
} from "../codes-in-node.ts";
import { firefoxBinary, launchFirefox } from "./firefox.ts";
import type { LaunchedBrowser } from "./launched-browser.ts";
import type { WebDriver } from "./web-driver.ts";
import { launchWebkit, webkitDriver } from "./webkit.ts";

const browsers = [
  { name: "Firefox", binary: firefoxBinary, launch: launchFirefox },
  { name: "WebKitGTK", binary: webkitDriver, launch: launchWebkit },
];
const missing = browsers.filter(({ binary }) => binary === undefined).map(({ name }) => name);
if (missing.length > 0 && process.env["CI"] === "true")
  throw new Error(`not run: no ${missing.join(", no ")}`);

/**
 * What a reader sees of each input: code and outcome of each check, or, where there was nothing to verify and no check is
 * listed, that outcome.
 */
const shownLines = `[...document.querySelectorAll('[data-testid="result"]')].map((result) => {
  const { outcome } = result.querySelector('[data-testid="verdict"]').dataset;
  const rows = [...result.querySelectorAll('[data-testid="checks"] li[data-code]')];
  return rows.length === 0 ? [outcome] : rows.map(({ dataset }) => dataset.code + " " + dataset.outcome);
})`;
function linesOf({ outcome, checks }: Verdict): readonly string[] {
  return outcome === "nothing_to_verify"
    ? [outcome]
    : checks.map(({ code, outcome }) => `${code} ${outcome}`);
}
const lines = z.array(z.array(z.string()));

/** The bit lies in the middle, which is the payload's. */
function withOneBitTurned(bytes: Uint8Array): Uint8Array {
  const turned = bytes.slice();
  turned.set([(turned[turned.length >> 1] ?? 0) ^ 1], turned.length >> 1);
  return turned;
}

const folds = '[data-testid="result"] > details';
/** Of many inputs each is unfolded where it is asked for. */
const unfoldAll = `document.querySelectorAll('${folds}:not([open]) > summary').forEach((one) => one.click())`;
const stillFolded = `[...document.querySelectorAll('${folds}')]
  .filter((one) => one.querySelector('[data-testid="checks"]') === null).length`;

const byId = (id: string): string => `[data-testid="${id}"]`;
const counted = (id: string): string => `document.querySelectorAll('${byId(id)}').length`;

describe.each(browsers)("the verifier page from file:// in $name", ({ binary, launch }) => {
  let launched: LaunchedBrowser | undefined;
  let driver: WebDriver;
  let folder: string;
  let good: string;
  let wrong: string;
  /** Long enough for the second worker. */
  let long: string;
  let longAndWrong: string;
  let root: string;
  let network: string;

  beforeAll(async () => {
    if (binary === undefined) return;
    folder = await mkdtemp(join(tmpdir(), "cunzhen-page-"));
    await writeFile(join(folder, "verifier.html"), await pageText());
    const world = await createWorld(false);
    const { bytes } = await makePackage(world);
    good = await put("good.asice", bytes);
    wrong = await put("wrong.asice", withOneBitTurned(bytes));
    const recording = new Uint8Array(worthLane + 5_000_000).fill(7);
    const whole = await makePackage(world, { members: { "data/现场录屏.mp4": recording } });
    long = await put("long.asice", whole.bytes);
    longAndWrong = await put("long-and-wrong.asice", withOneBitTurned(whole.bytes));
    root = await put("root.cer", world.root.certificate);
    network = await put("network.json", world.network.descriptorBytes);
    launched = await launch(binary);
    driver = launched.driver;
  });
  afterAll(async () => {
    if (launched === undefined) return;
    await launched.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function put(name: string, bytes: Uint8Array): Promise<string> {
    const path = join(folder, name);
    await writeFile(path, bytes);
    return path;
  }

  /** The page anew, with the moment of the samples. */
  async function open(): Promise<void> {
    await driver.open(`${pathToFileURL(join(folder, "verifier.html")).href}?lang=zh`);
    await driver.click(`${byId("grounds")} summary`);
    await driver.find(byId("moment"));
    const moment = JSON.stringify(momentField(judgedAt));
    await driver.value(`(() => {
      const field = document.querySelector('${byId("moment")}');
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(field, ${moment});
      field.dispatchEvent(new Event("input", { bubbles: true }));
      return field.value;
    })()`);
  }

  async function judge(paths: readonly string[]): Promise<readonly (readonly string[])[]> {
    while ((await driver.value(counted("remove"))) !== 0) await driver.click(byId("remove"));
    await driver.choose(
      byId("files"),
      paths.map((path) => resolve(path)),
    );
    await driver.until(`${counted("result")} > 0`, 120_000);
    await driver.value(unfoldAll);
    await driver.until(`${stillFolded} === 0`, 120_000);
    return lines.parse(await driver.value(shownLines));
  }

  async function unlike(paths: readonly string[]): Promise<readonly string[]> {
    await open();
    const at = Math.floor(judgedAt / 1000) * 1000;
    return unlikeNode(paths, at, judge, linesOf);
  }

  const word = () => driver.value(`document.querySelector('${byId("verdict-word")}').textContent`);

  test.skipIf(binary === undefined)(
    "says of a good package what it lacks, passes it once the roots are accepted, and fails it for one bit",
    async () => {
      await open();
      await judge([good]);
      expect(await word()).toBe("无法得出结论");
      await driver.choose(byId("trust-files"), [root, network]);
      await driver.until(`${counted("accept")} > 0`);
      while ((await driver.value(counted("accept"))) !== 0) await driver.click(byId("accept"));
      await judge([good]);
      expect(await word()).toBe("核验通过");
      await judge([wrong]);
      expect(await word()).toBe("核验未通过");
      await judge([long]);
      expect(await word()).toBe("核验通过");
      await judge([longAndWrong]);
      expect(await word()).toBe("核验未通过");
    },
  );

  test.skipIf(binary === undefined)(
    "gives every ZIP vector the codes that it gets in Node",
    async () => {
      expect(await unlike(zipVectors())).toEqual([]);
    },
  );

  test.skipIf(binary === undefined)(
    "gives every row of the container table the codes that it gets in Node",
    async () => {
      expect(await unlike(await containerRows(folder))).toEqual([]);
    },
  );

  test.skipIf(binary === undefined || !existsSync(tokenFolder))(
    "gives each of the 121 real tokens the codes that it gets in Node",
    async () => {
      const paths = realTokens();
      expect(paths).toHaveLength(121);
      expect(await unlike(paths)).toEqual([]);
    },
  );
});
