import { constants, createPublicKey, type KeyObject, verify } from "node:crypto";
import type { PublicKey, SignatureScheme, VerifySignature } from "../../shared/signature/scheme.ts";
import { isSoundEd25519Key } from "../../shared/signature/ed25519.ts";
import { parseRAndS } from "../../shared/signature/ecdsa-signature.ts";
import { isUsableRsaKey, rsaSignatureLength } from "../../shared/signature/rsa.ts";
import { keyFault } from "../../shared/signature/key-fit.ts";
import { verifySignature as verifyPurely } from "../../shared/signature/verify-signature.ts";
import { writePublicKey } from "../../shared/x509/public-key.ts";

type Declined = undefined;

/** Keys by their SubjectPublicKeyInfo, oldest first: importing one costs as much as a verification. */
const imported = new Map<string, KeyObject | "unknown-here">();
const maxImported = 64;

/** The same for keys that belong to something parsed which is still in use: no need to write them again. */
const importedHere = new WeakMap<PublicKey, KeyObject | "unknown-here">();

/** The key as node:crypto has it; declined for kinds and curves that this OpenSSL or BoringSSL lacks. */
function keyObject(key: PublicKey): KeyObject | Declined {
  const known = importedHere.get(key) ?? importOnce(key);
  importedHere.set(key, known);
  return known === "unknown-here" ? undefined : known;
}

function importOnce(key: PublicKey): KeyObject | "unknown-here" {
  // BoringSSL has no id-RSASSA-PSS keys; the scheme says all that matters.
  const spki = Buffer.from(writePublicKey(key.kind === "rsa" ? { ...key, pssOnly: false } : key));
  const name = spki.toString("base64");
  const known = imported.get(name) ?? importKey(spki);
  imported.delete(name);
  imported.set(name, known);
  const [oldest] = imported.keys();
  if (imported.size > maxImported && oldest !== undefined) imported.delete(oldest);
  return known;
}

function importKey(spki: Buffer): KeyObject | "unknown-here" {
  try {
    return createPublicKey({ key: spki, format: "der", type: "spki" });
  } catch {
    return "unknown-here";
  }
}

/** Whether the pure path would look at the mathematics at all: what it refuses before, we refuse too. */
function isWellFormed(key: PublicKey, scheme: SignatureScheme, signature: Uint8Array): boolean {
  if (keyFault(key, scheme) !== undefined) return false;
  switch (scheme.kind) {
    case "rsa-pkcs1":
      if (key.kind !== "rsa" || !isUsableRsaKey(key)) return false;
      return signature.length === rsaSignatureLength(key);
    case "rsa-pss":
      if (key.kind !== "rsa" || !isUsableRsaKey(key)) return false;
      return signature.length === rsaSignatureLength(key);
    case "ecdsa":
      return key.kind === "ec" && parseRAndS(signature) !== undefined;
    case "ed25519":
      return key.kind === "ed25519" && signature.length === 64 && isSoundEd25519Key(key.bytes);
    case "sm2-sm3":
      return key.kind === "sm2";
  }
}

/** What node:crypto says; declined where its answer would not be the standard's, or it has none. */
function ask(
  key: PublicKey,
  scheme: SignatureScheme,
  signature: Uint8Array,
  data: Uint8Array,
): boolean | Declined {
  // crypto.verify knows SM2 with an empty identity only, which no standard signature has.
  if (scheme.kind === "sm2-sm3") return undefined;
  // There is no parameter for a mask of another digest.
  if (scheme.kind === "rsa-pss" && scheme.digest !== scheme.mgfDigest) return undefined;
  if (scheme.kind !== "ed25519" && scheme.digest === "sm3") return undefined;
  const object = keyObject(key);
  if (object === undefined) return undefined;
  try {
    switch (scheme.kind) {
      case "rsa-pkcs1": {
        const padding = constants.RSA_PKCS1_PADDING;
        return verify(scheme.digest, data, { key: object, padding }, signature);
      }
      case "rsa-pss": {
        const padding = constants.RSA_PKCS1_PSS_PADDING;
        const { saltLength } = scheme;
        return verify(scheme.digest, data, { key: object, padding, saltLength }, signature);
      }
      case "ecdsa":
        return verify(scheme.digest, data, { key: object, dsaEncoding: "der" }, signature);
      case "ed25519":
        return verify(null, data, object, signature);
    }
  } catch {
    return undefined;
  }
}

/**
 * The same answers as the pure path in `shared/signature`, ten times faster where node:crypto has the
 * algorithm: it answers, or it declines and the pure path is taken.
 */
export const verifySignature: VerifySignature = (key, scheme, signature, data) => {
  if (!isWellFormed(key, scheme, signature)) return false;
  return ask(key, scheme, signature, data) ?? verifyPurely(key, scheme, signature, data);
};
