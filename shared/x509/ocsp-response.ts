import type { AlgorithmIdentifier } from "./algorithm-identifier.ts";
import type { Certificate } from "./certificate.ts";
import type { DerElement } from "../bytes/der/element.ts";
import type { Name } from "./name.ts";
import type { Refuse } from "../bytes/attempt.ts";
import type { Result } from "../bytes/result.ts";
import type { RevocationReason } from "./revocation-reason.ts";
import type { SignatureScheme } from "../signature/scheme.ts";
import type { UnixMs } from "../bytes/civil-time.ts";
import { accept, attempt } from "../bytes/attempt.ts";
import { constructedTag, primitiveTag, tags } from "../bytes/der/element.ts";
import { extensionOids } from "./certificate-extensions.ts";
import { extensionValue, readExtensions } from "./extension.ts";
import { fieldsOf } from "../bytes/der/fields.ts";
import { parseCertificate } from "./certificate.ts";
import { parseDer } from "../bytes/der/parser.ts";
import { readAlgorithm, schemeOf } from "./algorithm-identifier.ts";
import { readGeneralizedTime, readInteger, readOctets } from "../bytes/der/readers.ts";
import { readOid, readSmallInteger, readWholeBits } from "../bytes/der/readers.ts";
import { readName } from "./name.ts";
import { reasonOfNumber } from "./revocation-reason.ts";

/** What an OCSP answer says about one certificate (RFC 6960 4.2.1). */
export interface OcspStatus {
  readonly hashAlgorithm: AlgorithmIdentifier;
  readonly issuerNameHash: Uint8Array;
  readonly issuerKeyHash: Uint8Array;
  readonly serial: bigint;
  readonly status:
    | { readonly kind: "good" }
    | { readonly kind: "unknown" }
    | {
        readonly kind: "revoked";
        readonly at: UnixMs;
        readonly reason: RevocationReason | undefined;
      };
  readonly thisUpdate: UnixMs;
  readonly nextUpdate: UnixMs | undefined;
  /** The responder keeps certificates that expired at or after this instant; undefined when it promises nothing. */
  readonly keepsExpiredSince: UnixMs | undefined;
}

/** A parsed basic OCSP answer. Nothing about it is verified by parsing. */
export interface OcspResponse {
  readonly der: Uint8Array;
  /** ResponseData, the bytes that are signed. */
  readonly tbs: Uint8Array;
  readonly responder:
    | { readonly kind: "name"; readonly name: Name }
    | { readonly kind: "key"; readonly sha1: Uint8Array };
  readonly producedAt: UnixMs;
  readonly statuses: readonly OcspStatus[];
  readonly scheme: SignatureScheme | undefined;
  readonly signatureValue: Uint8Array;
  readonly certificates: readonly Certificate[];
}

const maxResponseBytes = 1024 * 1024;
const maxCertificates = 16;
const basicResponse = "1.3.6.1.5.5.7.48.1.1";

function readRevoked(element: DerElement, refuse: Refuse): OcspStatus["status"] {
  const fields = fieldsOf(element, refuse, constructedTag(1));
  const at = readGeneralizedTime(fields.any(), refuse).ms;
  const code = fields.optionalExplicit(constructedTag(0));
  fields.end();
  if (code === undefined) return { kind: "revoked", at, reason: undefined };
  const reason = reasonOfNumber(readSmallInteger(code, refuse, tags.enumerated));
  return { kind: "revoked", at, reason: reason ?? refuse("ocsp-reason", code.start) };
}

function readCertStatus(element: DerElement, refuse: Refuse): OcspStatus["status"] {
  switch (element.tag) {
    case primitiveTag(0):
    case primitiveTag(2):
      if (element.content.length > 0) return refuse("ocsp-status", element.start);
      return { kind: element.tag === primitiveTag(0) ? "good" : "unknown" };
    default:
      return readRevoked(element, refuse);
  }
}

function readArchiveCutoff(list: DerElement | undefined, refuse: Refuse): UnixMs | undefined {
  let cutoff: UnixMs | undefined;
  for (const extension of list === undefined ? [] : readExtensions(list, refuse)) {
    if (extension.oid === extensionOids.archiveCutoff) {
      cutoff = readGeneralizedTime(extensionValue(extension, refuse), refuse).ms;
    } else if (extension.critical) return refuse("ocsp-unknown-critical", extension.start);
  }
  return cutoff;
}

function readStatus(element: DerElement, refuse: Refuse): OcspStatus {
  const fields = fieldsOf(element, refuse);
  const id = fieldsOf(fields.any(), refuse);
  const hashAlgorithm = readAlgorithm(id.any(), refuse);
  const issuerNameHash = readOctets(id.any(), refuse);
  const issuerKeyHash = readOctets(id.any(), refuse);
  const serial = readInteger(id.any(), refuse);
  id.end();
  const status = readCertStatus(fields.any(), refuse);
  const thisUpdate = readGeneralizedTime(fields.any(), refuse).ms;
  const next = fields.optionalExplicit(constructedTag(0));
  const keepsExpiredSince = readArchiveCutoff(fields.optionalExplicit(constructedTag(1)), refuse);
  fields.end();
  return {
    hashAlgorithm,
    issuerNameHash,
    issuerKeyHash,
    serial,
    status,
    thisUpdate,
    nextUpdate: next === undefined ? undefined : readGeneralizedTime(next, refuse).ms,
    keepsExpiredSince,
  };
}

function readResponder(element: DerElement, refuse: Refuse): OcspResponse["responder"] {
  const [inner, ...more] = element.children;
  if (inner === undefined || more.length > 0) return refuse("ocsp-responder", element.start);
  switch (element.tag) {
    case constructedTag(1):
      return { kind: "name", name: readName(inner, refuse) };
    case constructedTag(2):
      return { kind: "key", sha1: readOctets(inner, refuse) };
    default:
      return refuse("ocsp-responder", element.start);
  }
}

function readCertificates(list: DerElement | undefined, refuse: Refuse): readonly Certificate[] {
  const elements = list?.children ?? [];
  if (list !== undefined && (list.tag !== tags.sequence || elements.length > maxCertificates)) {
    return refuse("ocsp-certificates", list.start);
  }
  return elements.map((element) => accept(parseCertificate(element.bytes), refuse, element.start));
}

function readBasic(basic: DerElement, der: Uint8Array, refuse: Refuse): OcspResponse {
  const outer = fieldsOf(basic, refuse);
  const tbs = outer.take(tags.sequence);
  const algorithm = readAlgorithm(outer.any(), refuse);
  const signatureValue = readWholeBits(outer.take(tags.bits), refuse);
  const certificates = readCertificates(outer.optionalExplicit(constructedTag(0)), refuse);
  outer.end();
  const fields = fieldsOf(tbs, refuse);
  const version = fields.optionalExplicit(constructedTag(0));
  if (version !== undefined && readSmallInteger(version, refuse) !== 0) {
    return refuse("ocsp-version", version.start);
  }
  const responder = readResponder(fields.any(), refuse);
  const producedAt = readGeneralizedTime(fields.any(), refuse).ms;
  const statuses = fields.take(tags.sequence).children.map((one) => readStatus(one, refuse));
  const list = fields.optionalExplicit(constructedTag(1));
  fields.end();
  const critical = (list === undefined ? [] : readExtensions(list, refuse)).find(
    (extension) => extension.critical,
  );
  if (critical !== undefined) return refuse("ocsp-unknown-critical", critical.start);
  const scheme = schemeOf(algorithm);
  return {
    der,
    tbs: tbs.bytes,
    responder,
    producedAt,
    statuses,
    scheme,
    signatureValue,
    certificates,
  };
}

/**
 * Parses one DER OCSP answer of at most 1 MiB. An answer that is not successful is
 * `ocsp-not-successful`, another type than basic `ocsp-type`. Offsets inside the basic answer count
 * from its own start.
 */
export function parseOcspResponse(der: Uint8Array): Result<OcspResponse> {
  return attempt((refuse) => {
    const limits = { maxBytes: maxResponseBytes };
    const fields = fieldsOf(accept(parseDer(der, limits), refuse), refuse);
    if (readSmallInteger(fields.any(), refuse, tags.enumerated) !== 0) {
      return refuse("ocsp-not-successful");
    }
    const body = fields.optionalExplicit(constructedTag(0)) ?? refuse("ocsp-not-successful");
    fields.end();
    const typed = fieldsOf(body, refuse);
    if (readOid(typed.any(), refuse) !== basicResponse) return refuse("ocsp-type", body.start);
    const basic = readOctets(typed.any(), refuse);
    typed.end();
    return readBasic(accept(parseDer(basic, limits), refuse), der, refuse);
  });
}
