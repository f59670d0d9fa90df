import type { DigestName } from "../digest/digest-name.ts";
import type { PssParameters } from "./scheme.ts";
import { concatBytes, equalBytes, fromBigEndian, toBigEndian } from "../bytes/octets.ts";
import { nothing, octets, oid, sequence } from "../bytes/der/writer.ts";
import { digestLength } from "../digest/digest-name.ts";
import { digestOf } from "../digest/digest.ts";
import { digestOids } from "./digest-oids.ts";

/** An RSA public key. */
export interface RsaKey {
  readonly n: bigint;
  readonly e: bigint;
}

/** Keys are from 1024 to 8192 bits, exponents odd, from 3 to below 2^33: what stands between us and endless powers. */
export const minRsaBits = 1024;
export const maxRsaBits = 8192;
const exponentLimit = 2n ** 33n;

function bitLength(value: bigint): number {
  return value.toString(2).length;
}

export function isUsableRsaKey({ n, e }: RsaKey): boolean {
  if (n <= 0n || n >> BigInt(maxRsaBits) !== 0n || n >> BigInt(minRsaBits - 1) === 0n) return false;
  return n % 2n === 1n && e >= 3n && e < exponentLimit && e % 2n === 1n;
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

/** Octets of a signature under the key, which every signature must have. */
export function rsaSignatureLength({ n }: RsaKey): number {
  return Math.ceil(bitLength(n) / 8);
}

/** RSAVP1 with the length check of RFC 8017 8.1.2: the encoded message as an integer. */
function openSignature(key: RsaKey, signature: Uint8Array): bigint | undefined {
  if (!isUsableRsaKey(key) || signature.length !== rsaSignatureLength(key)) return undefined;
  const representative = fromBigEndian(signature);
  return representative < key.n ? power(representative, key.e, key.n) : undefined;
}

/** RSASSA-PKCS1-v1_5 (RFC 8017 8.2.2): the encoded message is built anew and compared, never parsed. */
export function verifyRsaPkcs1(
  key: RsaKey,
  name: DigestName,
  signature: Uint8Array,
  digest: Uint8Array,
): boolean {
  const opened = openSignature(key, signature);
  if (opened === undefined) return false;
  const info = sequence(sequence(oid(digestOids[name]), nothing()), octets(digest));
  const padding = signature.length - info.length - 3;
  if (padding < 8) return false;
  const expected = concatBytes(
    Uint8Array.of(0, 1),
    new Uint8Array(padding).fill(0xff),
    Uint8Array.of(0),
    info,
  );
  return equalBytes(toBigEndian(opened, signature.length), expected);
}

/** MGF1 (RFC 8017 B.2.1). */
function mask(name: DigestName, seed: Uint8Array, length: number): Uint8Array {
  const blocks: Uint8Array[] = [];
  const count = Math.ceil(length / digestLength[name]);
  for (let counter = 0; counter < count; counter += 1) {
    blocks.push(digestOf(name, seed, toBigEndian(BigInt(counter), 4)));
  }
  return concatBytes(...blocks).subarray(0, length);
}

/** RSASSA-PSS (RFC 8017 8.1.2 and 9.1.2) with trailer 0xbc and exactly the salt length stated. */
export function verifyRsaPss(
  key: RsaKey,
  parameters: PssParameters,
  signature: Uint8Array,
  digest: Uint8Array,
): boolean {
  const opened = openSignature(key, signature);
  if (opened === undefined) return false;
  const bits = bitLength(key.n) - 1;
  if (opened >> BigInt(bits) !== 0n) return false;
  const { saltLength } = parameters;
  const encoded = toBigEndian(opened, Math.ceil(bits / 8));
  const maskedLength = encoded.length - digest.length - 1;
  if (maskedLength < saltLength + 1 || encoded[encoded.length - 1] !== 0xbc) return false;
  const hash = encoded.subarray(maskedLength, maskedLength + digest.length);
  const block = encoded.slice(0, maskedLength);
  mask(parameters.mgfDigest, hash, maskedLength).forEach((octet, index) => {
    block[index] = (block[index] ?? 0) ^ octet;
  });
  block[0] = (block[0] ?? 0) & (0xff >> (8 * encoded.length - bits));
  const zeros = maskedLength - saltLength - 1;
  if (block.subarray(0, zeros).some((octet) => octet !== 0) || block[zeros] !== 1) return false;
  const salt = block.subarray(zeros + 1);
  return equalBytes(digestOf(parameters.digest, new Uint8Array(8), digest, salt), hash);
}
