import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContext, Page } from "playwright";
import { verifierPage } from "../../../scripts/verifier-page.mjs";
import { z } from "../../../shared/contract/zod-csp.ts";
import { watchFaults } from "../page-model.ts";

export interface OpenedPage {
  readonly page: Page;
  /** What the page did against its CSP, threw, or asked of a network. */
  readonly faults: readonly string[];
  readonly folder: string;
  /** Writes a file beside the page and gives its path. */
  put(name: string, bytes: Uint8Array | string): Promise<string>;
  /** Takes out what was put in, puts these in, and waits for the verdicts. */
  judge(paths: readonly string[]): Promise<PageResult>;
  /** Puts trust files in and accepts all that they offer. */
  accept(paths: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

const pageResult = z.object({
  outcome: z.string(),
  packages: z.array(
    z.object({
      path: z.string(),
      outcome: z.string(),
      practice: z.boolean(),
      checks: z.array(z.object({ code: z.string(), outcome: z.string(), subject: z.string() })),
    }),
  ),
});
export type PageResult = z.infer<typeof pageResult>;

let made: Promise<string> | undefined;

/** The page's bytes as the build writes them, made once. */
export function pageText(): Promise<string> {
  made ??= verifierPage();
  return made;
}

/** Opens the built page from file:// with every network shut off. */
export async function openVerifierPage(
  browser: Browser,
  options: {
    readonly query?: string;
    readonly text?: string;
    readonly viewport?: { readonly width: number; readonly height: number };
  } = {},
): Promise<OpenedPage> {
  const folder = await mkdtemp(join(tmpdir(), "cunzhen-page-"));
  const file = join(folder, "verifier.html");
  await writeFile(file, options.text ?? (await pageText()));
  const context = await browser.newContext({
    viewport: options.viewport ?? { width: 1200, height: 900 },
    locale: "zh-CN",
    colorScheme: "light",
    acceptDownloads: true,
  });
  const requests = await shutOff(context);
  const page = await context.newPage();
  const watched = await watchFaults(page);
  await page.goto(`${pathToFileURL(file).href}${options.query ?? ""}`);
  await page.getByTestId("drop-zone").waitFor();
  const results = page.getByTestId("result");
  const keepResult = async (): Promise<PageResult> => {
    const downloading = page.waitForEvent("download");
    await page.getByTestId("result-json").click();
    const path = await (await downloading).path();
    return pageResult.parse(JSON.parse(await readFile(path, "utf8")));
  };
  return {
    page,
    get faults() {
      return [...watched, ...requests];
    },
    folder,
    async put(name, bytes) {
      const path = join(folder, name);
      await writeFile(path, bytes);
      return path;
    },
    async judge(paths) {
      for (;;) {
        const remove = page.getByTestId("remove").first();
        if ((await remove.count()) === 0) break;
        await remove.click();
      }
      await page.getByTestId("files").setInputFiles([...paths]);
      await results.first().waitFor();
      return keepResult();
    },
    async accept(paths) {
      await page.getByTestId("trust-files").setInputFiles([...paths]);
      const waiting = page.getByTestId("accept");
      await waiting.first().waitFor();
      while ((await waiting.count()) > 0) await waiting.first().click();
    },
    async close() {
      await context.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function shutOff(context: BrowserContext): Promise<readonly string[]> {
  const requests: string[] = [];
  await context.setOffline(true);
  context.on("request", (request) => {
    if (!/^(?:file|blob|data):/u.test(request.url())) requests.push(`asked for ${request.url()}`);
  });
  await context.route(/^(?:https?|wss?):/u, (route) => route.abort());
  return requests;
}

/** A moment as the page's field takes it: Beijing time, to the second. */
export function momentField(at: number): string {
  return new Date(at + 8 * 3_600_000).toISOString().slice(0, 19);
}
