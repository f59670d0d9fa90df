import {
  constants,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
} from "node:crypto";
import type { KeyObject } from "node:crypto";
import type { DigestName } from "../../shared/digest/digest-name.ts";
import type { Curve, PublicKey, SignatureScheme } from "../../shared/signature/scheme.ts";
import { keyBitsOf, parsePublicKey } from "../../shared/x509/public-key.ts";
import { equalBytes } from "../../shared/bytes/octets.ts";

/** A private key in memory: it signs and shows its public half, nothing else. */
export interface PrivateKey {
  /** DER SubjectPublicKeyInfo. */
  readonly publicKey: Uint8Array;
  readonly scheme: SignatureScheme;
  readonly sign: (data: Uint8Array) => Uint8Array;
}

/** A new key with its PKCS#8, which the caller stores and wipes. */
export interface NewKey {
  readonly key: PrivateKey;
  readonly privateKey: Uint8Array;
}

const curveDigests: Readonly<Partial<Record<Curve, DigestName>>> = {
  "P-256": "sha256",
  "P-384": "sha384",
  "P-521": "sha512",
};

/** How an operator's key signs; undefined for keys that no court's tools would take. */
function schemeFor(key: PublicKey): SignatureScheme | undefined {
  switch (key.kind) {
    case "ec": {
      const digest = curveDigests[key.curve];
      return digest === undefined ? undefined : { kind: "ecdsa", digest };
    }
    case "rsa": {
      const bits = key.n.toString(2).length;
      if (bits < 2048 || bits > 8192 || key.pssOnly) return undefined;
      // PKCS#1 v1.5 ends in 2029 by ETSI TS 119 312, PSS does not.
      return { kind: "rsa-pss", digest: "sha256", mgfDigest: "sha256", saltLength: 32 };
    }
    case "ed25519":
      return { kind: "ed25519" };
    case "sm2":
      return undefined;
  }
}

function signWith(key: KeyObject, scheme: SignatureScheme, data: Uint8Array): Buffer {
  switch (scheme.kind) {
    case "ecdsa":
      return sign(scheme.digest, data, { key, dsaEncoding: "der" });
    case "rsa-pss": {
      const padding = constants.RSA_PKCS1_PSS_PADDING;
      return sign(scheme.digest, data, { key, padding, saltLength: scheme.saltLength });
    }
    case "rsa-pkcs1":
      return sign(scheme.digest, data, { key, padding: constants.RSA_PKCS1_PADDING });
    case "ed25519":
      return sign(null, data, key);
    case "sm2-sm3":
      throw new Error("no SM2 keys here");
  }
}

function keyOf(object: KeyObject): PrivateKey | undefined {
  const publicKey = new Uint8Array(createPublicKey(object).export({ type: "spki", format: "der" }));
  const parsed = parsePublicKey(publicKey);
  const scheme = parsed.ok ? schemeFor(parsed.value) : undefined;
  if (scheme === undefined) return undefined;
  return {
    publicKey,
    scheme,
    sign: (data) => new Uint8Array(signWith(object, scheme, data)),
  };
}

/** The key of DER PKCS#8; undefined for bytes that are none and for a kind that is not used. */
export function openPrivateKey(pkcs8: Uint8Array): PrivateKey | undefined {
  try {
    return keyOf(createPrivateKey({ key: Buffer.from(pkcs8), format: "der", type: "pkcs8" }));
  } catch {
    return undefined;
  }
}

/** A new ECDSA P-256 key for an operator, or Ed25519 key for a device or submitter. */
export function generateKey(kind: "P-256" | "Ed25519"): NewKey {
  const { privateKey } =
    kind === "P-256"
      ? generateKeyPairSync("ec", { namedCurve: "P-256" })
      : generateKeyPairSync("ed25519");
  const key = keyOf(privateKey);
  if (key === undefined) throw new Error("a generated key is unusable");
  return { key, privateKey: privateKey.export({ type: "pkcs8", format: "der" }) };
}

/** Whether two SubjectPublicKeyInfo hold the same key, however their parameters are written. */
export function samePublicKey(a: Uint8Array, b: Uint8Array): boolean {
  const [bitsA, bitsB] = [keyBitsOf(a), keyBitsOf(b)];
  return bitsA.ok && bitsB.ok && equalBytes(bitsA.value, bitsB.value);
}
