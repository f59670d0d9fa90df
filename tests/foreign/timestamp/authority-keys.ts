import { constants, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import type { SignatureScheme } from "../../../shared/signature/scheme.ts";
import type { Party, Wishes } from "../../parties/certificate-authority.ts";
import { from, purposes, until } from "../../parties/certificate-authority.ts";
import { issueCertificate } from "../../../shared/x509/issue-certificate.ts";

/** The kinds of keys that authorities sign with. */
export const keyKinds = [
  "rsa-pkcs1",
  "rsa-pss",
  "P-256",
  "P-384",
  "P-521",
  "brainpoolP256r1",
  "brainpoolP384r1",
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
} as const;

function spkiOf(key: KeyObject): Uint8Array {
  return new Uint8Array(key.export({ format: "der", type: "spki" }));
}

/** A key of Node's own OpenSSL, new in every run. */
function newKey(kind: KeyKind): Key {
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

/** A signer of tokens with a key of the kind, certified by the issuer. */
export async function newSigner(
  kind: KeyKind,
  issuer: Party,
  wishes: Wishes = {},
): Promise<Signing> {
  const key = newKey(kind);
  const certificate = await issueCertificate(
    {
      serial: BigInt(keyKinds.indexOf(kind) + 100),
      subject: [
        ["C", "CN"],
        ["CN", `TSA ${kind}`],
      ],
      notBefore: from,
      notAfter: until,
      spki: key.spki,
      keyUsage: ["digitalSignature"],
      extendedKeyUsage: { purposes: [purposes.timeStamping], critical: true },
      ...wishes,
    },
    issuer.signer,
  );
  return { certificate, signer: { certificate, scheme: key.scheme, sign: key.sign } };
}
