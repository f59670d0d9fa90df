import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Entry, fromBuffer } from "yauzl";
import { toUtf8 } from "../../shared/bytes/utf8.ts";
import { createPathNamer } from "../../shared/container/portable-path.ts";
import { layoutPackage } from "../../shared/container/zip-layout.ts";
import { writeParts } from "../../service/objects/package-file.ts";
import { entryOf, openObjectStore } from "../../service/objects/store.ts";

let folder: string;
let path: string;
const contents = new Map<string, Uint8Array>();

function has(tool: string): boolean {
  return spawnSync(tool, ["--help"]).error === undefined;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "zip-"));
  path = join(folder, "package.asice");
  const namer = createPathNamer();
  const names = [
    "合同（终稿）.pdf",
    "😀.txt",
    "cafe\u0301",
    "CON",
    'a"b',
    "it's 100% & more",
    "two\nlines",
  ];
  for (const name of names) contents.set(namer.under("data", name), toUtf8(`content of ${name}`));
  contents.set("data/empty", new Uint8Array(0));
  contents.set("data/large", new Uint8Array(2_000_000).fill(3));
  const store = await openObjectStore(join(folder, "objects"));
  const entries = [];
  for (const [name, bytes] of contents) entries.push(entryOf(name, await store.put(bytes)));
  await writeParts(layoutPackage(entries), store, path);
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function readByYauzl(bytes: Buffer): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, { strictFileNames: true, lazyEntries: true }, (thrown, zip) => {
      if (thrown !== null) {
        reject(thrown);
        return;
      }
      const names: string[] = [];
      zip.on("entry", (entry: Entry) => {
        names.push(entry.fileName);
        zip.readEntry();
      });
      zip.on("end", () => {
        resolve(names);
      });
      zip.on("error", reject);
      zip.readEntry();
    });
  });
}

function damaged(): string {
  const bytes = readFileSync(path);
  bytes[bytes.indexOf("content of")] = 0;
  const broken = join(folder, "broken.asice");
  writeFileSync(broken, bytes);
  return broken;
}

describe("a package as other ZIP readers see it", () => {
  test.skipIf(!has("python3"))(
    "Python's zipfile reads every entry, and names a damaged one",
    () => {
      const good = spawnSync("python3", ["-m", "zipfile", "-t", path], { encoding: "utf8" });
      expect(good.stdout).toBe("Done testing\n");
      const bad = spawnSync("python3", ["-m", "zipfile", "-t", damaged()], { encoding: "utf8" });
      expect(`${bad.stdout}${bad.stderr}`).toMatch(/合同|bad/iu);
    },
  );

  test.skipIf(!has("unzip"))("Info-ZIP reads every entry and refuses a damaged one", () => {
    expect(spawnSync("unzip", ["-tq", path]).status).toBe(0);
    expect(spawnSync("unzip", ["-tq", damaged()]).status).toBe(2);
  });

  test.skipIf(!has("unzip"))("Info-ZIP unpacks the names that were packed, in any locale", () => {
    for (const locale of ["C", "C.UTF-8"]) {
      const target = join(folder, locale);
      const env = { ...process.env, LC_ALL: locale };
      execFileSync("unzip", ["-q", path, "-d", target], { env });
      for (const [name, bytes] of contents) {
        expect(readFileSync(join(target, name)).equals(bytes), name).toBe(true);
      }
    }
  });

  test("yauzl lists the same names in the same order", async () => {
    expect(await readByYauzl(readFileSync(path))).toEqual(["mimetype", ...contents.keys()]);
  });

  test("the file magic of ASiC stands where it is looked for", () => {
    expect(readFileSync(path).toString("latin1", 30, 69)).toBe(
      "mimetypeapplication/vnd.etsi.asic-e+zip",
    );
  });
});
