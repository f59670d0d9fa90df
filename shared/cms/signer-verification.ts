import type { Rule } from "../rules/rule.ts";
import { attempt } from "../bytes/attempt.ts";
import { readOctets, readOid } from "../bytes/der/readers.ts";
import { equalBytes } from "../bytes/octets.ts";
import { digestOf } from "../digest/digest.ts";
import { keyFault } from "../signature/key-fit.ts";
import type { PublicKey, SignatureScheme, VerifySignature } from "../signature/scheme.ts";
import { digestOfAlgorithm, schemeOf } from "../x509/algorithm-identifier.ts";
import type { Certificate } from "../x509/certificate.ts";
import { attributeValue, hasAttribute } from "./attribute.ts";
import { cmsOids } from "./object-identifiers.ts";
import type { SignerInfo } from "./signer-info.ts";
import { parseSigningCertificate, referenceFault } from "./signing-certificate.ts";

/** The certificates that a SignerInfo's identifier fits, of those given, in their order. */
export function certificatesOf(
  signer: SignerInfo,
  certificates: readonly Certificate[],
): readonly Certificate[] {
  const { sid } = signer;
  return certificates.filter((certificate) =>
    sid.kind === "key-id"
      ? certificate.extensions.subjectKeyId !== undefined &&
        equalBytes(certificate.extensions.subjectKeyId, sid.keyId)
      : certificate.serial === sid.serial && equalBytes(certificate.issuer.bytes, sid.issuer),
  );
}

/**
 * Which rule of RFC 5652 sections 5.3, 11.1 and 11.2 the signed attributes break: they must be there, none
 * twice, each with one value, with a content-type equal to what is signed and a message digest; the digest
 * algorithm must be known. Undefined when they are in order.
 */
export function signedAttributesFault(signer: SignerInfo, contentType: string): Rule | undefined {
  const attributes = signer.signedAttributes?.attributes;
  if (attributes === undefined) return "signed-attributes-missing";
  const names = new Set(attributes.map(({ oid }) => oid));
  if (names.size !== attributes.length) return "signed-attribute-twice";
  if (attributes.some(({ values }) => values.length !== 1)) return "signed-attribute-values";
  const named = attributeValue(attributes, cmsOids.contentType);
  if (named === undefined) return "content-type-missing";
  const type = attempt((refuse) => readOid(named, refuse));
  if (!type.ok || type.value !== contentType) return "content-type-differs";
  if (signedDigest(signer) === undefined) return "message-digest-missing";
  return digestOfAlgorithm(signer.digestAlgorithm) === undefined
    ? "digest-algorithm-unknown"
    : undefined;
}

function signedDigest(signer: SignerInfo): Uint8Array | undefined {
  const value = attributeValue(signer.signedAttributes?.attributes ?? [], cmsOids.messageDigest);
  if (value === undefined) return undefined;
  const read = attempt((refuse) => readOctets(value, refuse));
  return read.ok ? read.value : undefined;
}

/** Whether the signed message digest is that of the content (section 11.2). */
export function signsContent(signer: SignerInfo, content: Uint8Array): boolean {
  const digest = digestOfAlgorithm(signer.digestAlgorithm);
  return digest !== undefined && signsDigest(signer, digestOf(digest, content));
}

/** Whether the signed message digest is this one, computed under the signer's own digest algorithm. */
export function signsDigest(signer: SignerInfo, digest: Uint8Array): boolean {
  const signed = signedDigest(signer);
  return signed !== undefined && equalBytes(digest, signed);
}

/** What became of a signature. `sorted` false: it holds over the DER-sorted attributes only, not as they stood. */
export type SignatureVerdict =
  | { readonly kind: "valid"; readonly scheme: SignatureScheme; readonly asReceived: boolean }
  | { readonly kind: "invalid"; readonly rule: Rule }
  | { readonly kind: "unknown-algorithm"; readonly algorithm: string };

/** Verifies the signature over the signed attributes under a key (section 5.4, 5.6). */
export function verifySigner(
  signer: SignerInfo,
  key: PublicKey,
  verify: VerifySignature,
): SignatureVerdict {
  const attributes = signer.signedAttributes;
  if (attributes === undefined) return { kind: "invalid", rule: "signed-attributes-missing" };
  const scheme = schemeOf(signer.signatureAlgorithm, digestOfAlgorithm(signer.digestAlgorithm));
  if (scheme === undefined) {
    return { kind: "unknown-algorithm", algorithm: signer.signatureAlgorithm.oid };
  }
  const rule = schemeFault(scheme, key, signer);
  if (rule !== undefined) return { kind: "invalid", rule };
  if (verify(key, scheme, signer.signature, attributes.signedBytes)) {
    return { kind: "valid", scheme, asReceived: true };
  }
  const again = !attributes.sorted && verify(key, scheme, signer.signature, attributes.sortedBytes);
  return again
    ? { kind: "valid", scheme, asReceived: false }
    : { kind: "invalid", rule: "signature-does-not-verify" };
}

/** Why a key and a scheme do not belong together, or the two digest algorithms contradict each other. */
function schemeFault(
  scheme: SignatureScheme,
  key: PublicKey,
  signer: SignerInfo,
): Rule | undefined {
  const fault = keyFault(key, scheme);
  if (fault !== undefined) return fault;
  if (scheme.kind === "rsa-pss" && scheme.digest !== scheme.mgfDigest) return "pss-digests-differ";
  const digest = digestOfAlgorithm(signer.digestAlgorithm);
  // With signed attributes, as here always, the digest is SHA-512 (RFC 8419 3.1).
  if (scheme.kind === "ed25519") return digest === "sha512" ? undefined : "digests-differ";
  if (scheme.kind === "sm2-sm3") return digest === "sm3" ? undefined : "digests-differ";
  return digest === scheme.digest ? undefined : "digests-differ";
}

/** Which attribute binds the signer's certificate, or which rule is broken. */
export type BindingVerdict =
  | { readonly kind: "bound"; readonly attribute: string }
  | { readonly kind: "unbound"; readonly rule: Rule };

/**
 * Checks the ESS attributes: at least one of SigningCertificate and SigningCertificateV2 is there, and each
 * that is there names `certificate` first, by digest and by issuer and serial where it has them
 * (RFC 5035 section 3, RFC 5816 section 2.2.1).
 */
export function certificateBinding(signer: SignerInfo, certificate: Certificate): BindingVerdict {
  const attributes = signer.signedAttributes?.attributes ?? [];
  const bound: string[] = [];
  for (const { oid, version, name } of essAttributes) {
    if (!hasAttribute(attributes, oid)) continue;
    const value = attributeValue(attributes, oid);
    if (value === undefined) return { kind: "unbound", rule: "ess-attribute-twice" };
    const references = parseSigningCertificate(value, version);
    if (!references.ok) return { kind: "unbound", rule: references.fault.rule };
    const [first] = references.value;
    const rule = first === undefined ? "ess-empty" : referenceFault(first, certificate);
    if (rule !== undefined) return { kind: "unbound", rule };
    bound.push(name);
  }
  return bound.length === 0
    ? { kind: "unbound", rule: "ess-attribute-missing" }
    : { kind: "bound", attribute: bound.join(", ") };
}

const essAttributes = [
  { oid: cmsOids.signingCertificate, version: 1, name: "ESSCertID" },
  { oid: cmsOids.signingCertificateV2, version: 2, name: "ESSCertIDv2" },
] as const;
