import type { Rule } from "../rules/rule.ts";
import { constructedTag, primitiveTag } from "../bytes/der/element.ts";
import {
  element,
  explicit,
  integer,
  octets,
  oid,
  retag,
  sequence,
  set,
} from "../bytes/der/writer.ts";
import { equalBytes } from "../bytes/octets.ts";
import { digestOfAlgorithm, schemeOf } from "../x509/algorithm-identifier.ts";
import { cmsOids } from "./object-identifiers.ts";
import { parseSignedData, type SignedData } from "./signed-data.ts";
import type { SignerId } from "./signer-info.ts";

/** What of a SignedData with one signer is not determined by the rest of it. */
export interface FrameParts {
  readonly contentType: string;
  /** Undefined when the content is detached. */
  readonly content: Uint8Array | undefined;
  /** DER certificates in the order in which they shall stand. */
  readonly certificates: readonly Uint8Array[];
  readonly sid: SignerId;
  /** DER of the AlgorithmIdentifiers. */
  readonly digestAlgorithm: Uint8Array;
  readonly signatureAlgorithm: Uint8Array;
  /** DER of the signed attributes with the tag of a SET. */
  readonly signedAttributes: Uint8Array;
  readonly signature: Uint8Array;
}

function sidBytes(sid: SignerId): Uint8Array {
  return sid.kind === "key-id"
    ? element(primitiveTag(0), sid.keyId)
    : sequence(sid.issuer, integer(sid.serial));
}

/**
 * The only SignedData with these parts: versions as RFC 5652 sections 5.1 and 5.3 derive them, the signer's
 * digest algorithm alone, no CRLs, no unsigned attributes. DER when the attributes and certificates are sorted.
 */
export function writeFrame(parts: FrameParts): Uint8Array<ArrayBuffer> {
  const signerVersion = parts.sid.kind === "key-id" ? 3 : 1;
  const version = parts.contentType === cmsOids.data && signerVersion === 1 ? 1 : 3;
  const content = parts.content === undefined ? [] : [explicit(0, octets(parts.content))];
  const certificates =
    parts.certificates.length === 0 ? [] : [element(constructedTag(0), ...parts.certificates)];
  const signer = sequence(
    integer(signerVersion),
    sidBytes(parts.sid),
    parts.digestAlgorithm,
    retag(constructedTag(0), parts.signedAttributes),
    parts.signatureAlgorithm,
    octets(parts.signature),
  );
  const signedData = sequence(
    integer(version),
    set(parts.digestAlgorithm),
    sequence(oid(parts.contentType), ...content),
    ...certificates,
    set(signer),
  );
  return sequence(oid(cmsOids.signedData), explicit(0, signedData));
}

/**
 * Which unsigned part of a SignedData is not what its signed content determines; undefined when the bytes are
 * exactly what `writeFrame` makes of it under a signature algorithm that can be verified. Then every byte is
 * signed, part of the signature, part of a certificate, or follows from those. The certificates themselves, and that
 * the signer is one of them, are left to the caller.
 */
export function frameFault(der: Uint8Array): Rule | undefined {
  const parsed = parseSignedData(der);
  if (!parsed.ok) return parsed.fault.rule;
  const rule = visibleFault(parsed.value);
  if (rule !== undefined) return rule;
  const { contentType, content, certificates, signers } = parsed.value;
  const [signer, ...more] = signers;
  if (signer?.signedAttributes === undefined || more.length > 0) return "cms-one-signer";
  // Nothing signs the algorithm's name: under one that nobody here verifies, it could be anything.
  if (schemeOf(signer.signatureAlgorithm, digestOfAlgorithm(signer.digestAlgorithm)) === undefined)
    return "cms-signature-algorithm";
  const again = writeFrame({
    contentType,
    content,
    certificates,
    sid: signer.sid,
    digestAlgorithm: signer.digestAlgorithm.bytes,
    signatureAlgorithm: signer.signatureAlgorithm.bytes,
    signedAttributes: signer.signedAttributes.signedBytes,
    signature: signer.signature,
  });
  return equalBytes(again, der) ? undefined : "cms-version-or-digest-algorithms";
}

function visibleFault(data: SignedData): Rule | undefined {
  if (data.type !== cmsOids.signedData) return "cms-type";
  if (data.crls.length + data.otherRevocations.length > 0) return "cms-carries-revocation-data";
  if (data.otherCertificates > 0) return "cms-carries-other-certificates";
  if (data.signers.some(({ unsignedAttributes }) => unsignedAttributes.length > 0)) {
    return "cms-carries-unsigned-attributes";
  }
  return undefined;
}

/** The certificates of a SignedData that equal none of `known`, byte for byte. */
export function unknownCertificates(
  data: SignedData,
  known: readonly Uint8Array[],
): readonly Uint8Array[] {
  return data.certificates.filter((one) => !known.some((other) => equalBytes(one, other)));
}
