import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { concatBytes } from "../../../shared/bytes/octets.ts";
import { toHex } from "../../../shared/bytes/hex.ts";
import { toUtf8 } from "../../../shared/bytes/utf8.ts";
import type { EntryRef, PackagePart } from "../../../shared/container/package-part.ts";
import { sizeOfParts } from "../../../shared/container/package-part.ts";
import { layoutPackage, layoutZip, mimetypeEntry } from "../../../shared/container/zip-layout.ts";
import { foreignZipLimits } from "../../../shared/container/zip-directory.ts";
import { readZip } from "../../../shared/container/zip-reader.ts";
import { compareSkeleton } from "../../../shared/container/zip-skeleton.ts";
import type { ByteSource } from "../../../shared/digest/byte-source.ts";
import { crc32 } from "../../../shared/digest/crc32.ts";
import { digestOf } from "../../../shared/digest/digest.ts";
import { memorySource } from "../../../shared/digest/memory-source.ts";
import { writeOddZip } from "../../parties/odd-zip.ts";
import { bytesOf, vectorsOf } from "../../parties/vectors.ts";
import index from "../../vectors/zip/INDEX.tsv?raw";

const files = import.meta.glob<string>("../../vectors/zip/*/*.zip", {
  query: "?inline",
  import: "default",
  eager: true,
});
const vectors = vectorsOf(files, index);

function entry(name: string, content: Uint8Array): EntryRef & { bytes: Uint8Array } {
  const sha256 = toHex(digestOf("sha256", content));
  return { name, sha256, size: content.length, crc32: crc32(content), bytes: content };
}

function laidBytes(parts: readonly PackagePart[]): Uint8Array {
  return concatBytes(
    ...parts.map((part) => {
      if (part instanceof Uint8Array) return part;
      throw new Error("these entries have their bytes");
    }),
  );
}

/** A file too large to exist: what is not listed reads as zeros. */
function sparseSource(parts: readonly PackagePart[]): ByteSource {
  const known: { start: number; bytes: Uint8Array }[] = [];
  let size = 0;
  for (const part of parts) {
    if (part instanceof Uint8Array) known.push({ start: size, bytes: part });
    size += part instanceof Uint8Array ? part.length : part.size;
  }
  return {
    size,
    read(start, end) {
      const bytes = new Uint8Array(end - start);
      for (const piece of known) {
        const from = Math.max(start, piece.start);
        const to = Math.min(end, piece.start + piece.bytes.length);
        if (from >= to) continue;
        bytes.set(piece.bytes.subarray(from - piece.start, to - piece.start), from - start);
      }
      return Promise.resolve(bytes);
    },
    digest: () => Promise.reject(new Error("not here")),
  };
}

describe("reading a ZIP", () => {
  test.each(vectors)("$file: $rule", async ({ bytes, rule }) => {
    const read = await readZip(memorySource(bytes));
    expect(read.ok ? "" : read.fault.rule).toBe(rule);
  });

  test("gives names, sizes and places of the contents", async () => {
    const own = bytesOf(vectors, "good/own.zip");
    const read = await readZip(memorySource(own));
    if (!read.ok) throw new Error("a good vector");
    const contents = read.value.entries.map(({ name, start, end }) => [
      name,
      new TextDecoder().decode(own.subarray(start, end)),
    ]);
    expect(contents).toEqual([
      ["mimetype", "application/vnd.etsi.asic-e+zip"],
      ["evidence.json", "{}\n"],
      ["data/合同.txt", "甲方\n"],
    ]);
  });

  test("rejects when the source does, so that a disk's fault is no verdict", async () => {
    const broken: ByteSource = {
      size: 1_000,
      read: () => Promise.reject(new Error("EIO")),
      digest: () => Promise.reject(new Error("EIO")),
    };
    await expect(readZip(broken)).rejects.toThrow("EIO");
  });

  test("any bytes are read or refused, never thrown at", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        expect(typeof (await readZip(memorySource(bytes))).ok).toBe("boolean");
      }),
      { numRuns: 50 },
    );
  });
});

const name = fc
  .array(fc.constantFrom("a", "b", "合", "é", "😀", "1", "-", " x"), { minLength: 1, maxLength: 6 })
  .map((letters) => letters.join(""));
const members = fc
  .uniqueArray(fc.tuple(name, fc.uint8Array({ maxLength: 40 })), {
    selector: ([each]) => each,
    maxLength: 6,
  })
  .map((pairs) => pairs.map(([each, content]) => entry(`data/${each}`, content)));

describe("laying out a ZIP", () => {
  test("equals, byte for byte, the vector written by hand", () => {
    const own = bytesOf(vectors, "good/own.zip");
    const laid = layoutZip([
      mimetypeEntry,
      entry("evidence.json", toUtf8("{}\n")),
      entry("data/合同.txt", toUtf8("甲方\n")),
    ]);
    expect(laidBytes(laid)).toEqual(own);
  });

  test("mimetype's name and value begin at bytes 30 and 38", () => {
    const bytes = laidBytes(layoutPackage([]));
    const text = String.fromCharCode(...bytes.subarray(30, 69));
    expect(text).toBe("mimetypeapplication/vnd.etsi.asic-e+zip");
    expect(mimetypeEntry).toMatchObject(entry("mimetype", mimetypeEntry.bytes));
  });

  test("what is laid out is read back, with the skeleton it should have", async () => {
    await fc.assert(
      fc.asyncProperty(members, async (entries) => {
        const bytes = laidBytes(layoutPackage(entries));
        const read = await readZip(memorySource(bytes));
        if (!read.ok) throw new Error(read.fault.rule);
        const found = read.value.entries.slice(1).map((each) => ({
          ...entry(each.name, bytes.slice(each.start, each.end)),
          crc32: each.crc32,
        }));
        expect(found).toEqual(entries);
        expect(compareSkeleton(read.value)).toEqual({ ok: true, value: true });
      }),
      { numRuns: 30 },
    );
  });

  test("zip64 is written when a size or a place needs it, and only then", async () => {
    const large = 0x1_2345_6789;
    const sha256 = "0".repeat(64);
    const parts = layoutPackage([
      { name: "data/small", sha256, size: 5, crc32: 1 },
      { name: "data/large", sha256, size: large, crc32: 2 },
      { name: "data/exactly", sha256, size: 0xffffffff, crc32: 3 },
      { name: "data/last", sha256, size: 7, crc32: 4 },
    ]);
    const read = await readZip(sparseSource(parts));
    if (!read.ok) throw new Error(read.fault.rule);
    expect(sizeOfParts(parts)).toBeGreaterThan(large + 0xffffffff);
    expect(read.value.entries.map(({ size }) => size)).toEqual([31, 5, large, 0xffffffff, 7]);
    expect(read.value.entries.map(({ header }) => header.length - 30)).toEqual([8, 10, 30, 32, 9]);
    expect(compareSkeleton(read.value).ok).toBe(true);
  });

  test.each([
    ["a name that is not portable", () => layoutZip([entry("../x", toUtf8("1"))])],
    ["a name twice", () => layoutZip([entry("A", toUtf8("1")), entry("a", toUtf8("2"))])],
    [
      "more than 950 entries",
      () => layoutPackage(Array.from({ length: 950 }, (_, n) => entry(`data/${n}`, toUtf8("")))),
    ],
  ])("%s is a programmer's error", (_, layout) => {
    expect(layout).toThrow(RangeError);
  });
});

describe("the skeleton", () => {
  test.each([
    ["good/python-deflated.zip", "skeleton-local"],
    ["good/python-stored.zip", "skeleton-local"],
    ["good/folder.zip", "skeleton-name"],
    ["good/comment.zip", "skeleton-tail"],
    ["good/zip64-end.zip", "skeleton-tail"],
    ["good/own.zip", ""],
  ])("of %s: %s", async (file, rule) => {
    const read = await readZip(memorySource(bytesOf(vectors, file)));
    const compared = read.ok ? compareSkeleton(read.value) : read;
    expect(compared.ok ? "" : compared.fault.rule).toBe(rule);
  });

  test("every flipped bit outside the contents is refused by reader or skeleton", async () => {
    const bytes = laidBytes(
      layoutPackage([
        entry("evidence.json", toUtf8("{}\n")),
        entry("data/合同.txt", toUtf8("甲方\n")),
        entry("data/empty", new Uint8Array(0)),
      ]),
    );
    const whole = await readZip(memorySource(bytes));
    if (!whole.ok) throw new Error(whole.fault.rule);
    const inside = (at: number) => whole.value.entries.some((e) => at >= e.start && at < e.end);
    const before = whole.value.entries.map((each) => [each.name, each.size, each.crc32]);
    const accepted: string[] = [];
    for (let bit = 0; bit < 8 * bytes.length; bit += 1) {
      const at = bit >> 3;
      if (inside(at)) continue;
      const flipped = Uint8Array.from(bytes);
      flipped[at] = (bytes[at] ?? 0) ^ (1 << (bit & 7));
      const read = await readZip(memorySource(flipped));
      if (!read.ok || !compareSkeleton(read.value).ok) continue;
      const after = read.value.entries.map((each) => [each.name, each.size, each.crc32]);
      if (JSON.stringify(after) === JSON.stringify(before)) accepted.push(`${at}:${bit & 7}`);
    }
    expect(accepted).toEqual([]);
  });
});

test("names of thousands of folders are compared in a moment", { timeout: 60_000 }, async () => {
  const deep = "a/".repeat(32_000);
  const entries = Array.from({ length: 60 }, (_, n) => ({ name: `${deep}${String(n)}` }));
  const source = memorySource(writeOddZip({ entries }));
  const begun = performance.now();
  const read = await readZip(source, foreignZipLimits);
  expect(performance.now() - begun).toBeLessThan(1_000);
  expect(read.ok && read.value.entries.length).toBe(60);
});
