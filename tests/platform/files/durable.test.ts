import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { writeDurably, writeFileDurably } from "../../../platform/files/durable.ts";
import { freeBytes } from "../../../platform/files/free-space.ts";
import { walkFolder, WalkStopped } from "../../../platform/files/folder-walk.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "files-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe("a durable write", () => {
  test("replaces the old content by the whole new one", async () => {
    const path = join(folder, "a");
    writeFileSync(path, "old");
    await writeFileDurably(path, Buffer.from("new"));
    expect(readFileSync(path, "utf8")).toBe("new");
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(["a"]);
  });

  test("that fails leaves the old content and no other file", async () => {
    const path = join(folder, "a");
    writeFileSync(path, "old");
    const half = writeDurably(path, async (handle) => {
      await handle.write("ne");
      throw new Error("stop");
    });
    await expect(half).rejects.toThrow("stop");
    expect(readFileSync(path, "utf8")).toBe("old");
    expect(readdirSync(folder)).toEqual(["a"]);
  });
});

describe("a walk", () => {
  test("stops at its bounds", async () => {
    for (const name of ["a", "b", "c"]) writeFileSync(join(folder, name), "");
    const root = Buffer.from(folder);
    expect((await walkFolder(root, { entries: 3, depth: 1 })).length).toBe(3);
    await expect(walkFolder(root, { entries: 2, depth: 1 })).rejects.toMatchObject({
      why: "too-many",
    });
    await expect(
      walkFolder(Buffer.from(join(folder, "a")), { entries: 9, depth: 1 }),
    ).rejects.toBeInstanceOf(WalkStopped);
  });
});

test("free space is told for a folder that is still to be made", async () => {
  expect(await freeBytes(join(folder, "not", "yet"))).toBeGreaterThan(0);
});
