import type { Browser, Page } from "playwright";
import { type PageModel, pageModel, watchFaults } from "../page-model.ts";
import type { LocalApp } from "./local-app.ts";

/** The app in Chinese, in the part where real evidence is made. */
export interface RealWay {
  readonly page: Page;
  readonly model: PageModel;
  /** What went wrong in the page; grows while it is open. */
  readonly faults: readonly string[];
}

/** Opens the app in a window of 900 px in height and chooses the way to real evidence. */
export async function openRealWay(
  browser: Browser,
  app: LocalApp,
  width: number,
): Promise<RealWay> {
  const page = await browser.newPage({ viewport: { width, height: 900 }, locale: "zh-CN" });
  const faults = await watchFaults(page);
  await page.goto(`${app.address}&lang=zh`);
  await page.getByTestId("way-real").click();
  await page.getByTestId("drop-zone").waitFor();
  return { page, model: pageModel(page), faults };
}
