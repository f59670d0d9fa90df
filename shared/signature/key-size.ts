import type { Curve, PublicKey } from "./scheme.ts";

const curveBits: Readonly<Record<Curve, number>> = {
  "P-256": 256,
  "P-384": 384,
  "P-521": 521,
  brainpoolP256r1: 256,
  brainpoolP384r1: 384,
  brainpoolP512r1: 512,
};

/** Bits of a key as policies count them: of the modulus for RSA, of the curve's field for all others. */
export function keyBits(key: PublicKey): number {
  switch (key.kind) {
    case "rsa":
      return key.n.toString(2).length;
    case "ec":
      return curveBits[key.curve];
    case "ed25519":
    case "sm2":
      return 256;
  }
}
