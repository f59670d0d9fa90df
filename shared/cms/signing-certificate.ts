import type { Rule } from "../rules/rule.ts";
import { accept, attempt, type Refuse } from "../bytes/attempt.ts";
import { constructedTag, type DerElement, tags } from "../bytes/der/element.ts";
import { DerFields, fieldsOf } from "../bytes/der/fields.ts";
import { expectTag, readInteger, readOctets } from "../bytes/der/readers.ts";
import { parseDer } from "../bytes/der/parser.ts";
import { explicit, integer, octets, sequence } from "../bytes/der/writer.ts";
import { equalBytes } from "../bytes/octets.ts";
import type { Result } from "../bytes/result.ts";
import { digestOf } from "../digest/digest.ts";
import type { DigestName } from "../digest/digest-name.ts";
import {
  writeDigestAlgorithm,
  digestOfAlgorithm,
  readAlgorithm,
} from "../x509/algorithm-identifier.ts";
import type { Certificate } from "../x509/certificate.ts";
import { readName, sameName } from "../x509/name.ts";

/** One ESSCertID or ESSCertIDv2: which certificate, by digest and perhaps by issuer and serial number. */
export interface CertificateReference {
  /** Undefined when the digest algorithm is none that Cunzhen computes. */
  readonly digest: DigestName | undefined;
  readonly hash: Uint8Array;
  readonly issuerSerial: IssuerSerial | undefined;
}

interface IssuerSerial {
  /** DER of the Name of each directoryName among the GeneralNames, and whether other kinds stand there. */
  readonly directoryNames: readonly Uint8Array[];
  readonly onlyDirectoryNames: boolean;
  readonly serial: bigint;
}

/** Most certificates that one attribute may name. */
const maxReferences = 100;

function readIssuerSerial(der: DerElement, refuse: Refuse): IssuerSerial {
  const fields = fieldsOf(der, refuse);
  const names = expectTag(fields.any(), refuse, tags.sequence).children;
  const serial = readInteger(fields.any(), refuse);
  fields.end();
  const directory = names.filter(({ tag }) => tag === constructedTag(4));
  return {
    directoryNames: directory.map((name) => new DerFields(name, refuse).any().bytes),
    onlyDirectoryNames: directory.length === names.length,
    serial,
  };
}

function readReference(der: DerElement, refuse: Refuse, version: 1 | 2): CertificateReference {
  const fields = fieldsOf(der, refuse);
  const algorithm = version === 2 ? fields.optional(tags.sequence) : undefined;
  const byDefault = version === 1 ? "sha1" : "sha256";
  const digest =
    algorithm === undefined ? byDefault : digestOfAlgorithm(readAlgorithm(algorithm, refuse));
  const hash = readOctets(fields.any(), refuse);
  const issuerSerial = fields.optional(tags.sequence);
  fields.end();
  return {
    digest,
    hash,
    issuerSerial: issuerSerial && readIssuerSerial(issuerSerial, refuse),
  };
}

/**
 * The references of a SigningCertificate (version 1, RFC 2634 section 5.4) or SigningCertificateV2
 * (version 2, RFC 5035 section 3) attribute value, in their order; at least one, at most 100.
 */
export function parseSigningCertificate(
  value: DerElement,
  version: 1 | 2,
): Result<readonly CertificateReference[]> {
  return attempt((refuse) => {
    const fields = fieldsOf(value, refuse);
    const references = expectTag(fields.any(), refuse, tags.sequence).children;
    fields.optional(tags.sequence);
    fields.end();
    if (references.length === 0) refuse("ess-empty", value.start);
    if (references.length > maxReferences) refuse("ess-too-many-references", value.start);
    return references.map((reference) => readReference(reference, refuse, version));
  });
}

/** Why the reference does not name the certificate, as a rule; undefined when it does. */
export function referenceFault(
  reference: CertificateReference,
  certificate: Certificate,
): Rule | undefined {
  if (reference.digest === undefined) return "ess-digest-unknown";
  if (!equalBytes(digestOf(reference.digest, certificate.der), reference.hash)) {
    return "ess-hash-differs";
  }
  const { issuerSerial } = reference;
  if (issuerSerial === undefined) return undefined;
  if (issuerSerial.serial !== certificate.serial) return "ess-serial-differs";
  const named = issuerSerial.directoryNames.some((name) => isIssuer(name, certificate));
  return named && issuerSerial.onlyDirectoryNames ? undefined : "ess-issuer-differs";
}

/** Whether the DER of a Name matches the issuer's (RFC 5280 7.1): writers of the attribute spell it in their own way. */
function isIssuer(name: Uint8Array, { issuer }: Certificate): boolean {
  if (equalBytes(name, issuer.bytes)) return true;
  const read = attempt((refuse) => readName(accept(parseDer(name), refuse), refuse));
  return read.ok && sameName(read.value, issuer);
}

/** The value of a SigningCertificateV2 attribute that names one certificate by digest, issuer and serial number. */
export function writeSigningCertificateV2(
  certificate: Certificate,
  digest: DigestName,
): Uint8Array<ArrayBuffer> {
  // SHA-256 is the default, and DER leaves a default out.
  const algorithm = digest === "sha256" ? [] : [writeDigestAlgorithm(digest)];
  const issuer = sequence(explicit(4, certificate.issuer.bytes));
  const issuerSerial = sequence(issuer, integer(certificate.serial));
  const reference = sequence(...algorithm, octets(digestOf(digest, certificate.der)), issuerSerial);
  return sequence(sequence(reference));
}
