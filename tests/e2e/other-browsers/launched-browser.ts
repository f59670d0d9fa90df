import type { WebDriver } from "./web-driver.ts";

/** A running browser with one page. */
export interface LaunchedBrowser {
  readonly driver: WebDriver;
  close(): Promise<void>;
}
