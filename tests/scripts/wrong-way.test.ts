import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { cruise } from "dependency-cruiser";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cruiserRules } from "../../scripts/cruiser-rules.mjs";
import { root, rooms, tsconfigOf } from "../../scripts/layers.mjs";

/** A house of its own with a file or two in each room. */
let house: string;

function write(path: string, text: string): void {
  mkdirSync(dirname(join(house, path)), { recursive: true });
  writeFileSync(join(house, path), text);
}

const wrongWays: Readonly<Record<string, string>> = {
  "service/to-consortium.ts":
    'import type { Log } from "../consortium/log.ts";\nexport type A = Log;\n',
  "platform/to-service.ts": 'export { vault } from "../service/vault.ts";\n',
  "shared/digest/to-log.ts": 'export { note } from "../log/note.ts";\n',
  "shared/bytes/to-platform.ts":
    'import type { Db } from "../../platform/db.ts";\nexport type B = Db;\n',
  "electron/to-shared-log.ts": 'export { note } from "../shared/log/note.ts";\n',
  "renderer/components/to-service.ts": 'export { vault } from "../../service/vault.ts";\n',
  "consortium/to-forge.ts": 'import forge from "node-forge";\nexport const C = forge;\n',
  "shared/log/to-zod.ts": 'import { z } from "zod";\nexport const D = z;\n',
  "cli/to-electron.ts": 'import { app } from "electron";\nexport const E = app;\n',
};

const rightWays: Readonly<Record<string, string>> = {
  "shared/log/note.ts": 'export { one } from "../bytes/one.ts";\nexport const note = 1;\n',
  "shared/bytes/one.ts": "export const one = 1;\n",
  "shared/contract/calls.ts": 'import { z } from "zod";\nexport const call = z.string();\n',
  "platform/db.ts": 'import { one } from "../shared/bytes/one.ts";\nexport type Db = typeof one;\n',
  "service/vault.ts": 'import type { Db } from "../platform/db.ts";\nexport const vault: Db = 1;\n',
  "consortium/log.ts": 'import type { Db } from "../platform/db.ts";\nexport type Log = Db;\n',
  "cli/one.ts": 'export { vault } from "../service/vault.ts";\n',
};

beforeAll(() => {
  house = mkdtempSync(join(tmpdir(), "cunzhen-house-"));
  symlinkSync(join(root, "node_modules"), join(house, "node_modules"), "dir");
  copyFileSync(join(root, "tsconfig.base.json"), join(house, "tsconfig.base.json"));
  writeFileSync(join(house, "package.json"), '{"type":"module"}');
  for (const [path, text] of Object.entries(rightWays)) write(path, text);
});

afterAll(() => {
  rmSync(house, { recursive: true, force: true });
});

async function violations(): Promise<readonly string[]> {
  const { output } = await cruise(
    rooms.map((room) => room.path).filter((path) => !path.startsWith("renderer")),
    {
      baseDir: house,
      validate: true,
      ruleSet: { forbidden: cruiserRules() },
      doNotFollow: { path: "node_modules" },
      tsPreCompilationDeps: true,
      enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "default"] },
    },
  );
  if (typeof output === "string") throw new Error("text");
  return output.summary.violations.map((violation) => violation.from);
}

describe("dependency-cruiser by the arrow table", () => {
  test("lets the right ways pass and refuses every wrong one", async () => {
    for (const room of rooms) mkdirSync(join(house, room.path), { recursive: true });
    expect(await violations()).toEqual([]);
    const wrong = Object.entries(wrongWays).filter(([path]) => !path.startsWith("renderer/"));
    for (const [path, text] of wrong) write(path, text);
    const found = new Set(await violations());
    for (const [path] of wrong) rmSync(join(house, path));
    expect([...found].sort()).toEqual(wrong.map(([path]) => path).sort());
  }, 60_000);
});

/** What `tsc -b` says of a room in the house. */
function typesOf(room: string): string {
  const built = spawnSync(
    process.execPath,
    [join(root, "node_modules/typescript/bin/tsc"), "-b", room],
    {
      cwd: house,
      encoding: "utf8",
    },
  );
  return built.stdout;
}

describe("tsc -b by the arrow table", () => {
  beforeAll(() => {
    for (const room of rooms) {
      const config = tsconfigOf(room);
      const references = config.references.filter(({ path }) =>
        /shared|platform|service/.test(path),
      );
      write(
        `${room.path}/tsconfig.json`,
        JSON.stringify({ ...config, references, include: ["**/*.ts"] }),
      );
    }
  });

  test("refuses a type of the consortium in the service", () => {
    expect(typesOf("service")).toBe("");
    write("service/to-consortium.ts", wrongWays["service/to-consortium.ts"] ?? "");
    expect(typesOf("service")).toContain("TS6307");
    rmSync(join(house, "service/to-consortium.ts"));
  }, 60_000);

  for (const [what, text] of [
    ["node:fs", 'export { readFileSync } from "node:fs";\n'],
    ["document", "export const title = document.title;\n"],
    ["Buffer", "export const b = Buffer.alloc(1);\n"],
    ["console", "console.log(1);\nexport const c = 1;\n"],
    ["crypto", "export const r = crypto.randomUUID();\n"],
  ] as const) {
    test(`knows no ${what} in shared/`, () => {
      write("shared/bytes/impure.ts", text);
      expect(typesOf("shared")).toMatch(/TS(2304|2307|2580|2584|2591)/u);
      rmSync(join(house, "shared/bytes/impure.ts"));
    }, 30_000);
  }
});

test("eslint knows no clock and no chance in shared/", () => {
  const probe =
    "const now = Date.now();\nconst luck = Math.random();\nexport const both = [now, luck];\n";
  const eslint = join(root, "node_modules/eslint/bin/eslint.js");
  const words = [
    eslint,
    "--stdin",
    "--stdin-filename",
    "shared/bytes/result.ts",
    "--format",
    "json",
  ];
  const linted = spawnSync(process.execPath, words, { cwd: root, input: probe, encoding: "utf8" });
  expect(linted.stdout).toContain("no-restricted-globals");
  expect(linted.stdout).toContain("no-restricted-properties");
}, 60_000);
