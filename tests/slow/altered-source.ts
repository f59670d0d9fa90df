import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import type { ByteSource, RangeDigest, RangeDigests } from "../../shared/digest/byte-source.ts";
import { digestOf } from "../../shared/digest/digest.ts";
import { toBigEndian } from "../../shared/bytes/octets.ts";

/** Bytes of which one at a time is changed and put back, to be read by the verifier in between. */
export interface AlteredSource {
  readonly source: ByteSource;
  /** Changes the octet at an offset for the time of a question. */
  with<T>(at: number, octet: number, ask: () => Promise<T>): Promise<T>;
}

function digest(name: RangeDigest, part: Uint8Array): Uint8Array {
  if (name === "crc32") return toBigEndian(BigInt(crc32(part)), 4);
  if (name === "sm3") return digestOf(name, part);
  return new Uint8Array(createHash(name).update(part).digest());
}

/** Digests of ranges without the changed octet are remembered: they are what they were. */
export function alteredSource(original: Uint8Array): AlteredSource {
  const bytes = original.slice();
  const known = new Map<string, Uint8Array>();
  let changedAt = -1;
  const digestOfRange = (start: number, end: number, name: RangeDigest): Uint8Array => {
    const part = bytes.subarray(start, end);
    if (changedAt >= start && changedAt < end) return digest(name, part);
    const key = `${name} ${start} ${end}`;
    const found = known.get(key) ?? digest(name, part);
    known.set(key, found);
    return found;
  };
  const source: ByteSource = {
    size: bytes.length,
    read(start, end) {
      if (start < 0 || start > end || end > bytes.length)
        return Promise.reject(new RangeError("range outside the source"));
      return Promise.resolve(bytes.slice(start, end));
    },
    digest(start, end, names) {
      if (start < 0 || start > end || end > bytes.length)
        return Promise.reject(new RangeError("range outside the source"));
      const digests: RangeDigests = Object.fromEntries(
        names.map((name) => [name, digestOfRange(start, end, name)]),
      );
      return Promise.resolve(digests);
    },
  };
  return {
    source,
    async with(at, octet, ask) {
      const before = bytes[at] ?? 0;
      bytes[at] = octet;
      changedAt = at;
      try {
        return await ask();
      } finally {
        bytes[at] = before;
        changedAt = -1;
      }
    },
  };
}
