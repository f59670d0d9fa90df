import type { Page } from "playwright";

/** What both hosts show alike: the page as its user meets it. */
export function pageModel(page: Page) {
  const item = (title: string) => page.getByTestId("item").filter({ hasText: title });
  return {
    page,
    item,
    async goTo(place: "" | "practice" | "real" | "evidence" | "verify" | "trust") {
      await page.evaluate((hash) => {
        window.location.hash = hash;
      }, `#/${place}`);
      await page.locator("main h1").waitFor();
    },
    async speak(language: "zh-CN" | "en") {
      if ((await page.locator("html").getAttribute("lang")) === language) return;
      await page.getByTestId("language").click();
      await page.locator(`html[lang="${language}"]`).waitFor();
    },
    /** Waits until an item that was put in has been notarized to the end. */
    async finished(title: string) {
      await item(title)
        .and(page.locator('[data-state="verified"]'))
        .first()
        .waitFor({ timeout: 60_000 });
    },
    async open(title: string) {
      await item(title).getByRole("link").first().click();
      await page.getByTestId("item-page").waitFor();
    },
    verdictWord: page.getByTestId("verdict-word"),
    verdict: page.getByTestId("verdict"),
    checks: page.getByTestId("checks"),
    timeline: page.getByTestId("timeline"),
    members: page.getByTestId("members"),
    receipt: page.getByTestId("receipt"),
    practiceLabel: page.getByTestId("practice-label").first(),
  };
}

export type PageModel = ReturnType<typeof pageModel>;

/** Collects what the page does against its CSP, and what it throws, from its first script on. */
export async function watchFaults(page: Page): Promise<readonly string[]> {
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(`threw ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error" || message.text().startsWith("CSP "))
      faults.push(message.text());
  });
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (violation) => {
      console.warn(
        `CSP ${violation.violatedDirective} ${violation.blockedURI} ${violation.sample}`,
      );
    });
  });
  return faults;
}
