import { ed25519 } from "@noble/curves/ed25519.js";
import { brainpoolP256r1, brainpoolP384r1, brainpoolP512r1 } from "@noble/curves/misc.js";
import { p256, p384, p521 } from "@noble/curves/nist.js";
import { sm2 } from "sm-crypto-v2";
import { fromHex, toHex } from "../../shared/bytes/hex.ts";
import { nothing, octets, oid, sequence } from "../../shared/bytes/der/writer.ts";
import { concatBytes, fromBigEndian, toBigEndian } from "../../shared/bytes/octets.ts";
import { toUtf8 } from "../../shared/bytes/utf8.ts";
import { digestOf } from "../../shared/digest/digest.ts";
import { digestOids } from "../../shared/signature/digest-oids.ts";
import type { Curve } from "../../shared/signature/scheme.ts";
import { writePublicKey } from "../../shared/x509/public-key.ts";
import type { SoftwareKey } from "./certificate-authority.ts";

/* Keys in memory of the kinds that authorities rarely have, alike in Node and in a browser. */

function bytesOf(hex: string): Uint8Array {
  const bytes = fromHex(hex);
  if (bytes === undefined) throw new Error(`not hex: ${hex}`);
  return bytes;
}

/** The Ed25519 key that belongs to a name. */
export function ed25519Key(name: string): SoftwareKey {
  const secret = digestOf("sha256", toUtf8(`Ed25519 key of ${name}`));
  return {
    spki: writePublicKey({ kind: "ed25519", bytes: ed25519.getPublicKey(secret) }),
    scheme: { kind: "ed25519" },
    sign: (data) => Promise.resolve(ed25519.sign(data, secret)),
  };
}

/** The SM2 key that belongs to a name, signing with SM3 under the usual identity. */
export function sm2Key(name: string): SoftwareKey {
  const secret = toHex(digestOf("sha256", toUtf8(`SM2 key of ${name}`)));
  const publicKey = sm2.getPublicKeyFromPrivateKey(secret);
  return {
    spki: writePublicKey({ kind: "sm2", point: bytesOf(publicKey) }),
    scheme: { kind: "sm2-sm3" },
    sign: (data) => {
      const wishes = { der: true, hash: true, publicKey };
      return Promise.resolve(bytesOf(sm2.doSignature(data, secret, wishes)));
    },
  };
}

const curves = {
  "P-256": { curve: p256, digest: "sha256" },
  "P-384": { curve: p384, digest: "sha384" },
  "P-521": { curve: p521, digest: "sha512" },
  brainpoolP256r1: { curve: brainpoolP256r1, digest: "sha256" },
  brainpoolP384r1: { curve: brainpoolP384r1, digest: "sha384" },
  brainpoolP512r1: { curve: brainpoolP512r1, digest: "sha512" },
} as const;

/** The ECDSA key on a curve that belongs to a name, signing under the digest of the curve's size. */
export function curveKey(name: string, on: Curve): SoftwareKey {
  const { curve, digest } = curves[on];
  const seed = digestOf("sha512", toUtf8(`${on} key of ${name}`));
  const secret = toBigEndian(
    (fromBigEndian(seed) % (curve.Point.Fn.ORDER - 1n)) + 1n,
    Math.ceil(curve.Point.Fn.BITS / 8),
  );
  return {
    spki: writePublicKey({ kind: "ec", curve: on, point: curve.getPublicKey(secret, false) }),
    scheme: { kind: "ecdsa", digest },
    sign: (data) =>
      Promise.resolve(
        curve.sign(digestOf(digest, data), secret, { prehash: false, lowS: false, format: "der" }),
      ),
  };
}

/** Made for these tests and used for nothing else. */
const rsa = {
  n: hexNumber(`
  dfcb73996be6493c1702f092e9dbf03218031d32b2fc03950fa04f56efdec051888d1497859fcd4e2e69b60abc1b3eb1
  f62f71656ddd1b449525c3da9b8ae1d8989258bf139575128ffe8e7fb71ab1f5d40937902e08090c998da46177817e9b
  c0713a254f7ff20ae370bfa688415bd5cbe61673e0420109364f19f209b71f1641880079067584f1111c3ba65782e009
  4662cbfc96faf211ca23aac47fa804cfa01fe559308bd613910219e77b3902d8564cdd085a7f8643da2e06ab37bef252
  73b287beaa846073a71dd2f6a1add264b65c8e1834166286a292ce27d628ddc6b0f85cd81b89ee45765465e70e61f68d
  fe9dca3a5e5d69c4c0b869cab90ca05c80e6daa915d3db048663e49ae8cdb5855d7a5f08ee4a716356a4019b4e782e7a
  c676771e6a5edda405d869321293b63b75e736d93b4f69f021c6107c5508657af9fe489c399af202a2fd326f65ec6d86
  a07420b4ba3401dfbb5a0e55e04c4f38bb4b16c185a029bcfc88d77b65b5c7a0224917c0679b06e57a105f871ee6f5d1`),
  e: 65537n,
  d: hexNumber(`
  9e990a778f938385cec905167c29fb3f139c42930075dd3d151b418859eb04620feb5accbe90d84177413a919b9a2c6d
  9dff7a6fd79417eed3ac9cbf318d7c6ebfc8cfe141fad3210d37259893b0bc1587aed19b300dc430fbca4149cba2fea0
  898189952fbd12185d051fbf22b37d1657c0aecedd46dfa5eefb27b13f79a560562037cc063442941794e993a7ab9444
  e3110f6d5cd66cf349dd33b3cd50c7394774e5c7235ce0be4b3d5235c4bb0ee4768acb94de7a17f41775250c10af34d5
  a95e8408a831a4393b96192903e1f525ce45b2fe55c52813a5f405b1254c3eb30ba06e9cf1387f175e8c9fb0ec4f5b2b
  168ba79571712dfaf7f87d77ce8667401f64488c6809bfa1bee5e16d7243811c632cccbaa985bf798f9bf0993d6fe474
  d7c8098c43682a4202f089d46f5ceee6cb5d0ea7e3233085decd90b8dc853865e31682ffc4df33b742152fa089308105
  f96e7d025f465c346726736a935258136b8fcbb8af84f7e04d28a4e99eeb6ce076dc69bf7f7cc3a76e16f1ec24f6ef`),
} as const;

function hexNumber(text: string): bigint {
  return BigInt(`0x${text.replace(/\s/g, "")}`);
}

const rsaLength = 384;

function rsaPower(message: Uint8Array): Uint8Array {
  let result = 1n;
  let square = fromBigEndian(message);
  for (let rest = rsa.d; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = (result * square) % rsa.n;
    square = (square * square) % rsa.n;
  }
  return toBigEndian(result, rsaLength);
}

/** EMSA-PKCS1-v1_5 over SHA-256 (RFC 8017 9.2). */
function pkcs1(data: Uint8Array): Uint8Array {
  const digest = octets(digestOf("sha256", data));
  const info = sequence(sequence(oid(digestOids.sha256), nothing()), digest);
  const padding = new Uint8Array(rsaLength - info.length - 3).fill(0xff);
  return concatBytes(Uint8Array.of(0, 1), padding, Uint8Array.of(0), info);
}

/** EMSA-PSS over SHA-256 with a salt of 32 zeros (RFC 8017 9.1.1). */
function pss(data: Uint8Array): Uint8Array {
  const salt = new Uint8Array(32);
  const hash = digestOf("sha256", new Uint8Array(8), digestOf("sha256", data), salt);
  const block = concatBytes(new Uint8Array(rsaLength - 66), Uint8Array.of(1), salt);
  for (let start = 0; start < block.length; start += 32) {
    const mask = digestOf("sha256", hash, toBigEndian(BigInt(start / 32), 4));
    for (const [index, octet] of mask.entries()) {
      const at = start + index;
      if (at < block.length) block[at] = (block[at] ?? 0) ^ octet;
    }
  }
  block[0] = (block[0] ?? 0) & 0x7f;
  return concatBytes(block, hash, Uint8Array.of(0xbc));
}

/** An RSA key of 3072 bits, the same for every name. */
export function rsaKey(kind: "rsa-pkcs1" | "rsa-pss"): SoftwareKey {
  const { n, e } = rsa;
  const digest = "sha256";
  return {
    spki: writePublicKey({ kind: "rsa", n, e, pssOnly: false }),
    scheme:
      kind === "rsa-pkcs1" ? { kind, digest } : { kind, digest, mgfDigest: digest, saltLength: 32 },
    sign: (data) => Promise.resolve(rsaPower(kind === "rsa-pkcs1" ? pkcs1(data) : pss(data))),
  };
}
