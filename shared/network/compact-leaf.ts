import { attempt } from "../bytes/attempt.ts";
import { fromHex, toHex } from "../bytes/hex.ts";
import { concatBytes, fromBigEndian, toBigEndian } from "../bytes/octets.ts";
import type { Result } from "../bytes/result.ts";
import { fromUtf8, toUtf8 } from "../bytes/utf8.ts";
import { isKeyName } from "../log/note.ts";
import type { Leaf } from "./leaf.ts";

/**
 * A leaf as engines carry and store it, big-endian, a third of its JSON:
 * `01` version, `01` type registration, 32 fingerprint, 32 submission, 6 acceptedAt (ms), 6 blockTime (ms),
 * 1 length of acceptedBy, acceptedBy in UTF-8 to the end.
 */
const version = 0x01;
const registration = 0x01;
const headLength = 79;
const maxNameBytes = 200;
/** 9999-12-31T23:59:59.999Z. */
const latest = 253_402_300_799_999;

/** Writes the compact form. Throws for a digest or a time that is none, or a name over 200 octets. */
export function writeCompactLeaf(leaf: Leaf): Uint8Array<ArrayBuffer> {
  const name = toUtf8(leaf.acceptedBy);
  if (name.length === 0 || name.length > maxNameBytes)
    throw new RangeError("acceptedBy does not fit");
  return concatBytes(
    Uint8Array.of(version, registration),
    digestBytes(leaf.fingerprint),
    digestBytes(leaf.submission),
    toBigEndian(BigInt(leaf.acceptedAt), 6),
    toBigEndian(BigInt(leaf.blockTime), 6),
    Uint8Array.of(name.length),
    name,
  );
}

/** Expands the compact form; every node gets the same leaf, and so the same bytes of JSON. */
export function parseCompactLeaf(bytes: Uint8Array): Result<Leaf> {
  return attempt((refuse) => {
    if (bytes.length <= headLength) return refuse("leaf-too-short", bytes.length);
    if (bytes[0] !== version) return refuse("leaf-version");
    if (bytes[1] !== registration) return refuse("leaf-type", 1);
    const length = bytes[headLength - 1] ?? 0;
    if (length > maxNameBytes || bytes.length !== headLength + length)
      return refuse("leaf-length", 78);
    const acceptedBy = fromUtf8(bytes.subarray(headLength));
    if (acceptedBy === undefined || !isKeyName(acceptedBy)) return refuse("leaf-name", headLength);
    const acceptedAt = Number(fromBigEndian(bytes.subarray(66, 72)));
    const blockTime = Number(fromBigEndian(bytes.subarray(72, 78)));
    if (acceptedAt > latest || blockTime > latest) return refuse("leaf-time", 66);
    return {
      type: "registration",
      fingerprint: toHex(bytes.subarray(2, 34)),
      submission: toHex(bytes.subarray(34, 66)),
      acceptedBy,
      acceptedAt,
      blockTime,
    };
  });
}

function digestBytes(hex: string): Uint8Array {
  const bytes = fromHex(hex);
  if (bytes?.length !== 32) throw new RangeError("not a SHA-256 digest");
  return bytes;
}
