import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toHex } from "../../../shared/bytes/hex.ts";
import { toUtf8 } from "../../../shared/bytes/utf8.ts";
import {
  isCanonicalManifest,
  parseAsicManifest,
  writeAsicManifest,
} from "../../../shared/container/asic-manifest.ts";
import { entryNameOf, entryUri } from "../../../shared/container/entry-uri.ts";
import { isPortablePath } from "../../../shared/container/portable-path.ts";
import { digestOf } from "../../../shared/digest/digest.ts";
import { goodOf, vectorsOf } from "../../parties/vectors.ts";
import index from "../../vectors/asic-manifest/INDEX.tsv?raw";

const files = import.meta.glob<string>("../../vectors/asic-manifest/*/*.xml", {
  query: "?inline",
  import: "default",
  eager: true,
});
const vectors = vectorsOf(files, index);
const good = goodOf(vectors);

function sha256(text: string): string {
  return toHex(digestOf("sha256", toUtf8(text)));
}

const own = {
  sigReference: "META-INF/signature001.p7s",
  mimeType: "application/pkcs7-signature",
  references: [
    { name: "evidence.json", sha256: sha256("{}\n") },
    { name: "data/合同 & 'a'.txt", sha256: sha256("甲方\n") },
  ],
};

describe("reading a manifest", () => {
  test.each(vectors)("$file: $rule", ({ bytes, rule }) => {
    const parsed = parseAsicManifest(bytes);
    expect(parsed.ok ? "" : parsed.fault.rule).toBe(rule);
  });

  test.each(good)("$file: canonical only when it is written our way", ({ file, bytes }) => {
    const parsed = parseAsicManifest(bytes);
    if (!parsed.ok) throw new Error(parsed.fault.rule);
    expect(isCanonicalManifest(bytes, parsed.value)).toBe(file === "good/own.xml");
  });

  test("other prefixes and raw URIs mean the same names", () => {
    const other = good.find(({ file }) => file === "good/prefixes.xml");
    const parsed = parseAsicManifest(other?.bytes ?? new Uint8Array(0));
    if (!parsed.ok) throw new Error(parsed.fault.rule);
    expect(parsed.value.sigReference).toBe("META-INF/timestamp001.tst");
    expect(parsed.value.references).toEqual([
      {
        name: "a b/合+.txt",
        mimeType: "text/plain",
        rootfile: true,
        digest: "sha256",
        value: digestOf("sha256", toUtf8("x")),
      },
    ]);
  });

  test("a changed byte is refused, changes what is read, or is no longer canonical", () => {
    const bytes = writeAsicManifest(own);
    const before = JSON.stringify(parseAsicManifest(bytes));
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, mask) => {
        const changed = Uint8Array.from(bytes);
        changed[at] = (bytes[at] ?? 0) ^ mask;
        const parsed = parseAsicManifest(changed);
        if (!parsed.ok || JSON.stringify(parsed) !== before) return;
        expect(isCanonicalManifest(changed, parsed.value)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  test("any text is read or refused, never thrown at", () => {
    const piece = fc.constantFrom(
      "<",
      ">",
      "/",
      "a",
      ":",
      '"',
      "=",
      " ",
      "&",
      ";",
      "xmlns",
      "<a",
      "</a>",
      "?",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        expect(typeof parseAsicManifest(toUtf8(pieces.join(""))).ok).toBe("boolean");
      }),
      { numRuns: 200 },
    );
  });
});

describe("writing a manifest", () => {
  test("equals, byte for byte, the vector written by hand", () => {
    expect(writeAsicManifest(own)).toEqual(good.find(({ file }) => file === "good/own.xml")?.bytes);
  });

  test("what is written is read back", () => {
    const name = fc
      .string({ unit: "binary", minLength: 1, maxLength: 20 })
      .filter((text) => isPortablePath(text));
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 5 }), (names) => {
        const references = names.map((each) => ({ name: each, sha256: sha256(each) }));
        const bytes = writeAsicManifest({ sigReference: "META-INF/timestamp001.tst", references });
        const parsed = parseAsicManifest(bytes);
        if (!parsed.ok) throw new Error(parsed.fault.rule);
        const read = parsed.value.references.map((each) => ({
          name: each.name,
          sha256: toHex(each.value),
        }));
        expect(read).toEqual(references);
        expect(isCanonicalManifest(bytes, parsed.value)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  test("a URI escapes each segment and nothing else", () => {
    expect(entryUri("data/a b/合%.txt")).toBe("data/a%20b/%E5%90%88%25.txt");
    expect(entryNameOf("data/a%20b/%E5%90%88%25.txt")).toBe("data/a b/合%.txt");
  });

  test("nothing to list is a programmer's error", () => {
    expect(() => writeAsicManifest({ sigReference: "a", references: [] })).toThrow(RangeError);
  });
});
