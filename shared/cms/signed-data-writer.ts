import { octets, oid, sequence, set, setOf } from "../bytes/der/writer.ts";
import { compareBytes } from "../bytes/octets.ts";
import { digestOf } from "../digest/digest.ts";
import type { DigestName } from "../digest/digest-name.ts";
import type { SignatureScheme, Signer } from "../signature/scheme.ts";
import { writeDigestAlgorithm, writeSignatureAlgorithm } from "../x509/algorithm-identifier.ts";
import { parseCertificate } from "../x509/certificate.ts";
import { cmsOids } from "./object-identifiers.ts";
import { writeFrame } from "./signed-data-frame.ts";
import { writeSigningCertificateV2 } from "./signing-certificate.ts";

export interface SignedDataFields {
  readonly contentType: string;
  readonly content: Uint8Array;
  /** Whether the content stays outside. */
  readonly detached: boolean;
  readonly signer: Signer;
  /** DER certificates to carry, in any order; may be none. */
  readonly certificates: readonly Uint8Array[];
  /** Further signed attributes beside content-type, message-digest and signing-certificate-v2. */
  readonly attributes?: readonly Uint8Array[];
}

/** DER of one attribute with one value. */
export function writeAttribute(type: string, value: Uint8Array): Uint8Array<ArrayBuffer> {
  return sequence(oid(type), set(value));
}

/** The digest that goes with a scheme inside SignerInfo: SHA-512 for Ed25519 (RFC 8419), SM3 for SM2. */
function digestFor(scheme: SignatureScheme): DigestName {
  switch (scheme.kind) {
    case "ed25519":
      return "sha512";
    case "sm2-sm3":
      return "sm3";
    case "ecdsa":
    case "rsa-pkcs1":
    case "rsa-pss":
      return scheme.digest;
  }
}

/**
 * Writes a SignedData with one signer, its attributes and certificates in DER order, with ESSCertIDv2 (RFC
 * 5035). Rejects when the signer does, or when its certificate is none.
 */
export async function writeSignedData(fields: SignedDataFields): Promise<Uint8Array<ArrayBuffer>> {
  const { contentType, content, signer } = fields;
  const certificate = parseCertificate(signer.certificate);
  if (!certificate.ok) throw new RangeError(`not a certificate: ${certificate.fault.rule}`);
  const digest = digestFor(signer.scheme);
  const signedAttributes = setOf(
    writeAttribute(cmsOids.contentType, oid(contentType)),
    writeAttribute(cmsOids.messageDigest, octets(digestOf(digest, content))),
    writeAttribute(
      cmsOids.signingCertificateV2,
      writeSigningCertificateV2(certificate.value, digest),
    ),
    ...(fields.attributes ?? []),
  );
  return writeFrame({
    contentType,
    content: fields.detached ? undefined : content,
    certificates: [...fields.certificates].sort(compareBytes),
    sid: {
      kind: "issuer-and-serial",
      issuer: certificate.value.issuer.bytes,
      serial: certificate.value.serial,
    },
    digestAlgorithm: writeDigestAlgorithm(digest),
    signatureAlgorithm: writeSignatureAlgorithm(signer.scheme),
    signedAttributes,
    signature: await signer.sign(signedAttributes),
  });
}
