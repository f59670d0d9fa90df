import { deflateSync } from "fflate";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { concatBytes } from "../../../shared/bytes/octets.ts";
import { inflateEntry } from "../../../shared/container/zip-content.ts";
import type { ZipEntry } from "../../../shared/container/zip-directory.ts";
import { crc32 } from "../../../shared/digest/crc32.ts";
import { memorySource } from "../../../shared/digest/memory-source.ts";

interface Inflated {
  readonly rule: string;
  readonly content: Uint8Array;
  /** Most bytes that were given at once. */
  readonly largest: number;
}

async function inflate(data: Uint8Array, wishes: Partial<ZipEntry>): Promise<Inflated> {
  const entry: ZipEntry = {
    name: "a",
    method: "deflated",
    size: 0,
    crc32: 0,
    offset: 0,
    header: new Uint8Array(),
    start: 0,
    end: data.length,
    ...wishes,
  };
  const parts: Uint8Array[] = [];
  const read = await inflateEntry(memorySource(data), entry, (part) => {
    parts.push(part);
  });
  const largest = Math.max(0, ...parts.map((part) => part.length));
  return { rule: read.ok ? "" : read.fault.rule, content: concatBytes(...parts), largest };
}

const claimed = (content: Uint8Array) => ({ size: content.length, crc32: crc32(content) });
const text = new TextEncoder().encode("存真 ".repeat(5_000));

describe("inflating an entry", () => {
  test("gives what was deflated, at every level", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 40_000 }),
        fc.constantFrom(0, 1, 6, 9),
        async (content, level) => {
          const made = await inflate(
            deflateSync(content, {
              level: level === 0 ? 0 : level === 1 ? 1 : level === 6 ? 6 : 9,
            }),
            claimed(content),
          );
          expect(made.rule).toBe("");
          expect(made.content).toEqual(content);
        },
      ),
      { numRuns: 30 },
    );
  });

  test("reads a stored block longer than what is inflated at a time", async () => {
    const content = Uint8Array.from({ length: 300_000 }, (_, index) => (index * 7919) % 251);
    const made = await inflate(deflateSync(content, { level: 0 }), claimed(content));
    expect([made.rule, made.content.length]).toEqual(["", content.length]);
  });

  test.each([
    [
      "bytes behind the stream",
      (data: Uint8Array) => concatBytes(data, Uint8Array.of(0)),
      "deflate",
    ],
    [
      "another gzip member behind the stream",
      (data: Uint8Array) =>
        concatBytes(
          data,
          new Uint8Array(8),
          Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3),
          data,
        ),
      "deflate",
    ],
    ["a stream cut short", (data: Uint8Array) => data.subarray(0, -1), "deflate"],
    ["no stream at all", () => new Uint8Array(0), "deflate-end"],
    ["noise", () => Uint8Array.of(7, 7, 7, 7), "deflate"],
  ])("refuses %s", async (_, change, rule) => {
    const made = await inflate(change(deflateSync(text)), claimed(text));
    expect(made.rule).toContain(rule);
  });

  test("refuses a size or a CRC that the content has not", async () => {
    const data = deflateSync(text);
    const { size, crc32: crc } = claimed(text);
    expect((await inflate(data, { size: size - 1, crc32: crc })).rule).toBe("deflate-longer");
    expect((await inflate(data, { size: size + 1, crc32: crc })).rule).toBe("deflate-shorter");
    expect((await inflate(data, { size, crc32: crc ^ 1 })).rule).toBe("crc");
  });

  test("never gives more than was claimed, nor more than nine megabytes at once", async () => {
    const zeros = new Uint8Array(64 * 1024 * 1024);
    const data = deflateSync(zeros);
    const lying = await inflate(data, { size: 1_000, crc32: 0 });
    expect([lying.rule, lying.content.length]).toEqual(["deflate-longer", 0]);
    const honest = await inflate(data, claimed(zeros));
    expect(honest.rule).toBe("");
    expect(honest.largest).toBeLessThan(9 * 1024 * 1024);
  });

  test("any bytes are inflated or refused, never thrown at", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (data) => {
        expect(typeof (await inflate(data, { size: 1_000 })).rule).toBe("string");
      }),
      { numRuns: 200 },
    );
  });
});
