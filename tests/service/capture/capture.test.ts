import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { bundleZipLimits } from "../../../shared/container/zip-directory.ts";
import { readZip } from "../../../shared/container/zip-reader.ts";
import { isPortablePath } from "../../../shared/container/portable-path.ts";
import { captureSource, type CaptureOptions } from "../../../service/capture/capture.ts";
import type { CapturedMember } from "../../../service/capture/captured-member.ts";
import { memberOf } from "../../../service/capture/captured-member.ts";
import { openObjectStore } from "../../../service/objects/store.ts";

let root: string;
let home: string;
let from: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "capture-"));
  home = join(root, "home");
  from = join(root, "from");
  mkdirSync(from);
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

async function options(more: Partial<CaptureOptions> = {}): Promise<CaptureOptions> {
  const store = await openObjectStore(join(home, "objects"));
  return { store, home, sm3: false, signal: new AbortController().signal, ...more };
}

async function capture(path: string, more: Partial<CaptureOptions> = {}) {
  return captureSource(path, await options(more));
}

async function members(path: string): Promise<readonly CapturedMember[]> {
  const captured = await capture(path);
  if (!captured.ok) throw new Error(captured.fault.code);
  return captured.value.members;
}

async function faultOf(path: string, more: Partial<CaptureOptions> = {}): Promise<string> {
  const captured = await capture(path, more);
  return captured.ok ? "" : captured.fault.code;
}

function put(name: string, content: string | Uint8Array = name): string {
  const path = join(from, name);
  writeFileSync(path, content);
  return path;
}

/** Every file under the home's objects, unfinished ones too. */
function stored(): readonly string[] {
  return readdirSync(join(home, "objects"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
}

const bytesOf = (text: string) => ({ base64: Buffer.from(text, "latin1").toString("base64") });

describe("capturing a file", () => {
  test("keeps its bytes under their digest, with what the file system says of it", async () => {
    const path = put("合同.pdf", "甲方");
    utimesSync(path, 1_700_000_000.5, 1_700_000_000.5);
    const captured = await capture(path);
    if (!captured.ok) throw new Error(captured.fault.code);
    const sha256 = createHash("sha256").update("甲方").digest("hex");
    const facts = { sha256, size: 6, crc32: 0x11b707fe };
    expect(captured.value).toEqual({
      kind: "file",
      bytes: 6,
      entries: [{ name: "data/合同.pdf", ...facts }],
      members: [
        {
          id: "m1",
          type: "file",
          path: "data/合同.pdf",
          originalName: { text: "合同.pdf" },
          mtime: 1_700_000_000_500,
          mediaType: "application/pdf",
          ...facts,
        },
      ],
    });
    expect(stored()).toEqual([sha256]);
    expect(readFileSync(join(home, "objects", sha256.slice(0, 2), sha256), "utf8")).toBe("甲方");
  });

  test("an empty file is a member like another", async () => {
    const [member] = await members(put("empty", ""));
    expect(member).toMatchObject({ type: "file", size: 0, crc32: 0 });
  });

  test("SM3 is computed when it is asked for", async () => {
    const captured = await capture(put("abc", "abc"), { sm3: true });
    expect(captured).toMatchObject({
      value: {
        members: [{ sm3: "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0" }],
      },
    });
  });

  test("a link that its owner named is followed", async () => {
    put("target.txt", "content");
    symlinkSync("target.txt", join(from, "link.txt"));
    expect(await members(join(from, "link.txt"))).toMatchObject([
      { type: "file", originalName: { text: "link.txt" }, size: 7 },
    ]);
  });

  test("a sparse file is read as what it holds", async () => {
    const path = put("sparse", "");
    truncateSync(path, 300 * 1024 * 1024);
    const [member] = await members(path);
    expect(member).toMatchObject({ size: 300 * 1024 * 1024 });
  });

  test("progress tells bytes done and in all, and ends at all", async () => {
    const told: [number, number][] = [];
    const path = put("big", new Uint8Array(3_000_000));
    await capture(path, { progress: (done, total) => told.push([done, total]) });
    expect(told.length).toBeGreaterThan(1);
    expect(told.at(-1)).toEqual([3_000_000, 3_000_000]);
  });
});

describe("what cannot be captured", () => {
  test("a missing path", async () => {
    expect(await faultOf(join(from, "nothing"))).toBe("SOURCE_MISSING");
    expect(await faultOf(join(put("file"), "below"))).toBe("SOURCE_MISSING");
    symlinkSync("nowhere", join(from, "dangling"));
    expect(await faultOf(join(from, "dangling"))).toBe("SOURCE_MISSING");
    symlinkSync("loop", join(from, "loop"));
    expect(await faultOf(join(from, "loop"))).toBe("INPUT_UNREADABLE");
  });

  test.skipIf(process.getuid?.() === 0)("an unreadable file, alone or in a folder", async () => {
    chmodSync(put("closed"), 0);
    expect(await faultOf(join(from, "closed"))).toBe("INPUT_UNREADABLE");
    expect(await faultOf(from)).toBe("INPUT_UNREADABLE");
  });

  test("a FIFO, without waiting for a writer; a socket; a device", async () => {
    execFileSync("mkfifo", [join(from, "fifo")]);
    expect(await faultOf(join(from, "fifo"))).toBe("SOURCE_TYPE_UNSUPPORTED");
    expect(await faultOf(from)).toBe("SOURCE_TYPE_UNSUPPORTED");
    unlinkSync(join(from, "fifo"));
    const server = createServer();
    await new Promise<void>((done) => server.listen(join(from, "socket"), done));
    expect(await faultOf(from)).toBe("SOURCE_TYPE_UNSUPPORTED");
    server.close();
    expect(await faultOf("/dev/null")).toBe("SOURCE_TYPE_UNSUPPORTED");
  });

  test("a source larger than what is free, before anything is written", async () => {
    const path = put("huge", "");
    const { bavail, bsize } = statfsSync(from);
    truncateSync(path, Math.floor((bavail * bsize) / 2) + 1_000_000);
    const captured = await capture(path);
    expect(captured).toMatchObject({ ok: false, fault: { code: "SPACE_TOO_SMALL" } });
    expect(stored()).toEqual([]);
  });

  test("a file that grows, shrinks or is rewritten while it is read", async () => {
    const path = join(from, "log");
    const changes = [
      () => appendFileSync(path, "more"),
      () => truncateSync(path, 10),
      () => writeFileSync(path, new Uint8Array(4_000_000).fill(1)),
    ];
    for (const change of changes) {
      writeFileSync(path, new Uint8Array(4_000_000));
      let pending: (() => void) | undefined = change;
      const progress = () => {
        pending?.();
        pending = undefined;
      };
      expect(await faultOf(path, { progress })).toBe("SOURCE_CHANGED");
      expect(stored()).toEqual([]);
    }
  });

  test("a file that is replaced or removed while it is read", async () => {
    const path = put("moving", new Uint8Array(4_000_000));
    let pending = true;
    const replace = () => {
      if (pending) {
        unlinkSync(path);
        writeFileSync(path, new Uint8Array(4_000_000));
      }
      pending = false;
    };
    expect(await faultOf(path, { progress: replace })).toBe("SOURCE_CHANGED");
    const remove = () => {
      rmSync(path, { force: true });
    };
    expect(await faultOf(path, { progress: remove })).toBe("SOURCE_VANISHED");
    expect(stored()).toEqual([]);
  });

  test("a file of a folder that is gone when its turn comes", async () => {
    for (const name of ["a", "b", "c", "d", "e", "f"]) put(name, new Uint8Array(2_000_000));
    const progress = () => {
      rmSync(join(from, "f"), { force: true });
    };
    expect(await faultOf(from, { progress })).toBe("SOURCE_VANISHED");
  });

  test("stopped in the middle, it rejects with the reason and leaves nothing half-written", async () => {
    const controller = new AbortController();
    const path = put("big", new Uint8Array(30_000_000));
    const progress = () => {
      controller.abort(new Error("enough"));
    };
    const signal = controller.signal;
    await expect(capture(path, { signal, progress })).rejects.toThrow("enough");
    expect(stored()).toEqual([]);
  });
});

describe("capturing a folder", () => {
  test("every file, link and empty folder is a member; nothing outside is reached", async () => {
    writeFileSync(join(root, "outside.txt"), "secret");
    mkdirSync(join(from, "sub"));
    mkdirSync(join(from, "void"));
    put("a.txt", "a");
    put("sub/b.txt", "b");
    symlinkSync("../a.txt", join(from, "sub/inside"));
    symlinkSync("../outside.txt", join(from, "climbing"));
    symlinkSync("/home/alice/private/c.txt", join(from, "absolute"));
    symlinkSync("..", join(from, "sub/loop"));
    const found = await members(from);
    expect(
      found.map((each) => [each.type, each.path, "target" in each ? each.target : ""]),
    ).toEqual([
      ["file", "data/from/a.txt", ""],
      ["link", "data/from/absolute", { text: "/…/c.txt" }],
      ["link", "data/from/climbing", { text: "../outside.txt" }],
      ["file", "data/from/sub/b.txt", ""],
      ["link", "data/from/sub/inside", { text: "../a.txt" }],
      ["link", "data/from/sub/loop", { text: ".." }],
      ["directory", "data/from/void", ""],
    ]);
    expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
    expect(stored().length).toBe(2);
  });

  test("an empty folder is a member, and has no entries", async () => {
    const captured = await capture(from);
    expect(captured).toMatchObject({ ok: true, value: { kind: "folder", entries: [], bytes: 0 } });
  });

  test("hard names get portable paths and are kept as they were", async () => {
    const names = [
      "合同（终稿）.pdf",
      "😀.txt",
      "caf\u00e9",
      "cafe\u0301",
      "README",
      "readme",
      `${"n".repeat(251)}.txt`,
      "CON",
      'a"b',
      "it's",
      "two\nlines",
      "back\\slash",
      "..hidden",
      "trailing. ",
      "-rf",
    ];
    for (const name of names) put(name);
    const gbk = Buffer.concat([Buffer.from(`${from}/`), Buffer.of(0xba, 0xcf, 0xcd, 0xac)]);
    writeFileSync(gbk, "gbk");
    const found = await members(from);
    expect(found.length).toBe(names.length + 1);
    expect(new Set(found.map(({ path }) => path.toUpperCase())).size).toBe(found.length);
    for (const { path } of found) expect(isPortablePath(path)).toBe(true);
    const originals = found.map(({ originalName }) => originalName);
    expect(originals).toContainEqual({ text: "from/two\nlines" });
    expect(originals).toContainEqual({ text: "from/CON" });
    expect(originals).toContainEqual({
      base64: Buffer.from("from/cafe\u0301").toString("base64"),
    });
    expect(originals).toContainEqual(bytesOf("from/\xba\xcf\xcd\xac"));
    const named = found.find(({ originalName }) => "base64" in originalName);
    expect(named === undefined ? undefined : memberOf(named).originalName).toHaveProperty("bytes");
  });

  test("a folder's name is chosen once, and holds for what is below it", async () => {
    mkdirSync(join(from, "Pics"));
    mkdirSync(join(from, "pics"));
    put("Pics/1.jpg");
    put("pics/1.jpg", "other");
    expect((await members(from)).map(({ path }) => path)).toEqual([
      "data/from/Pics/1.jpg",
      "data/from/pics~2/1.jpg",
    ]);
  });

  test("the same content is stored once", async () => {
    put("one", "same");
    put("two", "same");
    expect((await members(from)).length).toBe(2);
    expect(stored().length).toBe(1);
  });

  test("900 files are entries of their own, 901 go into one inner ZIP", async () => {
    for (let n = 0; n < 900; n += 1) put(`f${n}`, `${n}`);
    const few = await capture(from);
    expect(few).toMatchObject({ ok: true, value: { entries: { length: 900 } } });
    put("f900", "900");
    const opened = await options();
    const many = await captureSource(from, opened);
    if (!many.ok) throw new Error(many.fault.code);
    const [bundle, ...none] = many.value.entries;
    if (bundle === undefined) throw new Error("no bundle");
    expect(none).toEqual([]);
    expect(bundle.name).toBe("data/bundle.zip");
    const source = await opened.store.open(bundle.sha256);
    const inner = await readZip(source, bundleZipLimits);
    await source.close();
    if (!inner.ok) throw new Error(inner.fault.rule);
    const listed = many.value.members.map((each) => [each.path, "size" in each ? each.size : 0]);
    expect(inner.value.entries.map(({ name, size }) => [name, size])).toEqual(listed);
    expect(listed[0]).toEqual(["from/f0", 1]);
    expect(new Set(many.value.members.map(({ within }) => within))).toEqual(
      new Set(["data/bundle.zip"]),
    );
    expect(
      execFileSync("python3", [
        "-m",
        "zipfile",
        "-t",
        opened.store.pathOf(bundle.sha256),
      ]).toString(),
    ).toContain("Done testing");
  });
});
