import { z } from "../../../shared/contract/zod-csp.ts";

/** What a test asks of a browser, in the words of W3C WebDriver; its two forms of transport know more names for it. */
export const commands = {
  navigate: { marionette: "WebDriver:Navigate", path: "url" },
  find: { marionette: "WebDriver:FindElement", path: "element" },
  click: { marionette: "WebDriver:ElementClick", path: "element/{id}/click" },
  type: { marionette: "WebDriver:ElementSendKeys", path: "element/{id}/value" },
  run: { marionette: "WebDriver:ExecuteScript", path: "execute/sync" },
} as const;
export type Command = keyof typeof commands;

/** Sends one command; gives its value, rejects with the browser's own error. */
export type Send = (
  command: Command,
  parameters: Readonly<Record<string, unknown>>,
  element?: string,
) => Promise<unknown>;

/** The key under which WebDriver hands out elements (W3C WebDriver, section 11). */
const elementKey = "element-6066-11e4-a52e-4f735466cecf";
const found = z.object({ [elementKey]: z.string() });

/** A browser with one page. */
export class WebDriver {
  readonly #send: Send;

  constructor(send: Send) {
    this.#send = send;
  }

  async open(url: string): Promise<void> {
    await this.#send("navigate", { url });
  }

  /** The element's reference; waits for it at most ten seconds. */
  async find(selector: string): Promise<string> {
    await this.until(`document.querySelector(${JSON.stringify(selector)}) !== null`);
    const value = await this.#send("find", { using: "css selector", value: selector });
    return found.parse(value)[elementKey];
  }

  async click(selector: string): Promise<void> {
    await this.#send("click", {}, await this.find(selector));
  }

  /** Puts files into an input of type file, as a person's choice does. */
  async choose(selector: string, paths: readonly string[]): Promise<void> {
    await this.#send("type", { text: paths.join("\n") }, await this.find(selector));
  }

  /** The value of a JavaScript expression in the page. */
  async value(expression: string): Promise<unknown> {
    return this.#send("run", { script: `return (${expression});`, args: [] });
  }

  /** Waits until the expression is true. */
  async until(expression: string, timeoutMs = 60_000): Promise<void> {
    const end = performance.now() + timeoutMs;
    while ((await this.value(expression)) !== true) {
      if (performance.now() > end) throw new Error(`never true: ${expression}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
