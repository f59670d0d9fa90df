import type { Rule } from "../rules/rule.ts";
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

/** What a file of a trust folder holds, sound parts and unsound ones apart. */
export interface TrustBundle {
  readonly items: readonly TrustItem[];
  /** DER of certificates that are not self-signed: they may help to build a chain, and make nothing trusted. */
  readonly certificates: readonly Uint8Array[];
  /** The rule that each unsound part breaks. */
  readonly refused: readonly Rule[];
}

/**
 * Reads a file that somebody wants trusted: network.json, or certificates and CRLs as DER or PEM.
 *
 * A root must be self-signed, a CA, and verify under its own key; a descriptor must carry the signatures of those who
 * may say so. Anything else in the file refuses all of it, a certificate that is no root too.
 */
export function readTrustFile(
  bytes: Uint8Array,
  verify: VerifySignature,
): Result<readonly TrustItem[]> {
  const { items, certificates, refused } = readTrustBundle(bytes, verify);
  const [rule] = refused;
  if (rule !== undefined) return malformed(rule);
  return certificates.length > 0 ? malformed("certificate-not-self-signed") : ok(items);
}

/** Reads what a file offers for trust, as `readTrustFile` does, and leaves it to the caller what unsound parts mean. */
export function readTrustBundle(bytes: Uint8Array, verify: VerifySignature): TrustBundle {
  if (bytes.length > maxTrustFileBytes) return refusedBundle("trust-file-too-large");
  if (bytes[0] === 0x7b) return bundleOf([readNetwork(bytes, verify)]);
  if (bytes[0] === 0x30) return bundleOf([readDer(bytes, verify)]);
  const text = fromUtf8(bytes);
  if (text?.includes("-----BEGIN ") !== true) return refusedBundle("trust-file-unknown");
  const blocks = readPem(bytes);
  if (!blocks.ok) return refusedBundle(blocks.fault.rule);
  return bundleOf(blocks.value.map((block) => readBlock(block.label, block.bytes, verify)));
}

/** One part of a file. */
type TrustPart = Result<TrustItem | { readonly kind: "certificate"; readonly der: Uint8Array }>;

function bundleOf(parts: readonly TrustPart[]): TrustBundle {
  const items: TrustItem[] = [];
  const certificates: Uint8Array[] = [];
  const refused: Rule[] = [];
  for (const part of parts) {
    if (!part.ok) refused.push(part.fault.rule);
    else if (part.value.kind === "certificate") certificates.push(part.value.der);
    else items.push(part.value);
  }
  return { items, certificates, refused };
}

function refusedBundle(rule: Rule): TrustBundle {
  return { items: [], certificates: [], refused: [rule] };
}

function readNetwork(bytes: Uint8Array, verify: VerifySignature): TrustPart {
  const parsed = parseDescriptor(bytes);
  if (!parsed.ok) return parsed;
  const descriptor = parsed.value;
  if (!isDescriptorSigned(descriptor, verify)) return malformed("descriptor-not-signed");
  const digest = toHex(digestOf("sha256", bytes));
  const practice = descriptor.practice || isPracticeOrigin(descriptor.origin);
  return ok({ kind: "network", network: { descriptor, bytes, digest, practice } });
}

function readBlock(label: string, der: Uint8Array, verify: VerifySignature): TrustPart {
  switch (label) {
    case "CERTIFICATE":
      return readCertificate(der, verify);
    case "X509 CRL":
      return readCrl(der);
    default:
      return malformed("trust-file-unknown");
  }
}

function readDer(bytes: Uint8Array, verify: VerifySignature): TrustPart {
  const certificate = readCertificate(bytes, verify);
  if (certificate.ok) return certificate;
  const crl = readCrl(bytes);
  return crl.ok ? crl : certificate;
}

function readCertificate(der: Uint8Array, verify: VerifySignature): TrustPart {
  const parsed = parseCertificate(der);
  if (!parsed.ok) return parsed;
  const certificate = parsed.value;
  const { publicKey, scheme, signatureValue, tbs, issuer, subject } = certificate;
  if (!equalBytes(issuer.bytes, subject.bytes)) return ok({ kind: "certificate", der });
  if (certificate.version === 3 && certificate.extensions.basicConstraints?.ca !== true)
    return malformed("certificate-not-ca");
  if (publicKey === undefined || scheme === undefined)
    return malformed("certificate-algorithm-unknown");
  if (!verify(publicKey, scheme, signatureValue, tbs))
    return malformed("certificate-signature-wrong");
  const digest = toHex(digestOf("sha256", der));
  const practice = isPracticeCertificate(certificate);
  return ok({ kind: "root", certificate, der, digest, practice });
}

function readCrl(der: Uint8Array): TrustPart {
  const parsed = parseCrl(der);
  if (!parsed.ok) return parsed;
  const digest = toHex(digestOf("sha256", der));
  return ok({ kind: "crl", crl: parsed.value, der, digest });
}
