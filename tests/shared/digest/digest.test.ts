import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromHex, toHex } from "../../../shared/bytes/hex.ts";
import { toUtf8 } from "../../../shared/bytes/utf8.ts";
import { crc32 } from "../../../shared/digest/crc32.ts";
import { digestLength, digestNames } from "../../../shared/digest/digest-name.ts";
import { digestOf, startDigest } from "../../../shared/digest/digest.ts";
import { memorySource } from "../../../shared/digest/memory-source.ts";

describe("digests", () => {
  test.each([
    ["sha1", "abc", "a9993e364706816aba3e25717850c26c9cd0d89d"],
    ["sha224", "abc", "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7"],
    ["sha256", "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
    ["sha256", "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
    [
      "sha384",
      "abc",
      "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7",
    ],
    [
      "sha512",
      "abc",
      "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
    ],
    // GB/T 32905-2016, examples 1 and 2.
    ["sm3", "abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"],
    ["sm3", "abcd".repeat(16), "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"],
    ["sm3", "", "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b"],
  ] as const)("%s of “%s”", (name, text, hex) => {
    expect(toHex(digestOf(name, toUtf8(text)))).toBe(hex);
  });

  test.each(digestNames)("%s does not depend on how the bytes come", (name) => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 8 }), (parts) => {
        const whole = Uint8Array.from(parts.flatMap((part) => [...part]));
        const running = startDigest(name);
        for (const part of parts) running.update(part);
        const digest = running.finish();
        expect(digest).toHaveLength(digestLength[name]);
        expect(toHex(digest)).toBe(toHex(digestOf(name, whole)));
      }),
    );
  });

  test("SM3 pads every length of a last block", () => {
    // SM3 over the SM3 digests of 0 to 128 zero bytes, by OpenSSL.
    const running = startDigest("sm3");
    for (let length = 0; length <= 128; length += 1) {
      running.update(digestOf("sm3", new Uint8Array(length)));
    }
    expect(toHex(running.finish())).toBe(
      "8dae34e1a1c46211e4f8590b28e26a06020851a69feb262c35c7bbfd7280c9ac",
    );
  });
});

describe("CRC-32", () => {
  test("has the values of the standard", () => {
    expect(crc32(toUtf8("123456789"))).toBe(0xcbf43926);
    expect(crc32(new Uint8Array())).toBe(0);
    expect(crc32(Uint8Array.of(0))).toBe(0xd202ef8d);
  });

  test("goes on from what came before, at every alignment", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.nat(80), (bytes, cut) => {
        const rest = crc32(bytes.subarray(cut), crc32(bytes.subarray(0, cut)));
        expect(rest).toBe(crc32(bytes));
      }),
    );
  });
});

describe("a source in memory", () => {
  const source = memorySource(toUtf8("0123456789"));

  test("reads and digests ranges", async () => {
    expect(source.size).toBe(10);
    expect(await source.read(2, 5)).toEqual(toUtf8("234"));
    expect(await source.read(10, 10)).toEqual(new Uint8Array());
    const { crc32: crc, sha256, sm3 } = await source.digest(0, 9, ["crc32", "sha256"]);
    expect(crc).toEqual(fromHex("37fad1ba"));
    expect(sha256).toEqual(digestOf("sha256", toUtf8("012345678")));
    expect(sm3).toBeUndefined();
  });

  test.each([
    [-1, 2],
    [5, 4],
    [0, 11],
    [0.5, 2],
    [Number.NaN, 1],
  ])("the range %d to %d is outside", async (start, end) => {
    await expect(source.read(start, end)).rejects.toThrow(RangeError);
    await expect(source.digest(start, end, ["sha256"])).rejects.toThrow(RangeError);
  });
});
