import { sm2 } from "sm-crypto-v2";
import { parseRAndS } from "./ecdsa-signature.ts";
import { toBigEndian } from "../bytes/octets.ts";
import { toHex } from "../bytes/hex.ts";

/** The order of the curve sm2p256v1 (GB/T 32918.5-2017). */
const order = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;
/** The identity of GM/T 0009-2012 for signers that have agreed on no other. */
const userId = "1234567812345678";

/** SM2 with SM3 (GB/T 32918.2-2016 7.1) over `data` itself, for the default identity. */
export function verifySm2(point: Uint8Array, signature: Uint8Array, data: Uint8Array): boolean {
  const pair = parseRAndS(signature);
  if (point.length !== 65 || point[0] !== 4) return false;
  if (pair === undefined || pair.r >= order || pair.s >= order) return false;
  const compact = toHex(toBigEndian(pair.r, 32)) + toHex(toBigEndian(pair.s, 32));
  try {
    return sm2.doVerifySignature(data, compact, toHex(point), { hash: true, userId });
  } catch {
    // A point that is not on the curve.
    return false;
  }
}
