// `npm test [-- SUITE...]`: one table of suites. What a suite needs and the machine lacks makes it a
// named skip; under CI=true every suite runs, and a missing need is a failure.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "./layers.mjs";
import { setUp } from "./set-up.mjs";

/**
 * @typedef {object} Suite
 * @property {string} name
 * @property {string} project of vitest.config.ts
 * @property {readonly string[]} [files] filters; none means the whole project
 * @property {readonly string[]} [without] files of the project that another suite runs
 * @property {readonly (keyof typeof needs)[]} needs
 * @property {boolean} always also where CI is not set
 */

/** From a file to its package in the app, and that package in the verifier page. */
const browserFlow = [
  "tests/e2e/browser/notarize.test.ts",
  "tests/e2e/browser/verifier-page.test.ts",
];

/** @type {readonly Suite[]} */
export const suites = [
  { name: "pure", project: "pure", needs: [], always: true },
  { name: "rooms", project: "rooms", needs: [], always: true },
  { name: "chromium", project: "chromium", needs: ["chromium"], always: true },
  {
    name: "openssl",
    project: "foreign",
    without: [
      "tests/foreign/receipt/**",
      "tests/foreign/dss/**",
      "tests/foreign/zip/**",
      "tests/foreign/timestamp/**",
      "tests/foreign/signature/**",
      "tests/foreign/report.test.ts",
    ],
    needs: ["openssl", "sha256sum", "unzip", "curl"],
    always: true,
  },
  {
    name: "report",
    project: "foreign",
    files: ["tests/foreign/report.test.ts"],
    needs: ["pdftotext", "pdftoppm", "zbarimg"],
    always: true,
  },
  {
    name: "go",
    project: "foreign",
    files: ["tests/foreign/receipt/"],
    needs: ["go"],
    always: true,
  },
  {
    name: "kills",
    project: "faults",
    files: ["tests/faults/kill.test.ts"],
    needs: [],
    always: true,
  },
  {
    name: "faults",
    project: "faults",
    without: ["tests/faults/kill.test.ts"],
    needs: [],
    always: false,
  },
  { name: "browser", project: "e2e", files: browserFlow, needs: ["chromium"], always: true },
  {
    name: "browser-rest",
    project: "e2e",
    files: ["tests/e2e/browser/"],
    without: browserFlow,
    needs: ["chromium"],
    always: false,
  },
  {
    name: "other-browsers",
    project: "e2e",
    files: ["tests/e2e/other-browsers/"],
    needs: ["firefox", "WebKitWebDriver", "xvfb-run"],
    always: false,
  },
  {
    name: "electron",
    project: "e2e",
    files: ["tests/e2e/electron/"],
    needs: ["electron", "Xvfb"],
    always: false,
  },
  {
    name: "judges",
    project: "foreign",
    files: ["tests/foreign/timestamp/", "tests/foreign/signature/"],
    needs: ["openssl", "java", "mvn"],
    always: false,
  },
  {
    name: "dss",
    project: "foreign",
    files: ["tests/foreign/dss/"],
    needs: ["java", "mvn"],
    always: false,
  },
  {
    name: "zip",
    project: "foreign",
    files: ["tests/foreign/zip/"],
    needs: ["java", "go", "python3", "unzip"],
    always: false,
  },
  { name: "slow", project: "slow", needs: [], always: false },
  { name: "fuzz", project: "fuzz", needs: [], always: false },
];

/** @param {string} program */
const onPath = (program) =>
  spawnSync(process.platform === "win32" ? "where" : "which", [program]).status === 0;

/** The tool that packs an Electron for tests, where the project's companions lie beside it. */
const electronTool = join(root, "..", "shared", "tools", "electron-for-tests.mjs");

const needs = {
  chromium: () => process.env["CHROMIUM"] !== undefined || onPath("chromium"),
  openssl: () => onPath("openssl"),
  sha256sum: () => onPath("sha256sum"),
  unzip: () => onPath("unzip"),
  curl: () => onPath("curl"),
  pdftotext: () => onPath("pdftotext"),
  pdftoppm: () => onPath("pdftoppm"),
  zbarimg: () => onPath("zbarimg"),
  go: () => onPath("go"),
  python3: () => onPath("python3"),
  java: () => onPath("java"),
  mvn: () => onPath("mvn"),
  firefox: () => process.env["FIREFOX"] !== undefined || onPath("firefox-esr") || onPath("firefox"),
  WebKitWebDriver: () => onPath("WebKitWebDriver"),
  "xvfb-run": () => onPath("xvfb-run"),
  Xvfb: () => onPath("Xvfb"),
  electron: () => process.env["CUNZHEN_TEST_ELECTRON"] !== undefined || existsSync(electronTool),
};

const ci = process.env["CI"] === "true";

/**
 * @param {Suite} suite
 * @returns {Promise<{ passed: number, failed: number, skipped: number }>}
 */
async function run(suite) {
  const report = join(root, ".build", "tests", `${suite.name}.json`);
  rmSync(report, { force: true });
  const words = [
    join(root, "node_modules", "vitest", "vitest.mjs"),
    "run",
    "--project",
    suite.project,
    ...(suite.files ?? []),
    ...(suite.without ?? []).flatMap((pattern) => ["--exclude", pattern]),
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ];
  const child = spawn(process.execPath, words, { cwd: root, stdio: ["ignore", 1, 2] });
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
  const counts = JSON.parse(readFileSync(report, "utf8"));
  const failed = counts.numFailedTests;
  return {
    passed: counts.numPassedTests,
    // A file that could not be loaded holds no test, yet it has failed.
    failed: code !== 0 && failed === 0 ? 1 : failed,
    skipped: counts.numPendingTests + counts.numTodoTests,
  };
}

async function main() {
  await setUp({ development: true, say: (line) => console.error(line) });
  mkdirSync(join(root, ".build", "tests"), { recursive: true });
  const chosen = process.argv.slice(2);
  const total = { passed: 0, failed: 0, skipped: 0 };
  /** @type {string[]} */
  const passedOver = [];
  /** @type {string[]} */
  const times = [];
  for (const suite of suites) {
    if (chosen.length > 0 && !chosen.includes(suite.name)) continue;
    const missing = suite.needs.filter((need) => !needs[need]());
    if (missing.length > 0 || !(suite.always || ci || chosen.includes(suite.name))) {
      const why = missing.length > 0 ? `needs ${missing.join(", ")}` : "CI=true runs it";
      passedOver.push(`${suite.name} (${why})`);
      if (ci) total.failed += 1;
      else total.skipped += 1;
      continue;
    }
    console.log(`\n== ${suite.name}`);
    const startedAt = Date.now();
    const counts = await run(suite);
    times.push(`${suite.name} ${Math.round((Date.now() - startedAt) / 1000)} s`);
    total.passed += counts.passed;
    total.failed += counts.failed;
    total.skipped += counts.skipped;
  }
  console.log(`\n${times.join(", ")}`);
  console.log(`suites not run: ${passedOver.join("; ") || "none"}`);
  console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
