import { sha1 } from "@noble/hashes/legacy.js";
import { sha224, sha256, sha384, sha512 } from "@noble/hashes/sha2.js";
import { Sm3 } from "./sm3.ts";
import type { DigestName } from "./digest-name.ts";

/** A digest under way. `finish` may be called once, and nothing after it. */
export interface RunningDigest {
  update(part: Uint8Array): void;
  finish(): Uint8Array;
}

interface Hash {
  update(part: Uint8Array): unknown;
  digest(): Uint8Array;
}

const starters: Readonly<Record<DigestName, () => Hash>> = {
  sha1: () => sha1.create(),
  sha224: () => sha224.create(),
  sha256: () => sha256.create(),
  sha384: () => sha384.create(),
  sha512: () => sha512.create(),
  sm3: () => new Sm3(),
};

/** Starts a digest over parts that come one after another. */
export function startDigest(name: DigestName): RunningDigest {
  const hash = starters[name]();
  return {
    update: (part) => {
      hash.update(part);
    },
    finish: () => hash.digest(),
  };
}

/** The digest of the parts joined together. */
export function digestOf(name: DigestName, ...parts: readonly Uint8Array[]): Uint8Array {
  const digest = startDigest(name);
  for (const part of parts) digest.update(part);
  return digest.finish();
}
