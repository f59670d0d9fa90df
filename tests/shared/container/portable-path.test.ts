import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toUtf8 } from "../../../shared/bytes/utf8.ts";
import { foldName } from "../../../shared/container/name-fold.ts";
import { createPathNamer, isPortablePath } from "../../../shared/container/portable-path.ts";

const family = "👨\u200d👩\u200d👧.png";

describe("portable paths", () => {
  test.each([
    ["合同.pdf", "合同.pdf"],
    [family, family],
    ["cafe\u0301.txt", "caf\u00e9.txt"],
    ["CON", "_CON"],
    ["com1.tar.gz", "_com1.tar.gz"],
    ["LPT¹.txt", "_LPT¹.txt"],
    ["CONSOLE", "CONSOLE"],
    ['say "hi"', "say _hi_"],
    ["it's", "it's"],
    ["two\nlines", "two_lines"],
    ["back\\slash", "back_slash"],
    ["a/b", "a_b"],
    ["a:b*c?d<e>f|g", "a_b_c_d_e_f_g"],
    ["..", "__"],
    [".", "_"],
    ["name. . ", "name____"],
    [".hidden", ".hidden"],
    ["photo\u202egpj.exe", "photo_gpj.exe"],
    ["zero\u200bwidth", "zero_width"],
    ["\ufeffbom", "_bom"],
  ])("%j becomes %j", (name, expected) => {
    const path = createPathNamer().under("data", name);
    expect(path).toBe(`data/${expected}`);
    expect(isPortablePath(path)).toBe(true);
    expect(isPortablePath(name)).toBe(name === expected || name.includes("/"));
  });

  test("bytes that are no UTF-8 are shown by place holders", () => {
    const gbk = Uint8Array.of(0xba, 0xcf, 0x2e, 0x74, 0x78, 0x74);
    expect(createPathNamer().under("data", gbk)).toBe("data/__.txt");
  });

  test("names that a file system could confuse get numbers, in the order given", () => {
    const namer = createPathNamer();
    const given = [
      "README",
      "readme",
      "Readme.txt",
      "readme.TXT",
      "caf\u00e9",
      "cafe\u0301",
      "?",
      "*",
    ];
    expect(given.map((name) => namer.under("data", name))).toEqual([
      "data/README",
      "data/readme~2",
      "data/Readme.txt",
      "data/readme~2.TXT",
      "data/caf\u00e9",
      "data/caf\u00e9~2",
      "data/_",
      "data/_~2",
    ]);
  });

  test("a number that is taken is passed over", () => {
    const namer = createPathNamer();
    const given = ["a~2", "a", "A"].map((name) => namer.under("data", name));
    expect(given).toEqual(["data/a~2", "data/a", "data/A~3"]);
  });

  test("a name of 255 bytes stays whole, a longer one keeps its extension", () => {
    const whole = `${"n".repeat(251)}.pdf`;
    expect(createPathNamer().under("data", whole)).toBe(`data/${whole}`);
    const long = createPathNamer().under("data", `${"合".repeat(200)}.pdf`);
    expect(long).toBe(`data/${"合".repeat(83)}.pdf`);
  });

  test("a clash of two names of full length is solved within the length", () => {
    const namer = createPathNamer();
    const paths = [1, 2, 3].map(() => namer.under("data", `${"n".repeat(300)}.pdf`));
    expect(new Set(paths).size).toBe(3);
    expect(paths.every(isPortablePath)).toBe(true);
  });

  test("a path that grows too long moves up and stays unique", () => {
    const namer = createPathNamer();
    let parent = "data";
    const paths = new Set<string>();
    for (let depth = 0; depth < 30; depth += 1) {
      parent = namer.under(parent, "folder".repeat(20));
      paths.add(foldName(parent));
      expect(isPortablePath(parent)).toBe(true);
    }
    expect(paths.size).toBe(30);
  });

  test("whatever the names, every path is portable and no two fold to the same", () => {
    const text = fc.string({ unit: "binary", maxLength: 12 });
    const bytes = fc.uint8Array({ maxLength: 12 });
    fc.assert(
      fc.property(fc.array(fc.oneof(text, bytes), { maxLength: 12 }), (names) => {
        const namer = createPathNamer();
        const paths = names.map((name) => namer.under("data", name));
        for (const path of paths) expect(isPortablePath(path)).toBe(true);
        expect(new Set(paths.map(foldName)).size).toBe(names.length);
      }),
      { numRuns: 200 },
    );
  });

  test.each([
    "",
    "/a",
    "a/",
    "a//b",
    "../a",
    "a/.",
    "\ud800",
    "a".repeat(256),
    "字".repeat(86),
    "a/".repeat(600) + "a",
    "a/con.txt",
    "a./b",
    "a /b",
    "a b/ ",
    "a\\b",
    "a:b",
    "a*",
    "a?",
    'a"',
    "a<b",
    "a>b",
    "a|b",
    "a\u007f",
    "a\n",
  ])("%j is not portable", (path) => {
    expect(isPortablePath(path)).toBe(false);
  });

  test("one is portable exactly when its segments are what a namer makes of them, in ASCII and beyond", () => {
    const ascii = fc.string({ unit: "binary-ascii", maxLength: 6 });
    const chosen = fc.constantFrom("con", "nul.txt", "a.", ". ", "..", "é", "字", "cafe\u0301");
    fc.assert(
      fc.property(fc.array(fc.oneof(ascii, chosen), { minLength: 1, maxLength: 3 }), (parts) => {
        const path = parts.join("/");
        const kept = (segment: string): boolean =>
          segment !== "" && createPathNamer().under("data", segment) === `data/${segment}`;
        expect(isPortablePath(path)).toBe(path.split("/").every(kept));
      }),
      { numRuns: 2_000 },
    );
  });

  test("folding meets what file systems meet", () => {
    expect(foldName("STRASSE")).toBe(foldName("straße"));
    expect(foldName("\u212a")).toBe(foldName("k"));
    expect(toUtf8(foldName("\u0130"))).toEqual(toUtf8(foldName("i\u0307")));
    expect(foldName("ａ")).not.toBe(foldName("a"));
  });
});
