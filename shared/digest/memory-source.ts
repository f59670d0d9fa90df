import type { ByteSource, RangeDigest } from "./byte-source.ts";
import { crc32 } from "./crc32.ts";
import { digestOf } from "./digest.ts";
import { toBigEndian } from "../bytes/octets.ts";

function rangeDigest(name: RangeDigest, part: Uint8Array): Uint8Array {
  return name === "crc32" ? toBigEndian(BigInt(crc32(part)), 4) : digestOf(name, part);
}

/** A source over bytes in memory. A range outside them rejects with a RangeError. */
export function memorySource(bytes: Uint8Array): ByteSource {
  function range(start: number, end: number): Uint8Array {
    const inside = Number.isInteger(start) && Number.isInteger(end) && start >= 0;
    if (!inside || start > end || end > bytes.length)
      throw new RangeError("range outside the source");
    return bytes.subarray(start, end);
  }
  return {
    size: bytes.length,
    read: (start, end) =>
      new Promise((resolve) => {
        resolve(range(start, end));
      }),
    digest: (start, end, names) =>
      new Promise((resolve) => {
        const part = range(start, end);
        resolve(Object.fromEntries(names.map((name) => [name, rangeDigest(name, part)])));
      }),
  };
}
