import type { KeyUsage } from "./certificate-extensions.ts";
import type { NameAttribute } from "./name.ts";
import type { Signer } from "../signature/scheme.ts";
import type { UnixMs } from "../bytes/civil-time.ts";
import {
  authorityKeyExtension,
  basicConstraintsExtension,
  crlDistributionPointsExtension,
  extendedKeyUsageExtension,
  keyIdentifier,
  keyUsageExtension,
  ocspAccessExtension,
  subjectKeyExtension,
} from "./extension-writer.ts";
import { certificateOf, signedFrame } from "./issuer.ts";
import { explicit, integer, sequence, time } from "../bytes/der/writer.ts";
import { keyBitsOf } from "./public-key.ts";
import { writeName } from "./name.ts";
import { writeSignatureAlgorithm } from "./algorithm-identifier.ts";

/** What a new certificate is to say. Times are cut to whole seconds. */
export interface CertificateFields {
  /** From 1 to 2^159 - 1 (RFC 5280 4.1.2.2). */
  readonly serial: bigint;
  readonly subject: readonly (readonly [NameAttribute, string])[];
  readonly notBefore: UnixMs;
  readonly notAfter: UnixMs;
  /** DER SubjectPublicKeyInfo. */
  readonly spki: Uint8Array;
  /** Present for a certificate authority; the path length is unlimited when undefined. */
  readonly authority?: { readonly pathLength: number | undefined };
  readonly keyUsage: readonly KeyUsage[];
  readonly extendedKeyUsage?: { readonly purposes: readonly string[]; readonly critical: boolean };
  readonly crlUrls?: readonly string[];
  readonly ocspUrls?: readonly string[];
}

/** Who signs: an authority by its certificate, or the subject itself when `certificate` is undefined. */
export interface CertificateIssuer extends Pick<Signer, "scheme" | "sign"> {
  readonly certificate: Uint8Array | undefined;
}

function keyIdOf(spki: Uint8Array): Uint8Array {
  const bits = keyBitsOf(spki);
  if (!bits.ok) throw new RangeError(`not a public key: ${bits.fault.rule}`);
  return keyIdentifier(bits.value);
}

/** The DER of a new X.509 v3 certificate, signed by the issuer. Throws for fields outside their bounds. */
export async function issueCertificate(
  fields: CertificateFields,
  issuer: CertificateIssuer,
): Promise<Uint8Array> {
  if (fields.serial < 1n || fields.serial >> 159n !== 0n)
    throw new RangeError("serial out of range");
  const subject = writeName(fields.subject);
  const keyId = keyIdOf(fields.spki);
  const authority =
    issuer.certificate === undefined
      ? undefined
      : certificateOf({ certificate: issuer.certificate });
  const authorityKeyId = authority === undefined ? keyId : authority.extensions.subjectKeyId;
  const usage = fields.extendedKeyUsage;
  const extensions = sequence(
    basicConstraintsExtension(fields.authority),
    keyUsageExtension(fields.keyUsage),
    ...(usage === undefined ? [] : [extendedKeyUsageExtension(usage.purposes, usage.critical)]),
    subjectKeyExtension(keyId),
    ...(authorityKeyId === undefined ? [] : [authorityKeyExtension(authorityKeyId)]),
    ...(fields.crlUrls === undefined ? [] : [crlDistributionPointsExtension(fields.crlUrls)]),
    ...(fields.ocspUrls === undefined ? [] : [ocspAccessExtension(fields.ocspUrls)]),
  );
  const tbs = sequence(
    explicit(0, integer(2)),
    integer(fields.serial),
    writeSignatureAlgorithm(issuer.scheme),
    authority === undefined ? subject : authority.subject.bytes,
    sequence(time(fields.notBefore), time(fields.notAfter)),
    subject,
    fields.spki,
    explicit(3, extensions),
  );
  return signedFrame(tbs, issuer);
}
