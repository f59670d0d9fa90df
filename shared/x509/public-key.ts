import type { Curve, PublicKey } from "../signature/scheme.ts";
import type { DerElement } from "../bytes/der/element.ts";
import type { Refuse } from "../bytes/attempt.ts";
import type { Result } from "../bytes/result.ts";
import { accept, attempt } from "../bytes/attempt.ts";
import { bits, integer, nothing, oid, sequence } from "../bytes/der/writer.ts";
import {
  ecPublicKey,
  ed25519Oid,
  pssParameters,
  readAlgorithm,
  rsaEncryption,
  rsaPss,
  sm2Curve,
} from "./algorithm-identifier.ts";
import { coordinateLength } from "../signature/ecdsa.ts";
import { fieldsOf } from "../bytes/der/fields.ts";
import { parseDer } from "../bytes/der/parser.ts";
import { readInteger, readOid, readWholeBits } from "../bytes/der/readers.ts";
import { tags } from "../bytes/der/element.ts";

const curveOids: Readonly<Record<Curve, string>> = {
  "P-256": "1.2.840.10045.3.1.7",
  "P-384": "1.3.132.0.34",
  "P-521": "1.3.132.0.35",
  brainpoolP256r1: "1.3.36.3.3.2.8.1.1.7",
  brainpoolP384r1: "1.3.36.3.3.2.8.1.1.11",
  brainpoolP512r1: "1.3.36.3.3.2.8.1.1.13",
};
const curves = [
  "P-256",
  "P-384",
  "P-521",
  "brainpoolP256r1",
  "brainpoolP384r1",
  "brainpoolP512r1",
] as const;

function rsaKey(bytes: Uint8Array, pssOnly: boolean, refuse: Refuse): PublicKey {
  const fields = fieldsOf(accept(parseDer(bytes), refuse), refuse);
  const n = readInteger(fields.take(tags.integer), refuse);
  const e = readInteger(fields.take(tags.integer), refuse);
  fields.end();
  return n > 0n && e > 0n ? { kind: "rsa", n, e, pssOnly } : refuse("public-key-value");
}

/** A key for PSS alone, bound to the parameters that stand with it; undefined when those are none that are known. */
function pssKey(
  parameters: DerElement | undefined,
  bytes: Uint8Array,
  refuse: Refuse,
): PublicKey | undefined {
  const key = rsaKey(bytes, true, refuse);
  if (parameters === undefined || key.kind !== "rsa") return key;
  const bound = pssParameters(parameters);
  return bound && { ...key, pssParameters: bound };
}

function uncompressed(bytes: Uint8Array, length: number): boolean {
  return bytes.length === 1 + 2 * length && bytes[0] === 4;
}

function curveKey(curveOid: string, point: Uint8Array, refuse: Refuse): PublicKey | undefined {
  if (curveOid === sm2Curve) {
    return uncompressed(point, 32) ? { kind: "sm2", point } : refuse("public-key-point");
  }
  const curve = curves.find((name) => curveOids[name] === curveOid);
  if (curve === undefined) return undefined;
  return uncompressed(point, coordinateLength[curve])
    ? { kind: "ec", curve, point }
    : refuse("public-key-point");
}

/** The key of a SubjectPublicKeyInfo; undefined for an algorithm or curve that Cunzhen does not verify. */
export function readPublicKey(element: DerElement, refuse: Refuse): PublicKey | undefined {
  const fields = fieldsOf(element, refuse);
  const algorithm = readAlgorithm(fields.any(), refuse);
  const key = readWholeBits(fields.take(tags.bits), refuse);
  fields.end();
  switch (algorithm.oid) {
    case rsaEncryption:
      return rsaKey(key, false, refuse);
    case rsaPss:
      return pssKey(algorithm.parameters, key, refuse);
    case ed25519Oid:
      return key.length === 32 ? { kind: "ed25519", bytes: key } : refuse("public-key-length");
    case ecPublicKey:
      if (algorithm.parameters?.tag !== tags.oid) return undefined;
      return curveKey(readOid(algorithm.parameters, refuse), key, refuse);
    default:
      return undefined;
  }
}

/** The key of DER SubjectPublicKeyInfo; `public-key-unknown` for an algorithm that Cunzhen does not verify. */
export function parsePublicKey(spki: Uint8Array): Result<PublicKey> {
  return attempt(
    (refuse) =>
      readPublicKey(accept(parseDer(spki), refuse), refuse) ?? refuse("public-key-unknown"),
  );
}

/** DER SubjectPublicKeyInfo; a key for PSS alone comes without parameters, which allows every digest. */
export function writePublicKey(key: PublicKey): Uint8Array {
  switch (key.kind) {
    case "rsa": {
      const algorithm = key.pssOnly ? [oid(rsaPss)] : [oid(rsaEncryption), nothing()];
      return sequence(sequence(...algorithm), bits(sequence(integer(key.n), integer(key.e))));
    }
    case "ec":
      return sequence(sequence(oid(ecPublicKey), oid(curveOids[key.curve])), bits(key.point));
    case "ed25519":
      return sequence(sequence(oid(ed25519Oid)), bits(key.bytes));
    case "sm2":
      return sequence(sequence(oid(ecPublicKey), oid(sm2Curve)), bits(key.point));
  }
}

/** The octets of the BIT STRING in a SubjectPublicKeyInfo, over which key identifiers are taken. */
export function keyBitsOf(spki: Uint8Array): Result<Uint8Array> {
  return attempt((refuse) => {
    const fields = fieldsOf(accept(parseDer(spki), refuse), refuse);
    readAlgorithm(fields.any(), refuse);
    const key = readWholeBits(fields.take(tags.bits), refuse);
    fields.end();
    return key;
  });
}
