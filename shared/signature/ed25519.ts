import { ed25519 } from "@noble/curves/ed25519.js";
import { concatBytes, equalBytes } from "../bytes/octets.ts";
import { digestOf } from "../digest/digest.ts";

const field = 2n ** 255n - 19n;
const { Point } = ed25519;
const order = Point.Fn.ORDER;

/** y of two of the four points of order 8; that of the two others is its negative. */
const eighthY = 0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n;

/** y coordinates of the points of order 4, 1, 2 and 8; each stands for a point and its negative. */
const smallOrderY: ReadonlySet<bigint> = new Set([0n, 1n, field - 1n, eighthY, field - eighthY]);

function littleEndian(bytes: Uint8Array): bigint {
  let value = 0n;
  for (const octet of [...bytes].reverse()) value = (value << 8n) | BigInt(octet);
  return value;
}

/**
 * Whether the 32 bytes are an encoding that one key alone has and that binds a signature to its data:
 * y below the field's prime, not one of the eight points of small order.
 */
export function isSoundEd25519Key(bytes: Uint8Array): boolean {
  if (bytes.length !== 32) return false;
  const y = littleEndian(bytes) & (2n ** 255n - 1n);
  return y < field && !smallOrderY.has(y);
}

/**
 * Ed25519 (RFC 8032 5.1.7) by the equation without the cofactor and the encoding of R compared as
 * bytes, as OpenSSL, BoringSSL and Go do, so that no runtime sees a signature that another does not.
 */
export function verifyEd25519(key: Uint8Array, signature: Uint8Array, data: Uint8Array): boolean {
  if (signature.length !== 64 || !isSoundEd25519Key(key)) return false;
  const encodedR = signature.subarray(0, 32);
  const s = littleEndian(signature.subarray(32));
  if (s >= order) return false;
  try {
    const point = Point.fromBytes(key);
    const k = littleEndian(digestOf("sha512", concatBytes(encodedR, key, data))) % order;
    const r = Point.BASE.multiplyUnsafe(s).subtract(point.multiplyUnsafe(k));
    return equalBytes(r.toBytes(), encodedR);
  } catch {
    // Not the y coordinate of any point.
    return false;
  }
}
