import type { AlgorithmIdentifier } from "./algorithm-identifier.ts";
import type { CertificateExtensions } from "./certificate-extensions.ts";
import type { DerElement } from "../bytes/der/element.ts";
import type { DerFields } from "../bytes/der/fields.ts";
import type { Name } from "./name.ts";
import type { PublicKey, SignatureScheme } from "../signature/scheme.ts";
import type { Refuse } from "../bytes/attempt.ts";
import type { Result } from "../bytes/result.ts";
import type { UnixMs } from "../bytes/civil-time.ts";
import { accept, attempt } from "../bytes/attempt.ts";
import { constructedTag, primitiveTag, tags } from "../bytes/der/element.ts";
import { decodeCertificateExtensions } from "./certificate-extensions.ts";
import { equalBytes } from "../bytes/octets.ts";
import { fieldsOf } from "../bytes/der/fields.ts";
import { parseDer } from "../bytes/der/parser.ts";
import { readAlgorithm, schemeOf } from "./algorithm-identifier.ts";
import { readExtensions } from "./extension.ts";
import { readInteger, readSmallInteger, readTime, readWholeBits } from "../bytes/der/readers.ts";
import { readName } from "./name.ts";
import { readPublicKey } from "./public-key.ts";

/** A parsed X.509 certificate (RFC 5280 4.1). Nothing about it is verified by parsing. */
export interface Certificate {
  readonly der: Uint8Array;
  /** TBSCertificate, the bytes that are signed. */
  readonly tbs: Uint8Array;
  readonly version: 1 | 2 | 3;
  readonly serial: bigint;
  readonly issuer: Name;
  readonly subject: Name;
  /** The first and the last instant of validity, both inclusive, in whole seconds. */
  readonly notBefore: UnixMs;
  readonly notAfter: UnixMs;
  /** SubjectPublicKeyInfo and the octets of the key's BIT STRING in it. */
  readonly spki: Uint8Array;
  readonly keyBits: Uint8Array;
  /** Undefined for an algorithm that Cunzhen does not verify. */
  readonly publicKey: PublicKey | undefined;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly scheme: SignatureScheme | undefined;
  readonly signatureValue: Uint8Array;
  readonly extensions: CertificateExtensions;
}

const maxCertificateBytes = 256 * 1024;
const maxSerialBytes = 64;

function readVersion(fields: DerFields, refuse: Refuse): 1 | 2 | 3 {
  const explicit = fields.optionalExplicit(constructedTag(0));
  if (explicit === undefined) return 1;
  switch (readSmallInteger(explicit, refuse)) {
    case 1:
      return 2;
    case 2:
      return 3;
    default:
      return refuse("certificate-version", explicit.start);
  }
}

function readSerial(element: DerElement, refuse: Refuse): bigint {
  if (element.content.length > maxSerialBytes) return refuse("certificate-serial", element.start);
  return readInteger(element, refuse);
}

function readCertificate(whole: DerElement, refuse: Refuse): Certificate {
  const outer = fieldsOf(whole, refuse);
  const tbs = outer.take(tags.sequence);
  const signatureAlgorithm = readAlgorithm(outer.any(), refuse);
  const signatureValue = readWholeBits(outer.take(tags.bits), refuse);
  outer.end();
  const fields = fieldsOf(tbs, refuse);
  const version = readVersion(fields, refuse);
  const serial = readSerial(fields.take(tags.integer), refuse);
  if (!equalBytes(readAlgorithm(fields.any(), refuse).bytes, signatureAlgorithm.bytes)) {
    return refuse("certificate-algorithms-differ", tbs.start);
  }
  const issuer = readName(fields.any(), refuse);
  const validity = fieldsOf(fields.any(), refuse);
  const notBefore = readTime(validity.any(), refuse).ms;
  const notAfter = readTime(validity.any(), refuse).ms;
  validity.end();
  const subject = readName(fields.any(), refuse);
  const key = fields.take(tags.sequence);
  const publicKey = readPublicKey(key, refuse);
  fields.optional(primitiveTag(1));
  fields.optional(primitiveTag(2));
  const list = fields.optionalExplicit(constructedTag(3));
  fields.end();
  if (list !== undefined && version !== 3) return refuse("certificate-version", list.start);
  return {
    der: whole.bytes,
    tbs: tbs.bytes,
    version,
    serial,
    issuer,
    subject,
    notBefore,
    notAfter,
    spki: key.bytes,
    keyBits: key.children[1]?.content.subarray(1) ?? refuse("public-key-value", key.start),
    publicKey,
    signatureAlgorithm,
    scheme: schemeOf(signatureAlgorithm),
    signatureValue,
    extensions: decodeCertificateExtensions(
      list === undefined ? [] : readExtensions(list, refuse),
      refuse,
    ),
  };
}

/** Parses one DER certificate of at most 256 KiB. The result shares the bytes given. */
export function parseCertificate(der: Uint8Array): Result<Certificate> {
  return attempt((refuse) =>
    readCertificate(accept(parseDer(der, { maxBytes: maxCertificateBytes }), refuse), refuse),
  );
}

/** Whether the certificate names itself as its issuer (RFC 5280 3.2); its signature is another question. */
export function isSelfIssued(certificate: Certificate): boolean {
  return certificate.subject.key === certificate.issuer.key;
}
