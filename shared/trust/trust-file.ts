import { toHex } from "../bytes/hex.ts";
import { equalBytes } from "../bytes/octets.ts";
import { malformed, ok, type Result } from "../bytes/result.ts";
import { fromUtf8 } from "../bytes/utf8.ts";
import { digestOf } from "../digest/digest.ts";
import { parseDescriptor } from "../network/descriptor.ts";
import { isDescriptorSigned } from "../network/descriptor-trust.ts";
import type { VerifySignature } from "../signature/scheme.ts";
import { type Certificate, parseCertificate } from "../x509/certificate.ts";
import { type Crl, parseCrl } from "../x509/crl.ts";
import { readPem } from "./pem.ts";
import { isPracticeCertificate, isPracticeOrigin } from "./practice.ts";
import type { TrustedNetwork } from "./trust-store.ts";

/** What one file offers for trust. `digest` is SHA-256 of the DER, or of network.json, lower-case hex. */
export type TrustItem =
  | {
      readonly kind: "root";
      readonly certificate: Certificate;
      readonly der: Uint8Array;
      readonly digest: string;
      readonly practice: boolean;
    }
  | { readonly kind: "crl"; readonly crl: Crl; readonly der: Uint8Array; readonly digest: string }
  | { readonly kind: "network"; readonly network: Omit<TrustedNetwork, "source"> };

export const maxTrustFileBytes = 4 * 1024 * 1024;

/**
 * Reads a file that somebody wants trusted: network.json, or certificates and CRLs as DER or PEM.
 *
 * A certificate must be self-signed, a CA, and verify under its own key; a descriptor must carry the
 * signatures of those who may say so. Anything else in the file refuses all of it.
 */
export function readTrustFile(
  bytes: Uint8Array,
  verify: VerifySignature,
): Result<readonly TrustItem[]> {
  if (bytes.length > maxTrustFileBytes) return malformed("trust-file-too-large");
  if (bytes[0] === 0x7b) return readNetwork(bytes, verify);
  if (bytes[0] === 0x30) return readDer(bytes, verify);
  return readPemFile(bytes, verify);
}

function readNetwork(bytes: Uint8Array, verify: VerifySignature): Result<readonly TrustItem[]> {
  const parsed = parseDescriptor(bytes);
  if (!parsed.ok) return parsed;
  const descriptor = parsed.value;
  if (!isDescriptorSigned(descriptor, verify)) return malformed("descriptor-not-signed");
  const digest = toHex(digestOf("sha256", bytes));
  const practice = descriptor.practice || isPracticeOrigin(descriptor.origin);
  return ok([{ kind: "network", network: { descriptor, bytes, digest, practice } }]);
}

function readPemFile(bytes: Uint8Array, verify: VerifySignature): Result<readonly TrustItem[]> {
  const text = fromUtf8(bytes);
  if (text === undefined || !text.includes("-----BEGIN ")) return malformed("trust-file-unknown");
  const blocks = readPem(bytes);
  if (!blocks.ok) return blocks;
  const items: TrustItem[] = [];
  for (const block of blocks.value) {
    const item = readBlock(block.label, block.bytes, verify);
    if (!item.ok) return item;
    items.push(item.value);
  }
  return ok(items);
}

function readBlock(label: string, der: Uint8Array, verify: VerifySignature): Result<TrustItem> {
  switch (label) {
    case "CERTIFICATE":
      return readRoot(der, verify);
    case "X509 CRL":
      return readCrl(der);
    default:
      return malformed("trust-file-unknown");
  }
}

function readDer(bytes: Uint8Array, verify: VerifySignature): Result<readonly TrustItem[]> {
  const root = readRoot(bytes, verify);
  if (root.ok) return ok([root.value]);
  const crl = readCrl(bytes);
  return crl.ok ? ok([crl.value]) : root;
}

function readRoot(der: Uint8Array, verify: VerifySignature): Result<TrustItem> {
  const parsed = parseCertificate(der);
  if (!parsed.ok) return parsed;
  const certificate = parsed.value;
  const { publicKey, scheme, signatureValue, tbs, issuer, subject } = certificate;
  if (!equalBytes(issuer.bytes, subject.bytes)) return malformed("certificate-not-self-signed");
  if (certificate.version === 3 && certificate.extensions.basicConstraints?.ca !== true)
    return malformed("certificate-not-ca");
  if (publicKey === undefined || scheme === undefined)
    return malformed("certificate-algorithm-unknown");
  if (!verify(publicKey, scheme, signatureValue, tbs))
    return malformed("certificate-signature-wrong");
  const digest = toHex(digestOf("sha256", der));
  return ok({
    kind: "root",
    certificate,
    der,
    digest,
    practice: isPracticeCertificate(certificate),
  });
}

function readCrl(der: Uint8Array): Result<TrustItem> {
  const parsed = parseCrl(der);
  if (!parsed.ok) return parsed;
  const digest = toHex(digestOf("sha256", der));
  return ok({ kind: "crl", crl: parsed.value, der, digest });
}
