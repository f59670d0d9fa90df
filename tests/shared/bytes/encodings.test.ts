import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { accept, attempt } from "../../../shared/bytes/attempt.ts";
import { fromBase64, toBase64 } from "../../../shared/bytes/base64.ts";
import { civilTimeOf, formatTime, parseTime, unixMsOf } from "../../../shared/bytes/civil-time.ts";
import { encodeCrockford } from "../../../shared/bytes/crockford.ts";
import { fromHex, toHex } from "../../../shared/bytes/hex.ts";
import {
  compareBytes,
  concatBytes,
  equalBytes,
  fromBigEndian,
  toBigEndian,
} from "../../../shared/bytes/octets.ts";
import { fromUtf8, isWellFormed, toUtf8 } from "../../../shared/bytes/utf8.ts";

const anyBytes = fc.uint8Array({ maxLength: 100 });

describe("hexadecimal", () => {
  test("comes back", () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        expect(fromHex(toHex(bytes))).toEqual(bytes);
      }),
    );
  });

  test.each(["A0", "0", "0g", " 00", "00 ", "0x00", "０0"])("“%s” is refused", (text) => {
    expect(fromHex(text)).toBeUndefined();
  });
});

describe("base64", () => {
  test("comes back, and is what the platform writes", () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        expect(toBase64(bytes)).toBe(btoa(String.fromCharCode(...bytes)));
        expect(fromBase64(toBase64(bytes))).toEqual(bytes);
      }),
    );
  });

  test.each([
    "A",
    "AA",
    "AAA",
    "AA=",
    "AB==",
    "AAB=",
    "A===",
    "====",
    "AA==\n",
    "AA-_",
    "AAAA=",
    "=AAA",
    "AA=A",
    "ＡAAA",
  ])("“%s” is refused", (text) => {
    expect(fromBase64(text)).toBeUndefined();
  });

  test("every text that is accepted is the only one for its bytes", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("A", "B", "a", "b", "0", "1", "9", "+", "/", "=") }),
        (text) => {
          const bytes = fromBase64(text);
          if (bytes !== undefined) expect(toBase64(bytes)).toBe(text);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("UTF-8", () => {
  test("well-formed text comes back, a byte order mark with it", () => {
    expect(fromUtf8(toUtf8("\ufeff存真 😀"))).toBe("\ufeff存真 😀");
  });

  test("malformed bytes are no text", () => {
    for (const hex of ["ff", "c0af", "eda080", "f4908080", "e5ad"]) {
      expect(fromUtf8(fromHex(hex) ?? new Uint8Array())).toBeUndefined();
    }
  });

  test("a lone surrogate is told and not written", () => {
    expect(isWellFormed("a\ud83d")).toBe(false);
    expect(isWellFormed("a😀")).toBe(true);
    expect(() => toUtf8("\udc00")).toThrow(RangeError);
  });
});

describe("octets", () => {
  test("compare like numbers, shorter first", () => {
    const order = ["", "00", "0000", "01", "7f", "80", "ff", "ff00"].map((hex) => fromHex(hex));
    const shuffled = [...order].reverse().map((bytes) => bytes ?? new Uint8Array());
    expect(shuffled.sort(compareBytes).map(toHex)).toEqual([
      "",
      "00",
      "0000",
      "01",
      "7f",
      "80",
      "ff",
      "ff00",
    ]);
  });

  test("are equal only when all are", () => {
    fc.assert(
      fc.property(anyBytes, anyBytes, (a, b) => {
        expect(equalBytes(a, b)).toBe(toHex(a) === toHex(b));
        expect(equalBytes(a, a.slice())).toBe(true);
      }),
    );
  });

  test("join, and carry integers", () => {
    expect(toHex(concatBytes(Uint8Array.of(1), new Uint8Array(), Uint8Array.of(2, 3)))).toBe(
      "010203",
    );
    expect(toHex(toBigEndian(258n, 4))).toBe("00000102");
    expect(fromBigEndian(Uint8Array.of(1, 2))).toBe(258n);
    expect(fromBigEndian(new Uint8Array())).toBe(0n);
    expect(() => toBigEndian(256n, 1)).toThrow(RangeError);
    expect(() => toBigEndian(-1n, 1)).toThrow(RangeError);
  });

  test("in Crockford's base32 keep their first bits first", () => {
    expect(encodeCrockford(fromHex("00443214c74254b635cf") ?? new Uint8Array())).toBe(
      "0123456789ABCDEF",
    );
    expect(encodeCrockford(Uint8Array.of(0xff))).toBe("ZW");
    expect(encodeCrockford(new Uint8Array())).toBe("");
  });
});

describe("civil time", () => {
  test.each([
    ["2026-11-21T02:03:07.000Z", 1_795_226_587_000],
    ["1970-01-01T00:00:00.000Z", 0],
    ["1969-12-31T23:59:59.999Z", -1],
    ["2000-02-29T12:00:00.001Z", 951_825_600_001],
    ["0000-01-01T00:00:00.000Z", -62_167_219_200_000],
    ["9999-12-31T23:59:59.999Z", 253_402_300_799_999],
  ])("%s", (text, ms) => {
    expect(formatTime(ms)).toBe(text);
    expect(parseTime(text)).toBe(ms);
  });

  test("agrees with the platform's calendar", () => {
    fc.assert(
      fc.property(fc.integer({ min: -62_167_219_200_000, max: 253_402_300_799_999 }), (ms) => {
        expect(formatTime(ms)).toBe(new Date(ms).toISOString());
        expect(unixMsOf(civilTimeOf(ms))).toBe(ms);
      }),
    );
  });

  test.each([
    "2026-11-21T02:03:07Z",
    "2026-11-21T02:03:07.00Z",
    "2026-11-21t02:03:07.000z",
    "2026-11-21T02:03:07.000+00:00",
    "2026-02-29T00:00:00.000Z",
    "2026-00-01T00:00:00.000Z",
    "2026-01-32T00:00:00.000Z",
    "2026-01-01T24:00:00.000Z",
    "2026-01-01T00:00:60.000Z",
    "+02026-01-01T00:00:00.000Z",
    " 2026-01-01T00:00:00.000Z",
  ])("“%s” is refused", (text) => {
    expect(parseTime(text)).toBeUndefined();
  });

  test("instants outside four digits of year throw", () => {
    for (const ms of [253_402_300_800_000, -62_167_219_200_001, 0.5, Number.NaN]) {
      expect(() => formatTime(ms)).toThrow(RangeError);
    }
  });
});

describe("an attempt", () => {
  test("gives the value, or the refusal with its place", () => {
    expect(attempt(() => 7)).toEqual({ ok: true, value: 7 });
    expect(attempt((refuse) => refuse("der-time", 3))).toEqual({
      ok: false,
      fault: { rule: "der-time", at: 3 },
    });
  });

  test("lets the refusal of an outer attempt and every other exception through", () => {
    const outer = attempt((refuse) => {
      attempt(() => refuse("der-text"));
      return "not reached";
    });
    expect(outer).toMatchObject({ ok: false, fault: { rule: "der-text" } });
    expect(() =>
      attempt(() => {
        throw new TypeError("a programmer's");
      }),
    ).toThrow(TypeError);
  });

  test("moves the place of a nested parse", () => {
    const inner = attempt<number>((refuse) => refuse("der-null", 2));
    expect(attempt((refuse) => accept(inner, refuse, 40))).toEqual({
      ok: false,
      fault: { rule: "der-null", at: 42 },
    });
  });
});
