import { execFileSync } from "node:child_process";
import { createServer } from "node:net";
import { appendFileSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "../../shared/contract/zod-csp.ts";
import {
  command,
  itemsIn,
  jsonIn,
  removeSetting,
  temporarySetting,
  type Ended,
} from "../parties/command.ts";

let setting: Awaited<ReturnType<typeof temporarySetting>>;
const at = (...names: readonly string[]) => join(setting.cwd, ...names);
const notarize = (...paths: readonly string[]) =>
  command(["notarize", ...paths, "--json"], setting);

beforeAll(async () => {
  setting = await temporarySetting();
});
afterAll(async () => {
  await removeSetting(setting);
});

const members = z.object({
  items: z.array(
    z.object({
      memberList: z.array(
        z.object({ path: z.string(), originalName: z.string(), type: z.string() }),
      ),
    }),
  ),
});

async function membersOf(ended: Ended) {
  const [item] = itemsIn(ended);
  const shown = await command(["show", item?.id ?? "", "--json"], setting);
  return members.parse(jsonIn(shown.stdout)).items[0]?.memberList ?? [];
}

async function expectPassed(ended: Ended): Promise<void> {
  expect(ended.code, ended.stdout + ended.stderr).toBe(0);
  for (const item of itemsIn(ended)) {
    const verified = await command(["verify", item.package ?? "", "--json"], setting);
    expect(verified.code, verified.stdout).toBe(0);
  }
}

describe("names that other systems cannot have", () => {
  test("become portable ones, and the true ones are sealed beside them", async () => {
    mkdirSync(at("names"));
    const names = [
      "合同.txt",
      "🖋️.txt",
      "caf\u00e9.txt",
      "cafe\u0301.txt",
      "README",
      "readme",
      "CON",
      'it\'s "quoted".txt',
      "two\nlines",
      "back\\slash",
      "dot.",
      "..hidden",
      "\u202efdp.exe",
      `${"长".repeat(84)}.md`,
    ];
    for (const name of names) writeFileSync(at("names", name), name);
    writeFileSync(
      Buffer.concat([Buffer.from(`${at("names")}/`), Buffer.from([0xb9, 0xfa])]),
      "gbk",
    );
    const ended = await notarize("names");
    await expectPassed(ended);
    const found = await membersOf(ended);
    expect(found.length).toBe(names.length + 1);
    for (const { path } of found) expect(path).not.toMatch(/[\u0000-\u001f\\:*?"<>|\u202e]/u);
    const folded = found.map(({ path }) => path.normalize("NFC").toLowerCase());
    expect(new Set(folded).size).toBe(found.length);
    const originals = found.map(({ originalName }) => originalName);
    for (const name of ["合同.txt", "CON", "back\\slash", "two\nlines"]) {
      expect(originals).toContain(`names/${name}`);
    }
    expect(originals.filter((name) => name.startsWith("base64:")).length).toBe(2);
  });
});

describe("what a folder may hold beside files", () => {
  test("links are recorded and never followed, loops included; empty folders are kept", async () => {
    mkdirSync(at("tree", "empty"), { recursive: true });
    writeFileSync(at("secret"), "outside");
    writeFileSync(at("tree", "file"), "inside");
    symlinkSync("../secret", at("tree", "out"));
    symlinkSync(".", at("tree", "loop"));
    symlinkSync("nowhere", at("tree", "dangling"));
    const ended = await notarize("tree");
    await expectPassed(ended);
    const found = await membersOf(ended);
    expect(found.map(({ type }) => type).sort()).toEqual([
      "directory",
      "file",
      "link",
      "link",
      "link",
    ]);
  });

  test.each(["fifo", "socket"])("a %s makes no evidence, and says what it is", async (kind) => {
    mkdirSync(at(kind));
    const server = createServer();
    if (kind === "fifo") execFileSync("mkfifo", [at(kind, "x")]);
    else await new Promise<void>((resolve) => server.listen(at(kind, "x"), resolve));
    for (const path of [kind, join(kind, "x")]) {
      const ended = await notarize(path);
      expect(ended.code, ended.stdout).toBe(1);
      expect(itemsIn(ended)).toMatchObject([
        { state: "requested", hold: { kind: "stop", code: "SOURCE_TYPE_UNSUPPORTED" } },
      ]);
    }
    server.close();
  });

  test("more than 900 files go into one bundle, and all are members", async () => {
    mkdirSync(at("many"));
    for (let n = 0; n < 950; n += 1) writeFileSync(at("many", `${String(n)}.txt`), String(n));
    const ended = await notarize("many");
    await expectPassed(ended);
    expect(itemsIn(ended)[0]?.members).toBe(950);
  });
});

describe("sizes", () => {
  test("an empty file, an empty folder and a sparse file are evidence like any other", async () => {
    writeFileSync(at("zero"), "");
    mkdirSync(at("nothing"));
    writeFileSync(at("sparse"), "");
    truncateSync(at("sparse"), 64 * 1024 * 1024);
    const ended = await notarize("zero", "nothing", "sparse");
    await expectPassed(ended);
    expect(itemsIn(ended).map(({ bytes }) => bytes)).toEqual([0, 0, 64 * 1024 * 1024]);
  });

  test("a file for which there is no room is refused before its first byte is read", async () => {
    writeFileSync(at("huge"), "");
    truncateSync(at("huge"), 4 * 2 ** 40);
    const ended = await notarize("huge");
    expect(ended.code).toBe(1);
    expect(itemsIn(ended)).toMatchObject([{ hold: { kind: "stop", code: "SPACE_TOO_SMALL" } }]);
  });
});

describe("a file that does not hold still", () => {
  test("makes no evidence while it changes, and resume takes it when it has stopped", async () => {
    writeFileSync(at("log"), Buffer.alloc(32 * 1024 * 1024));
    const writer = setInterval(() => {
      appendFileSync(at("log"), "one more line\n");
    }, 1);
    const ended = await notarize("log");
    clearInterval(writer);
    expect(ended.code, ended.stdout).toBe(1);
    const [item] = itemsIn(ended);
    expect(item).toMatchObject({ state: "requested", hold: { code: "SOURCE_CHANGED" } });
    const resumed = await command(["resume", item?.id ?? "", "--json"], setting);
    await expectPassed(resumed);
  });
});
