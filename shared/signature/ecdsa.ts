import { brainpoolP256r1, brainpoolP384r1, brainpoolP512r1 } from "@noble/curves/misc.js";
import { p256, p384, p521 } from "@noble/curves/nist.js";
import type { Curve } from "./scheme.ts";
import { concatBytes, toBigEndian } from "../bytes/octets.ts";
import { parseRAndS } from "./ecdsa-signature.ts";

const curves = {
  "P-256": p256,
  "P-384": p384,
  "P-521": p521,
  brainpoolP256r1,
  brainpoolP384r1,
  brainpoolP512r1,
} as const;

/** Octets of a coordinate and of a scalar of the curve. */
export const coordinateLength: Readonly<Record<Curve, number>> = {
  "P-256": 32,
  "P-384": 48,
  "P-521": 66,
  brainpoolP256r1: 32,
  brainpoolP384r1: 48,
  brainpoolP512r1: 64,
};

/** ECDSA (FIPS 186-5 6.4.2) of a digest, its leftmost bits as many as the order has. Either s counts. */
export function verifyEcdsa(
  curve: Curve,
  point: Uint8Array,
  signature: Uint8Array,
  digest: Uint8Array,
): boolean {
  const pair = parseRAndS(signature);
  const length = coordinateLength[curve];
  if (point.length !== 1 + 2 * length || point[0] !== 4) return false;
  const order = curves[curve].Point.Fn.ORDER;
  if (pair === undefined || pair.r >= order || pair.s >= order) return false;
  const compact = concatBytes(toBigEndian(pair.r, length), toBigEndian(pair.s, length));
  try {
    return curves[curve].verify(compact, digest, point, { prehash: false, lowS: false });
  } catch {
    // A point that is not on the curve.
    return false;
  }
}
