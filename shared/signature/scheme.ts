import type { DigestName } from "../digest/digest-name.ts";

export type Curve =
  | "P-256"
  | "P-384"
  | "P-521"
  | "brainpoolP256r1"
  | "brainpoolP384r1"
  | "brainpoolP512r1";

/** How a PSS signature is encoded (RFC 4055 3.1). `saltLength` in octets. */
export interface PssParameters {
  readonly digest: DigestName;
  readonly mgfDigest: DigestName;
  readonly saltLength: number;
}

/** A public key as its SubjectPublicKeyInfo says; big-endian integers, points uncompressed (0x04 || X || Y). */
export type PublicKey =
  | {
      readonly kind: "rsa";
      readonly n: bigint;
      readonly e: bigint;
      readonly pssOnly: boolean;
      /** What a key for PSS alone is bound to: these digests, and no shorter salt. Absent for any. */
      readonly pssParameters?: PssParameters;
    }
  | { readonly kind: "ec"; readonly curve: Curve; readonly point: Uint8Array }
  | { readonly kind: "ed25519"; readonly bytes: Uint8Array }
  | { readonly kind: "sm2"; readonly point: Uint8Array };

/** How a signature was made. ECDSA and SM2 signatures are DER SEQUENCE { r, s }, Ed25519 is 64 raw bytes. */
export type SignatureScheme =
  | { readonly kind: "rsa-pkcs1"; readonly digest: DigestName }
  | ({ readonly kind: "rsa-pss" } & PssParameters)
  | { readonly kind: "ecdsa"; readonly digest: DigestName }
  | { readonly kind: "ed25519" }
  | { readonly kind: "sm2-sm3" };

/** True when `signature` over `data` verifies under `key`; false for anything else. Never throws. */
export type VerifySignature = (
  key: PublicKey,
  scheme: SignatureScheme,
  signature: Uint8Array,
  data: Uint8Array,
) => boolean;

/** Holds a private key without showing it. `certificate` is DER X.509 that names the public half. */
export interface Signer {
  readonly certificate: Uint8Array;
  readonly scheme: SignatureScheme;
  sign(data: Uint8Array): Promise<Uint8Array>;
}
