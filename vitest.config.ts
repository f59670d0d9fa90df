import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";

const systemChromium = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const executablePath = process.env["CHROMIUM"] ?? systemChromium.find((path) => existsSync(path));
const asRoot = process.getuid?.() === 0;

/** Binary vectors, loaded with `import.meta.glob(..., { query: "?inline" })` in both runtimes. */
const assetsInclude = [
  "asice bin cer cert ckpt crl crt der ocsp p12 p7s pem tlog-proof tsq tsr tst zip",
  "note vkey txt jsonl tsv hex xml",
].flatMap((endings) => endings.split(" ").map((ending) => `**/*.${ending}`));

/** Real time-stamp tokens and the like lie beside the project, see tests that name `../shared`. */
const server = { fs: { allow: [".", "../shared/test-data"] } };

const suite = (name: string, include: string[], extra: object = {}) => ({
  assetsInclude,
  server,
  // Found only while tests run, which would make the browser load everything again.
  optimizeDeps: { include: ["zod", "fast-check", "qrcode/lib/core/qrcode.js"] },
  test: { name, include, ...extra },
});

const long = { testTimeout: 120_000, hookTimeout: 120_000 };

export default defineConfig({
  test: {
    maxWorkers: Math.max(2, availableParallelism()),
    projects: [
      suite("rooms", ["tests/**/*.test.{ts,tsx}"], {
        exclude: ["tests/{shared,foreign,e2e,faults,fuzz,slow}/**"],
        testTimeout: 20_000,
        hookTimeout: 30_000,
      }),
      // Pure code keeps nothing from one file to the next, so that modules need loading once only.
      suite("pure", ["tests/shared/**/*.test.ts"], { isolate: false, testTimeout: 20_000 }),
      suite("chromium", ["tests/shared/**/*.test.ts"], {
        browser: {
          enabled: true,
          headless: true,
          screenshotFailures: false,
          provider: playwright({
            launchOptions: {
              ...(executablePath === undefined ? {} : { executablePath }),
              args: [
                ...(asRoot ? ["--no-sandbox"] : []),
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
              ],
            },
          }),
          instances: [{ browser: "chromium" }],
        },
        testTimeout: 30_000,
      }),
      suite("foreign", ["tests/foreign/**/*.test.ts"], { ...long, fileParallelism: false }),
      suite("faults", ["tests/faults/**/*.test.ts"], { ...long, fileParallelism: false }),
      suite("e2e", ["tests/e2e/**/*.test.ts"], { ...long, fileParallelism: false }),
      suite("slow", ["tests/slow/**/*.test.ts"], { ...long, fileParallelism: false }),
      // Two processes at a time, as many as the machines that judge have cores.
      suite("fuzz", ["tests/fuzz/**/*.test.ts"], {
        ...long,
        fileParallelism: false,
        maxConcurrency: 2,
      }),
    ],
  },
});
