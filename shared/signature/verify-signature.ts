import type { VerifySignature } from "./scheme.ts";
import { digestOf } from "../digest/digest.ts";
import { keyFault } from "./key-fit.ts";
import { verifyEcdsa } from "./ecdsa.ts";
import { verifyEd25519 } from "./ed25519.ts";
import { verifyRsaPkcs1, verifyRsaPss } from "./rsa.ts";
import { verifySm2 } from "./sm2.ts";

/**
 * Verifies with nothing but ECMAScript, alike in every runtime. A scheme that does not fit the key, a
 * PKCS#1 v1.5 signature under a key that is for PSS alone, a PSS one with other parameters than the key's, an RSA key outside 1024 to 8192 bits and
 * every malformed signature are false.
 */
export const verifySignature: VerifySignature = (key, scheme, signature, data) => {
  if (keyFault(key, scheme) !== undefined) return false;
  switch (scheme.kind) {
    case "rsa-pkcs1":
      if (key.kind !== "rsa") return false;
      return verifyRsaPkcs1(key, scheme.digest, signature, digestOf(scheme.digest, data));
    case "rsa-pss":
      if (key.kind !== "rsa") return false;
      return verifyRsaPss(key, scheme, signature, digestOf(scheme.digest, data));
    case "ecdsa":
      if (key.kind !== "ec") return false;
      return verifyEcdsa(key.curve, key.point, signature, digestOf(scheme.digest, data));
    case "ed25519":
      return key.kind === "ed25519" && verifyEd25519(key.bytes, signature, data);
    case "sm2-sm3":
      return key.kind === "sm2" && verifySm2(key.point, signature, data);
  }
};
