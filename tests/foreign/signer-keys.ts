import { constants, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { sm2 } from "sm-crypto-v2";
import { fromHex } from "../../shared/bytes/hex.ts";
import type { SignatureScheme } from "../../shared/signature/scheme.ts";
import type { Party, Wishes } from "../parties/certificate-authority.ts";
import { from, until } from "../parties/certificate-authority.ts";
import { issueCertificate } from "../../shared/x509/issue-certificate.ts";
import { writePublicKey } from "../../shared/x509/public-key.ts";

/** The kinds of keys that samples are signed with. */
export const keyKinds = [
  "rsa-pkcs1",
  "rsa-pss",
  "P-256",
  "P-384",
  "P-521",
  "brainpoolP256r1",
  "brainpoolP384r1",
  "brainpoolP512r1",
  "ed25519",
  "sm2",
] as const;
export type KeyKind = (typeof keyKinds)[number];

/** What `issue` of a `Party` gives, without the power to issue further. */
export type Signing = Pick<Party, "certificate" | "signer">;

interface Key {
  readonly spki: Uint8Array;
  readonly scheme: SignatureScheme;
  readonly sign: (data: Uint8Array) => Promise<Uint8Array>;
}

const curveDigest = {
  "P-256": "sha256",
  "P-384": "sha384",
  "P-521": "sha512",
  brainpoolP256r1: "sha256",
  brainpoolP384r1: "sha384",
  brainpoolP512r1: "sha512",
} as const;

function spkiOf(key: KeyObject): Uint8Array {
  return new Uint8Array(key.export({ format: "der", type: "spki" }));
}

function bytesOf(hex: string): Uint8Array {
  const bytes = fromHex(hex);
  if (bytes === undefined) throw new Error(`not hex: ${hex}`);
  return bytes;
}

/** SM2 with SM3 under the usual identity; OpenSSL's command line makes no such tokens. */
function newSm2Key(): Key {
  const { privateKey, publicKey } = sm2.generateKeyPairHex();
  return {
    spki: writePublicKey({ kind: "sm2", point: bytesOf(publicKey) }),
    scheme: { kind: "sm2-sm3" },
    sign: (data) => {
      const wishes = { der: true, hash: true, publicKey };
      return Promise.resolve(bytesOf(sm2.doSignature(data, privateKey, wishes)));
    },
  };
}

function newEd25519Key(): Key {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  return {
    spki: spkiOf(publicKey),
    scheme: { kind: "ed25519" },
    sign: (data) => Promise.resolve(new Uint8Array(sign(null, data, privateKey))),
  };
}

/** A key that is new in every run. */
function newKey(kind: KeyKind): Key {
  if (kind === "sm2") return newSm2Key();
  if (kind === "ed25519") return newEd25519Key();
  if (kind === "rsa-pkcs1" || kind === "rsa-pss") {
    const pss = kind === "rsa-pss";
    const { privateKey, publicKey } = pss
      ? generateKeyPairSync("rsa-pss", { modulusLength: 3072 })
      : generateKeyPairSync("rsa", { modulusLength: 2048 });
    const padding = pss ? constants.RSA_PKCS1_PSS_PADDING : constants.RSA_PKCS1_PADDING;
    const key = { key: privateKey, padding, ...(pss ? { saltLength: 32 } : {}) };
    return {
      spki: spkiOf(publicKey),
      scheme: pss
        ? { kind: "rsa-pss", digest: "sha256", mgfDigest: "sha256", saltLength: 32 }
        : { kind: "rsa-pkcs1", digest: "sha256" },
      sign: (data) => Promise.resolve(new Uint8Array(sign("sha256", data, key))),
    };
  }
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: kind });
  const digest = curveDigest[kind];
  return {
    spki: spkiOf(publicKey),
    scheme: { kind: "ecdsa", digest },
    sign: (data) => Promise.resolve(new Uint8Array(sign(digest, data, privateKey))),
  };
}

/** A signer with a key of the kind, certified by the issuer for what the wishes say. */
export async function newSigner(kind: KeyKind, issuer: Party, wishes: Wishes): Promise<Signing> {
  const key = newKey(kind);
  const certificate = await issueCertificate(
    {
      serial: BigInt(keyKinds.indexOf(kind) + 100),
      subject: [
        ["C", "CN"],
        ["CN", `Signer ${kind}`],
      ],
      notBefore: from,
      notAfter: until,
      spki: key.spki,
      keyUsage: ["digitalSignature"],
      ...wishes,
    },
    issuer.signer,
  );
  return { certificate, signer: { certificate, scheme: key.scheme, sign: key.sign } };
}
