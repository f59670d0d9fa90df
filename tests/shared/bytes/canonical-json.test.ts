import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Json,
  parseCanonicalJson,
  writeCanonicalJson,
} from "../../../shared/bytes/canonical-json.ts";
import { toHex } from "../../../shared/bytes/hex.ts";
import { fromUtf8, toUtf8 } from "../../../shared/bytes/utf8.ts";
import { vectorsOf } from "../../parties/vectors.ts";
import index from "../../vectors/canonical-json/INDEX.tsv?raw";

const files = import.meta.glob<string>("../../vectors/canonical-json/*/*.txt", {
  query: "?inline",
  import: "default",
  eager: true,
});
const limit = 1024 * 1024;

const json = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom(null, true, false),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer(),
    fc.string({ unit: "grapheme" }),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.string({ unit: "grapheme" }), tie("value"), { maxKeys: 4 }),
  ),
})).value;

describe("canonical JSON", () => {
  test.each(vectorsOf(files, index))("$file: $rule", ({ bytes, rule }) => {
    const result = parseCanonicalJson(bytes, limit);
    expect(result.ok ? "" : result.fault.rule).toBe(rule);
    if (result.ok) expect(toHex(writeCanonicalJson(result.value))).toBe(toHex(bytes));
  });

  test("what is written parses to the same value", () => {
    fc.assert(
      fc.property(json, (value) => {
        const bytes = writeCanonicalJson(value);
        const parsed = parseCanonicalJson(bytes, limit);
        expect(parsed.ok && toHex(writeCanonicalJson(parsed.value))).toBe(toHex(bytes));
        expect(parsed.ok && JSON.stringify(parsed.value)).toBe(
          JSON.stringify(JSON.parse(fromUtf8(bytes) ?? "")),
        );
      }),
    );
  });

  test("a changed byte is refused or changes the value", () => {
    fc.assert(
      fc.property(json, fc.nat(), fc.integer({ min: 1, max: 255 }), (value, place, flip) => {
        const changed = writeCanonicalJson(value);
        const at = place % changed.length;
        changed[at] = (changed[at] ?? 0) ^ flip;
        const parsed = parseCanonicalJson(changed, limit);
        if (parsed.ok) expect(toHex(writeCanonicalJson(parsed.value))).toBe(toHex(changed));
      }),
    );
  });

  test("the order in which keys were given does not matter", () => {
    expect(writeCanonicalJson({ b: 1, a: { d: 1, c: 2 } })).toEqual(
      writeCanonicalJson({ a: { c: 2, d: 1 }, b: 1 }),
    );
  });

  test("says where the text leaves the canonical form", () => {
    expect(parseCanonicalJson(toUtf8('{"a":1, "b":2}'), limit)).toEqual({
      ok: false,
      fault: { rule: "json-not-canonical", at: 7 },
    });
  });

  test("more bytes than allowed are refused unread", () => {
    expect(parseCanonicalJson(toUtf8('"12345"'), 6)).toMatchObject({
      fault: { rule: "json-too-large" },
    });
  });

  test.each([["\ud800"], [Number.NaN], [Number.POSITIVE_INFINITY]])(
    "%j has no canonical form and throws",
    (value) => {
      expect(() => writeCanonicalJson([value])).toThrow(RangeError);
    },
  );
});
