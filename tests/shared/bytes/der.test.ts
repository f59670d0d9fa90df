import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { attempt } from "../../../shared/bytes/attempt.ts";
import { isSortedSet } from "../../../shared/bytes/der/content-rules.ts";
import type { DerElement } from "../../../shared/bytes/der/element.ts";
import { fieldsOf } from "../../../shared/bytes/der/fields.ts";
import { parseDer } from "../../../shared/bytes/der/parser.ts";
import {
  directoryText,
  readInteger,
  readNamedBits,
  readOid,
  readSmallInteger,
  readTime,
} from "../../../shared/bytes/der/readers.ts";
import * as der from "../../../shared/bytes/der/writer.ts";
import { fromHex, toHex } from "../../../shared/bytes/hex.ts";
import { toUtf8 } from "../../../shared/bytes/utf8.ts";
import { vectorsOf } from "../../parties/vectors.ts";
import index from "../../vectors/der/INDEX.tsv?raw";

const files = import.meta.glob<string>("../../vectors/der/*/*.der", {
  query: "?inline",
  import: "default",
  eager: true,
});

/** Writes the tree anew from its tags and leaves. */
function rewrite(element: DerElement): Uint8Array {
  const isConstructed = (Number.parseInt(element.tag.toString(16).slice(0, 2), 16) & 0x20) !== 0;
  return isConstructed
    ? der.element(element.tag, ...element.children.map(rewrite))
    : der.element(element.tag, element.content);
}

function bytes(hex: string): Uint8Array {
  const value = fromHex(hex);
  if (value === undefined) throw new Error(`not hex: ${hex}`);
  return value;
}

function parsed(input: Uint8Array): DerElement {
  const result = parseDer(input);
  if (!result.ok) throw new Error(result.fault.rule);
  return result.value;
}

describe("the DER parser", () => {
  test.each(vectorsOf(files, index))("$file: $rule", ({ bytes: input, rule }) => {
    const result = parseDer(input);
    expect(result.ok ? "" : result.fault.rule).toBe(rule);
    if (result.ok) expect(toHex(rewrite(result.value))).toBe(toHex(input));
  });

  test("says where the broken element begins", () => {
    expect(parseDer(bytes("30050101000201"))).toEqual({
      ok: false,
      fault: { rule: "der-truncated", at: 5 },
    });
    expect(parseDer(bytes("3006010100010101"))).toEqual({
      ok: false,
      fault: { rule: "der-boolean", at: 5 },
    });
  });

  test("keeps to the limits it is given", () => {
    const three = der.sequence(der.nothing(), der.nothing());
    expect(parseDer(three, { maxElements: 3 }).ok).toBe(true);
    expect(parseDer(three, { maxElements: 2 })).toMatchObject({
      fault: { rule: "der-too-many-elements" },
    });
    expect(parseDer(three, { maxBytes: three.length - 1 })).toMatchObject({
      fault: { rule: "der-too-large" },
    });
    expect(parseDer(three, { maxDepth: 1 })).toMatchObject({ fault: { rule: "der-too-deep" } });
  });

  test("tells a sorted SET OF from an unsorted one and refuses neither", () => {
    const parts = [der.integer(300), der.integer(2), der.integer(-1)];
    expect(isSortedSet(parsed(der.setOf(...parts)))).toBe(true);
    expect(isSortedSet(parsed(der.set(...parts)))).toBe(false);
  });
});

const leaf = fc.oneof(
  fc.bigInt({ min: -(2n ** 200n), max: 2n ** 200n }).map((value) => der.integer(value)),
  fc.boolean().map(der.boolean),
  fc.uint8Array({ maxLength: 300 }).map(der.octets),
  fc.uint8Array({ maxLength: 20 }).map((value) => der.bits(value)),
  fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 8 }).map(der.namedBits),
  fc.string({ unit: "grapheme" }).map(der.utf8Text),
  fc
    .array(fc.bigInt({ min: 0n, max: 2n ** 130n }), { maxLength: 6 })
    .map((arcs) => der.oid(["2", "999", ...arcs.map(String)].join("."))),
);
const tree = fc.letrec<{ node: Uint8Array }>((tie) => ({
  node: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    leaf,
    fc.array(tie("node"), { maxLength: 4 }).map((parts) => der.sequence(...parts)),
    fc.array(tie("node"), { maxLength: 4 }).map((parts) => der.setOf(...parts)),
    fc
      .tuple(fc.integer({ min: 0, max: 30 }), tie("node"))
      .map(([n, part]) => der.explicit(n, part)),
  ),
})).node;

describe("DER, written and parsed", () => {
  test("what is written parses and is written again as it was", () => {
    fc.assert(
      fc.property(tree, (input) => {
        expect(toHex(rewrite(parsed(input)))).toBe(toHex(input));
      }),
    );
  });

  test("a changed octet is refused or changes the value, never the writing of it", () => {
    fc.assert(
      fc.property(tree, fc.nat(), fc.integer({ min: 1, max: 255 }), (input, place, flip) => {
        const changed = input.slice();
        const at = place % changed.length;
        changed[at] = (changed[at] ?? 0) ^ flip;
        const result = parseDer(changed);
        if (result.ok) expect(toHex(rewrite(result.value))).toBe(toHex(changed));
      }),
    );
  });

  test("integers of any size come back", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 300n), max: 2n ** 300n }), (value) => {
        const result = attempt((refuse) => readInteger(parsed(der.integer(value)), refuse));
        expect(result).toEqual({ ok: true, value });
      }),
    );
  });

  test.each(["0.0", "1.39", "2.40", "2.5.29.19", "2.25.329800735698586629295641978511506172918"])(
    "the object identifier %s comes back",
    (text) => {
      expect(attempt((refuse) => readOid(parsed(der.oid(text)), refuse))).toEqual({
        ok: true,
        value: text,
      });
    },
  );

  test.each(["", "1", "3.1", "1.40", "1.02", "1..2", "1.2.", "a.b", "-1.2"])(
    "“%s” is no object identifier and throws",
    (text) => {
      expect(() => der.oid(text)).toThrow(RangeError);
    },
  );

  test("named bits come back without zeros at their end", () => {
    const written = der.namedBits([5, 6]);
    expect(toHex(written)).toBe("03020106");
    expect(attempt((refuse) => readNamedBits(parsed(written), refuse))).toEqual({
      ok: true,
      value: new Set([5, 6]),
    });
  });

  test("a small integer has 31 bits and no sign", () => {
    const read = (value: bigint) =>
      attempt((refuse) => readSmallInteger(parsed(der.integer(value)), refuse));
    expect(read(2n ** 31n - 1n)).toEqual({ ok: true, value: 2 ** 31 - 1 });
    for (const outside of [2n ** 31n, -1n, 2n ** 64n]) {
      expect(read(outside)).toMatchObject({ ok: false, fault: { rule: "der-integer-range" } });
    }
  });
});

describe("times in DER", () => {
  const read = (tag: number, text: string) =>
    attempt((refuse) => readTime(parsed(der.element(tag, toUtf8(text))), refuse));

  test.each([
    [0x18, "20261121020307Z", 1_795_226_587_000, ""],
    [0x18, "20261121020307.5Z", 1_795_226_587_500, "5"],
    [0x18, "20261121020307.0004999Z", 1_795_226_587_000, "0004999"],
    [0x18, "00010101000000Z", -62_135_596_800_000, ""],
    [0x17, "491231235959Z", 2_524_607_999_000, ""],
    [0x17, "500101000000Z", -631_152_000_000, ""],
    [0x18, "20240229000000Z", 1_709_164_800_000, ""],
  ])("tag %i %s", (tag, text, ms, fraction) => {
    expect(read(tag, text)).toEqual({ ok: true, value: { ms, fraction, text } });
  });

  test.each([
    [0x18, "20261121020307.50Z"],
    [0x18, "20261121020307.Z"],
    [0x18, "20261121020307,5Z"],
    [0x18, "20261121020307"],
    [0x18, "202611210203Z"],
    [0x18, "20261121020307+0000"],
    [0x18, "20261121020360Z"],
    [0x18, "20261121240000Z"],
    [0x18, "20250229000000Z"],
    [0x18, "20261301000000Z"],
    [0x18, `20261121020307.${"1".repeat(64)}Z`],
    [0x17, "2611210203Z"],
    [0x17, "261121020307+0800"],
    [0x17, "20261121020307Z"],
  ])("tag %i %s is refused", (tag, text) => {
    expect(read(tag, text)).toMatchObject({ ok: false, fault: { rule: "der-time" } });
  });

  test("the writer changes to GeneralizedTime in 2050", () => {
    expect(toHex(der.time(2_524_607_999_000)).slice(0, 2)).toBe("17");
    expect(toHex(der.time(2_524_608_000_000)).slice(0, 2)).toBe("18");
  });
});

describe("the fields of a sequence", () => {
  const three = parsed(
    der.sequence(der.integer(1), der.explicit(0, der.nothing()), der.octets(bytes("01"))),
  );
  const run = (body: Parameters<typeof attempt>[0]) => attempt(body);

  test("come in order, optional ones only where they stand", () => {
    const result = run((refuse) => {
      const fields = fieldsOf(three, refuse);
      const number = readInteger(fields.take(0x02), refuse);
      const absent = fields.optional(0x01);
      const inner = fields.optionalExplicit(0xa0)?.tag;
      const rest = fields.rest().length;
      fields.end();
      return [number, absent, inner, rest];
    });
    expect(result).toEqual({ ok: true, value: [1n, undefined, 5, 1] });
  });

  test("that are missing, left over or of another type are refused", () => {
    expect(
      run((refuse) => {
        fieldsOf(three, refuse).end();
      }),
    ).toMatchObject({ fault: { rule: "der-unexpected-field" } });
    expect(run((refuse) => fieldsOf(three, refuse).take(0x04))).toMatchObject({
      fault: { rule: "der-unexpected-tag" },
    });
    expect(run((refuse) => fieldsOf(three, refuse, 0x31))).toMatchObject({
      fault: { rule: "der-unexpected-tag" },
    });
    expect(run((refuse) => fieldsOf(parsed(der.sequence()), refuse).any())).toMatchObject({
      fault: { rule: "der-missing-field" },
    });
  });
});

describe("an integer of an attacker's size", () => {
  const read = (length: number) => {
    const content = new Uint8Array(length).fill(0x55);
    return attempt((refuse) => readInteger(parsed(der.element(0x02, content)), refuse));
  };

  test("is refused beyond 4,096 octets: to write it in decimal takes time that grows faster than it", () => {
    expect(read(4_096)).toMatchObject({ ok: true });
    expect(read(4_097)).toMatchObject({ fault: { rule: "der-integer-range" } });
    expect(read(3_900_000)).toMatchObject({ fault: { rule: "der-integer-range" } });
  });
});

describe("directory text", () => {
  test.each([
    [0x0c, "e5ad98", "存"],
    [0x13, "4142", "AB"],
    [0x14, "e9", "é"],
    [0x1e, "5b58771f", "存真"],
    [0x0c, "ff", undefined],
    [0x13, "c3a9", undefined],
    [0x1e, "5b", undefined],
    [0x1e, "d842dfb7", "𠮷"],
    // Half a pair: no UTF-8 can carry it, and a report of it would throw.
    [0x1e, "0041d800", undefined],
    [0x1e, "dc00d800", undefined],
    [0x04, "41", undefined],
  ])("tag %i of %s is %s", (tag, hex, text) => {
    expect(directoryText(parsed(der.element(tag, bytes(hex))))).toBe(text);
  });
});
