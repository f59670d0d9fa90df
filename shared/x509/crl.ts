import type { DerElement } from "../bytes/der/element.ts";
import type { Extension } from "./extension.ts";
import type { Name } from "./name.ts";
import type { Refuse } from "../bytes/attempt.ts";
import type { Result } from "../bytes/result.ts";
import type { RevocationReason } from "./revocation-reason.ts";
import type { SignatureScheme } from "../signature/scheme.ts";
import type { UnixMs } from "../bytes/civil-time.ts";
import { accept, attempt } from "../bytes/attempt.ts";
import { constructedTag, primitiveTag, tags } from "../bytes/der/element.ts";
import { equalBytes } from "../bytes/octets.ts";
import { extensionOids } from "./certificate-extensions.ts";
import { extensionValue, readExtensions } from "./extension.ts";
import { fieldsOf } from "../bytes/der/fields.ts";
import { parseDer } from "../bytes/der/parser.ts";
import { readAlgorithm, schemeOf } from "./algorithm-identifier.ts";
import { readBoolean, readGeneralizedTime, readInteger } from "../bytes/der/readers.ts";
import { readSmallInteger, readTime, readWholeBits } from "../bytes/der/readers.ts";
import { generalNameKey, readGeneralName } from "./general-name.ts";
import { readName } from "./name.ts";
import { reasonOfNumber } from "./revocation-reason.ts";

/** One revoked certificate. */
export interface CrlEntry {
  readonly serial: bigint;
  readonly at: UnixMs;
  /** Undefined when the list gives none, which is not the same as unspecified. */
  readonly reason: RevocationReason | undefined;
  readonly invalidityDate: UnixMs | undefined;
}

/** A parsed revocation list (RFC 5280 5) of one issuer's own certificates. Nothing about it is verified by parsing. */
export interface Crl {
  readonly der: Uint8Array;
  readonly tbs: Uint8Array;
  readonly issuer: Name;
  readonly thisUpdate: UnixMs;
  readonly nextUpdate: UnixMs | undefined;
  readonly scheme: SignatureScheme | undefined;
  readonly signatureValue: Uint8Array;
  readonly authorityKeyId: Uint8Array | undefined;
  /** Which certificates the list is about; undefined without an issuing distribution point: all of them. */
  readonly scope: CrlScope | undefined;
  /** Why the list does not hold every revocation of its scope: it may speak against a certificate, never for one. */
  readonly partial: "crl-delta" | "crl-some-reasons" | undefined;
  /** The list keeps certificates that expired at or after this instant; undefined when it promises nothing. */
  readonly keepsExpiredSince: UnixMs | undefined;
  /** The entry of a serial number. */
  entryOf(serial: bigint): CrlEntry | undefined;
}

export interface CrlScope {
  readonly userOnly: boolean;
  readonly authorityOnly: boolean;
  /** Names of its distribution point, as `generalNameKey` has them; undefined when it names none. */
  readonly points: readonly string[] | undefined;
  /** Whether it holds revocations for some reasons alone. */
  readonly someReasons: boolean;
}

const limits = { maxBytes: 32 * 1024 * 1024, maxElements: 2_000_000 };

function readEntry(element: DerElement, refuse: Refuse): CrlEntry {
  const fields = fieldsOf(element, refuse);
  const serial = readInteger(fields.take(tags.integer), refuse);
  const at = readTime(fields.any(), refuse).ms;
  const list = fields.optional(tags.sequence);
  fields.end();
  let reason: RevocationReason | undefined;
  let invalidityDate: UnixMs | undefined;
  for (const extension of list === undefined ? [] : readExtensions(list, refuse)) {
    if (extension.oid === extensionOids.reasonCode) {
      const number = readSmallInteger(extensionValue(extension, refuse), refuse, tags.enumerated);
      reason = reasonOfNumber(number) ?? refuse("crl-reason", extension.start);
    } else if (extension.oid === extensionOids.invalidityDate) {
      invalidityDate = readGeneralizedTime(extensionValue(extension, refuse), refuse).ms;
    } else if (extension.oid === extensionOids.certificateIssuer) {
      return refuse("crl-indirect", extension.start);
    } else if (extension.critical) return refuse("crl-unknown-critical", extension.start);
  }
  return { serial, at, reason, invalidityDate };
}

function isTrue(element: DerElement | undefined, refuse: Refuse): boolean {
  return element !== undefined && readBoolean(element, refuse, element.tag);
}

/** IssuingDistributionPoint (RFC 5280 5.2.5). */
function readScope(extension: Extension, refuse: Refuse): CrlScope {
  const fields = fieldsOf(extensionValue(extension, refuse), refuse);
  const point = fields.optionalExplicit(constructedTag(0));
  const userOnly = isTrue(fields.optional(primitiveTag(1)), refuse);
  const authorityOnly = isTrue(fields.optional(primitiveTag(2)), refuse);
  const someReasons = fields.optional(primitiveTag(3)) !== undefined;
  if (isTrue(fields.optional(primitiveTag(4)), refuse)) {
    return refuse("crl-indirect", extension.start);
  }
  if (isTrue(fields.optional(primitiveTag(5)), refuse)) {
    return refuse("crl-attribute-certificates", extension.start);
  }
  fields.end();
  if (point !== undefined && point.tag !== constructedTag(0)) {
    return refuse("crl-relative-point", extension.start);
  }
  const points = point?.children.map((name) => generalNameKey(readGeneralName(name, refuse)));
  return { userOnly, authorityOnly, points, someReasons };
}

interface CrlExtensions {
  readonly authorityKeyId: Uint8Array | undefined;
  readonly scope: CrlScope | undefined;
  readonly partial: Crl["partial"];
  readonly keepsExpiredSince: UnixMs | undefined;
}

function readCrlExtensions(all: readonly Extension[], refuse: Refuse): CrlExtensions {
  let authorityKeyId: Uint8Array | undefined;
  let scope: CrlScope | undefined;
  let partial: Crl["partial"];
  let keepsExpiredSince: UnixMs | undefined;
  for (const extension of all) {
    switch (extension.oid) {
      case extensionOids.deltaCrl:
        readInteger(extensionValue(extension, refuse), refuse);
        partial = "crl-delta";
        break;
      case extensionOids.issuingDistributionPoint:
        scope = readScope(extension, refuse);
        if (scope.someReasons) partial ??= "crl-some-reasons";
        break;
      case extensionOids.authorityKeyId:
        authorityKeyId = fieldsOf(extensionValue(extension, refuse), refuse).optional(
          primitiveTag(0),
        )?.content;
        break;
      case extensionOids.expiredCertsOnCrl:
        keepsExpiredSince = readGeneralizedTime(extensionValue(extension, refuse), refuse).ms;
        break;
      default:
        if (extension.critical) return refuse("crl-unknown-critical", extension.start);
    }
  }
  return { authorityKeyId, scope, partial, keepsExpiredSince };
}

function readCrl(whole: DerElement, refuse: Refuse): Crl {
  const outer = fieldsOf(whole, refuse);
  const tbs = outer.take(tags.sequence);
  const algorithm = readAlgorithm(outer.any(), refuse);
  const signatureValue = readWholeBits(outer.take(tags.bits), refuse);
  outer.end();
  const fields = fieldsOf(tbs, refuse);
  const version = fields.optional(tags.integer);
  if (version !== undefined && readSmallInteger(version, refuse) !== 1) {
    return refuse("crl-version", version.start);
  }
  if (!equalBytes(readAlgorithm(fields.any(), refuse).bytes, algorithm.bytes)) {
    return refuse("crl-algorithms-differ", tbs.start);
  }
  const issuer = readName(fields.any(), refuse);
  const thisUpdate = readTime(fields.any(), refuse).ms;
  const hasNext = fields.nextTag === tags.utcTime || fields.nextTag === tags.generalizedTime;
  const nextUpdate = hasNext ? readTime(fields.any(), refuse).ms : undefined;
  // By text: engines hash a bigint by its low 64 bits alone, so that a hostile list could make every entry collide.
  const entries = new Map<string, CrlEntry>();
  for (const element of fields.optional(tags.sequence)?.children ?? []) {
    const entry = readEntry(element, refuse);
    const serial = entry.serial.toString(16);
    if (entries.has(serial)) return refuse("crl-serial-twice", element.start);
    entries.set(serial, entry);
  }
  const list = fields.optionalExplicit(constructedTag(0));
  fields.end();
  if (list !== undefined && version === undefined) return refuse("crl-version", list.start);
  return {
    der: whole.bytes,
    tbs: tbs.bytes,
    issuer,
    thisUpdate,
    nextUpdate,
    scheme: schemeOf(algorithm),
    signatureValue,
    ...readCrlExtensions(list === undefined ? [] : readExtensions(list, refuse), refuse),
    entryOf: (serial) => entries.get(serial.toString(16)),
  };
}

/**
 * Parses one DER revocation list of at most 32 MiB. Refused, because nothing here evaluates them: indirect lists
 * (`crl-indirect`), lists of attribute certificates, points named relative to the issuer, and unknown critical
 * extensions.
 */
export function parseCrl(der: Uint8Array): Result<Crl> {
  return attempt((refuse) => readCrl(accept(parseDer(der, limits), refuse), refuse));
}
