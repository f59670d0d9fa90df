import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { captureSource } from "../../../service/capture/capture.ts";
import { memberOf } from "../../../service/capture/captured-member.ts";
import { isPortablePath } from "../../../shared/container/portable-path.ts";
import { bundleZipLimits } from "../../../shared/container/zip-directory.ts";
import { readZip } from "../../../shared/container/zip-reader.ts";
import { type CapturePlace, makePlace } from "./capture-place.ts";

let place: CapturePlace;

beforeEach(() => {
  place = makePlace();
});

afterEach(() => {
  place.remove();
});

const bytesOf = (text: string) => ({ base64: Buffer.from(text, "latin1").toString("base64") });

describe("capturing a folder", () => {
  test("every file, link and empty folder is a member; nothing outside is reached", async () => {
    writeFileSync(join(place.root, "outside.txt"), "secret");
    mkdirSync(join(place.from, "sub"));
    mkdirSync(join(place.from, "void"));
    place.put("a.txt", "a");
    place.put("sub/b.txt", "b");
    symlinkSync("../a.txt", join(place.from, "sub/inside"));
    symlinkSync("../outside.txt", join(place.from, "climbing"));
    symlinkSync("/home/alice/private/c.txt", join(place.from, "absolute"));
    symlinkSync("..", join(place.from, "sub/loop"));
    const found = await place.members(place.from);
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
    expect(place.stored().length).toBe(2);
  });

  test("an empty folder is a member, and has no entries", async () => {
    const captured = await place.capture(place.from);
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
    for (const name of names) place.put(name);
    const gbk = Buffer.concat([Buffer.from(`${place.from}/`), Buffer.of(0xba, 0xcf, 0xcd, 0xac)]);
    writeFileSync(gbk, "gbk");
    const found = await place.members(place.from);
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
    mkdirSync(join(place.from, "Pics"));
    mkdirSync(join(place.from, "pics"));
    place.put("Pics/1.jpg");
    place.put("pics/1.jpg", "other");
    expect((await place.members(place.from)).map(({ path }) => path)).toEqual([
      "data/from/Pics/1.jpg",
      "data/from/pics~2/1.jpg",
    ]);
  });

  test("the same content is stored once", async () => {
    place.put("one", "same");
    place.put("two", "same");
    expect((await place.members(place.from)).length).toBe(2);
    expect(place.stored().length).toBe(1);
  });

  test("900 files are entries of their own, 901 go into one inner ZIP", async () => {
    for (let n = 0; n < 900; n += 1) place.put(`f${n}`, `${n}`);
    const few = await place.capture(place.from);
    expect(few).toMatchObject({ ok: true, value: { entries: { length: 900 } } });
    place.put("f900", "900");
    const opened = await place.options();
    const many = await captureSource(place.from, opened);
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
  }, 60_000);
});
