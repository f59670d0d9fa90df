import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright";
import { type PageModel, pageModel, watchFaults } from "../page-model.ts";
import { chromiumBinary, launchChromium } from "./chromium.ts";
import type { LocalApp } from "./local-app.ts";

export interface AppPage {
  readonly page: Page;
  readonly model: PageModel;
  /** What the page did against its CSP, or threw. */
  readonly faults: readonly string[];
  /** What of WCAG 2.1 A and AA, and of axe's own best practice, the page breaks as it stands. */
  readonly accessible: () => Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Opens the app in a Chromium of its own: in Chinese, light, at the size of a desk's screen. */
export async function openAppPage(app: LocalApp): Promise<AppPage> {
  const browser = await launchChromium(chromiumBinary ?? "");
  const page = await browser.newPage({
    viewport: { width: 1280, height: 900 },
    locale: "zh-CN",
    colorScheme: "light",
    acceptDownloads: true,
  });
  const faults = await watchFaults(page);
  await page.goto(`${app.address}&lang=zh`);
  return {
    page,
    model: pageModel(page),
    faults,
    accessible: async () => {
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
      return violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`,
      );
    },
    close: () => browser.close(),
  };
}
