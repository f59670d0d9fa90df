import { createHash, getHashes } from "node:crypto";
import * as zlib from "node:zlib";
import type { RangeDigest, RangeDigests } from "../../shared/digest/byte-source.ts";
import { crc32 } from "../../shared/digest/crc32.ts";
import { type RunningDigest, startDigest } from "../../shared/digest/digest.ts";
import type { DigestName } from "../../shared/digest/digest-name.ts";

/** Several digests over the same parts. `finish` may be called once, and nothing after it. */
export interface RunningDigests {
  update(part: Uint8Array): void;
  finish(): RangeDigests;
}

const native = new Set(getHashes().map((name) => name.toLowerCase()));
// Not in every Node that runs this (20.15 has it, 18 and early 20 do not).
const inZlib: unknown = Reflect.get(zlib, "crc32");
const addCrc32 = isCrc32(inZlib) ? inZlib : crc32;

function isCrc32(value: unknown): value is (part: Uint8Array, seed: number) => number {
  return typeof value === "function";
}

function startCrc32(): RunningDigest {
  let value = 0;
  return {
    update: (part) => {
      value = addCrc32(part, value);
    },
    finish: () => {
      const bytes = new Uint8Array(4);
      new DataView(bytes.buffer).setUint32(0, value);
      return bytes;
    },
  };
}

function startNative(name: DigestName): RunningDigest {
  if (!native.has(name)) return startDigest(name);
  const hash = createHash(name);
  return {
    update: (part) => {
      hash.update(part);
    },
    finish: () => new Uint8Array(hash.digest()),
  };
}

/** Starts digests by OpenSSL and zlib where they have them, by our own code where they have not. */
export function startRangeDigests(names: readonly RangeDigest[]): RunningDigests {
  const running = [...new Set(names)].map(
    (name) => [name, name === "crc32" ? startCrc32() : startNative(name)] as const,
  );
  return {
    update: (part) => {
      for (const [, digest] of running) digest.update(part);
    },
    finish: () => Object.fromEntries(running.map(([name, digest]) => [name, digest.finish()])),
  };
}
