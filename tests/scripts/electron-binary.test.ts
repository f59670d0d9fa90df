import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fetchElectron } from "../../scripts/electron-binary.mjs";

let folder: string;
const told: string[] = [];
const say = (line: string): void => {
  told.push(line);
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "cunzhen-installer-"));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function installer(name: string, text: string): string {
  const path = join(folder, `${name}.cjs`);
  writeFileSync(path, text);
  return path;
}

describe("fetching Electron", () => {
  test("gives up when no byte arrives, and names the mirror setting", async () => {
    told.length = 0;
    const dead = installer("dead", "setInterval(() => {}, 1000);");
    const startedAt = Date.now();
    expect(await fetchElectron({ installer: dead, silenceMs: 600, say })).toBe(false);
    expect(Date.now() - startedAt).toBeLessThan(5_000);
    expect(told.join("\n")).toContain("ELECTRON_MIRROR");
  });

  test("waits as long as bytes arrive, however slowly", async () => {
    const slow = installer(
      "slow",
      `const fs = require("node:fs"), os = require("node:os"), path = require("node:path");
const file = path.join(os.tmpdir(), "part");
let n = 0;
const timer = setInterval(() => {
  fs.appendFileSync(file, "bytes");
  if (++n === 10) clearInterval(timer);
}, 300);`,
    );
    expect(await fetchElectron({ installer: slow, silenceMs: 1_500, say })).toBe(true);
  });

  test("falls back at once when the download is refused", async () => {
    told.length = 0;
    const refused = installer("refused", "process.exit(1);");
    expect(await fetchElectron({ installer: refused, silenceMs: 60_000, say })).toBe(false);
    expect(told.join("\n")).toContain("browser");
  });
});
