import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type Page } from "playwright";
import { z } from "zod";
import { root } from "../scripts/layers.mjs";
import { randomFile } from "./material.ts";
import { turnsOf } from "./measure.ts";
import { openVault } from "./practice-vault.ts";
import { limitRow, type Row, speedRow } from "./row.ts";

const bytes = 1_000_000_000;
const turns = 5;
const systemChromium = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/**
 * A package of 1 GB in the verifier page from `file://`: from the moment when the page is given the file until it
 * shows the verdict. The peer is plain reading of the same Blob in the same page: every byte asked for once, into
 * memory, in slices of 8 MiB one after another, and nothing done with it. Two faster ways of reading are told beside
 * it, without a bound: such slices with two under way, and `Blob.stream()`.
 */
export async function measure(work: string): Promise<readonly Row[]> {
  const executablePath =
    process.env["CHROMIUM"] ?? systemChromium.find((path) => existsSync(path)) ?? "";
  if (executablePath === "") {
    console.error("not measured: no Chromium");
    return [limitRow("verify a 1 GB package in the page: no Chromium", undefined, "x", 0)];
  }
  const vault = openVault(work);
  const browser = await chromium.launch({
    executablePath,
    args: [...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), "--disable-gpu"],
  });
  try {
    const path = await vault.notarize(await randomFile(join(work, "one-gigabyte.bin"), bytes));
    const page = await browser.newPage();
    await page.goto(pathToFileURL(join(root, "dist", "verifier.html")).href);
    await page.getByTestId("drop-zone").waitFor();
    const read: (readonly number[])[] = [];
    const verified: number[] = [];
    for (let turn = 0; turn < turns; turn += 1) {
      read.push(await plainReading(page, path));
      verified.push(await verification(page, path));
    }
    return ways.map(({ name, min }, way) => {
      const peer = read.map((ms) => ms[way] ?? Number.NaN);
      return speedRow(`verify 1 GB in the page, ${name}`, bytes, turnsOf(verified, peer), min);
    });
  } finally {
    await browser.close();
    await vault.close();
  }
}

const ways = [
  { name: "beside slices", min: 0.35 },
  { name: "beside slices, two under way", min: null },
  { name: "beside its stream", min: null },
] as const;

/** Milliseconds of each of the `ways`. Runs in the page, which this program has no types of. */
const readings = `(async () => {
  const blob = document.getElementById("bench").files[0];
  const piece = 8 * 1024 * 1024;
  const slice = (at) => blob.slice(at, at + piece).arrayBuffer();
  const took = async (way) => {
    const startedAt = performance.now();
    if (await way() !== blob.size) throw new Error("not every byte was read");
    return performance.now() - startedAt;
  };
  const oneByOne = async () => {
    let read = 0;
    for (let at = 0; at < blob.size; at += piece) read += (await slice(at)).byteLength;
    return read;
  };
  const ahead = async () => {
    let read = 0;
    const waiting = [slice(0), slice(piece)];
    for (let at = 2 * piece; waiting.length > 0; at += piece) {
      const { byteLength } = await waiting.shift();
      if (at < blob.size) waiting.push(slice(at));
      read += byteLength;
    }
    return read;
  };
  const stream = async () => {
    let read = 0;
    const reader = blob.stream().getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return read;
      read += value.byteLength;
    }
  };
  return [await took(oneByOne), await took(ahead), await took(stream)];
})()`;

async function plainReading(page: Page, path: string): Promise<readonly number[]> {
  await page.evaluate(
    `document.body.append(Object.assign(document.createElement("input"), { id: "bench", type: "file" }))`,
  );
  await page.locator("#bench").setInputFiles(path);
  const taken = z
    .array(z.number())
    .length(3)
    .parse(await page.evaluate(readings));
  await page.evaluate(`document.getElementById("bench").remove()`);
  return taken;
}

/** Milliseconds until the page shows a verdict, by the page's clock: Playwright looks every half second only. */
const verdictShown = `new Promise((settle) => {
  const startedAt = performance.now();
  const seen = new MutationObserver(() => {
    if (document.querySelector('[data-testid="result"]') === null) return;
    seen.disconnect();
    requestAnimationFrame(() => settle(performance.now() - startedAt));
  });
  seen.observe(document.body, { childList: true, subtree: true });
})`;

/** The practice network is a stranger to this page: nothing fails, and the verdict stays open. */
async function verification(page: Page, path: string): Promise<number> {
  const shown = page.evaluate(verdictShown);
  await page.getByTestId("files").setInputFiles(path);
  const ms = z.number().parse(await shown);
  const outcome = await page.getByTestId("verdict").getAttribute("data-outcome");
  if (outcome !== "indeterminate") throw new Error(`the page says ${String(outcome)}`);
  await page.getByTestId("remove").click();
  await page.getByTestId("result").waitFor({ state: "detached" });
  return ms;
}
