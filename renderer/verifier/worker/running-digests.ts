import {
  createCRC32,
  createSHA256,
  createSHA384,
  createSHA512,
  createSM3,
  type IHasher,
} from "hash-wasm";
import { toBigEndian } from "../../../shared/bytes/octets.ts";
import type { RangeDigest } from "../../../shared/digest/byte-source.ts";
import { crc32 } from "../../../shared/digest/crc32.ts";
import { type RunningDigest, startDigest } from "../../../shared/digest/digest.ts";

/** SHA-1 and SHA-224 lie over small things only: pure code will do. */
const inWebAssembly: Readonly<Partial<Record<RangeDigest, () => Promise<IHasher>>>> = {
  sha256: createSHA256,
  sha384: createSHA384,
  sha512: createSHA512,
  sm3: createSM3,
  crc32: createCRC32,
};

/** Gives running digests of one name; those that are finished are used again. */
export interface DigestPool {
  take(name: RangeDigest): Promise<RunningDigest>;
}

/** Digests in WebAssembly, three times as fast as JavaScript; in JavaScript where the browser lets no WebAssembly run. */
export function createDigestPool(): DigestPool {
  const spare = new Map<RangeDigest, IHasher[]>();
  let refused = false;
  const hasherOf = async (name: RangeDigest): Promise<IHasher | undefined> => {
    const create = inWebAssembly[name];
    if (create === undefined || refused) return undefined;
    const used = spare.get(name)?.pop();
    if (used !== undefined) return used;
    try {
      return await create();
    } catch {
      refused = true;
      return undefined;
    }
  };
  return {
    async take(name) {
      const hasher = await hasherOf(name);
      if (hasher === undefined) return name === "crc32" ? runningCrc32() : startDigest(name);
      hasher.init();
      return {
        update: (part) => {
          hasher.update(part);
        },
        finish: () => {
          const value = hasher.digest("binary");
          spare.set(name, [...(spare.get(name) ?? []), hasher]);
          return value;
        },
      };
    },
  };
}

function runningCrc32(): RunningDigest {
  let value = 0;
  return {
    update: (part) => {
      value = crc32(part, value);
    },
    finish: () => toBigEndian(BigInt(value), 4),
  };
}
