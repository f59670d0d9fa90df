import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "../../scripts/layers.mjs";
import { suites } from "../../scripts/test.mjs";

const files = readdirSync(join(root, "tests"), { recursive: true, encoding: "utf8" })
  .map((path) => `tests/${path.replaceAll("\\", "/")}`)
  .filter((path) => /\.test\.tsx?$/u.test(path));

/** The project of vitest.config.ts that takes a file in Node. */
function projectOf(path: string): string {
  const folder = path.split("/")[1] ?? "";
  if (["foreign", "faults", "e2e", "slow", "fuzz"].includes(folder)) return folder;
  return folder === "shared" ? "pure" : "rooms";
}

function suitesOf(path: string): readonly string[] {
  return suites
    .filter((suite) => suite.project === projectOf(path))
    .filter((suite) => suite.files?.some((prefix) => path.startsWith(prefix)) ?? true)
    .filter(
      (suite) => !(suite.without ?? []).some((glob) => path.startsWith(glob.replace("**", ""))),
    )
    .map((suite) => suite.name);
}

describe("the table of suites", () => {
  test("has every test file in exactly one suite of Node", () => {
    expect(files.length).toBeGreaterThan(20);
    expect(files.filter((path) => suitesOf(path).length !== 1)).toEqual([]);
  });

  test("finds the real tokens under CI, where their suite must not be passed over", () => {
    const tokens = join(root, "..", "shared", "test-data", "rfc3161-tokens", "INDEX.tsv");
    expect(process.env["CI"] !== "true" || existsSync(tokens)).toBe(true);
  });

  test("runs without CI what a developer needs in three minutes, and no Maven", () => {
    const always = suites.filter((suite) => suite.always).map((suite) => suite.name);
    expect(always).toEqual([
      "pure",
      "rooms",
      "chromium",
      "openssl",
      "report",
      "go",
      "kills",
      "browser",
    ]);
    const maven = suites.filter(({ needs }) => needs.includes("mvn"));
    expect(maven.map(({ name, always: here }) => [name, here])).toEqual([
      ["judges", false],
      ["dss", false],
    ]);
  });
});
