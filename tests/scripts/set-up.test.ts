import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { headersOf } from "../../scripts/set-up.mjs";

const folder = mkdtempSync(join(tmpdir(), "cunzhen-set-up-"));
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function nodeWithHeaders(version: readonly [number, number, number]): string {
  mkdirSync(join(folder, "include", "node"), { recursive: true });
  const [major, minor, patch] = version;
  const lines = [
    `#define NODE_MAJOR_VERSION ${String(major)}`,
    `#define NODE_MINOR_VERSION ${String(minor)}`,
    `#define NODE_PATCH_VERSION ${String(patch)}`,
  ];
  writeFileSync(join(folder, "include", "node", "node_version.h"), lines.join("\n"));
  return join(folder, "bin", "node");
}

describe("headers for compiling the database module", () => {
  test("those beside Node are used, so that nothing is downloaded", () => {
    const executable = nodeWithHeaders([20, 20, 2]);
    expect(headersOf(executable, "20.20.2")).toEqual({ npm_config_nodedir: folder });
  });

  test("those of another version are not", () => {
    const executable = nodeWithHeaders([20, 19, 0]);
    expect(headersOf(executable, "20.20.2")).toEqual({});
  });

  test("where there are none, node-gyp looks for them as it always does", () => {
    expect(headersOf(join(folder, "bin", "node"), "20.20.2")).toEqual({});
  });
});
