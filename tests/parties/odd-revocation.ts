import { constructedTag, primitiveTag } from "../../shared/bytes/der/element.ts";
import {
  bits,
  boolean,
  element,
  enumerated,
  explicit,
  generalizedTime,
  integer,
  namedBits,
  nothing,
  octets,
  oid,
  retag,
  sequence,
  sequenceOf,
  time,
} from "../../shared/bytes/der/writer.ts";
import { digestOf } from "../../shared/digest/digest.ts";
import { numberOfReason, type RevocationReason } from "../../shared/x509/revocation-reason.ts";
import { writeSignatureAlgorithm } from "../../shared/x509/algorithm-identifier.ts";
import { writeExtension } from "../../shared/x509/extension-writer.ts";
import type { Certificate } from "../../shared/x509/certificate.ts";
import { from, type Party, until } from "./certificate-authority.ts";
import { certificateOf } from "./odd-tokens.ts";

/* Revocation lists and OCSP answers that our own authority never writes. */

export interface Revoked {
  readonly at: number;
  readonly reason?: RevocationReason;
}

async function signed(party: Party, tbs: Uint8Array, ...more: Uint8Array[]): Promise<Uint8Array> {
  const { scheme } = party.signer;
  const signature = bits(await party.signer.sign(tbs));
  return sequence(tbs, writeSignatureAlgorithm(scheme), signature, ...more);
}

interface OcspWishes {
  readonly revoked?: Revoked;
  readonly producedAt?: number;
  /** Undefined for an answer that names none. */
  readonly nextUpdate?: number | undefined;
  /** A second status about the same certificate: good. */
  readonly andGood?: boolean;
  /** Certificates in the answer; the signer's own by default. */
  readonly certificates?: readonly Uint8Array[];
  /** By the digest of its key in place of its name. */
  readonly byKey?: boolean;
  /** DER of further response extensions. */
  readonly extensions?: readonly Uint8Array[];
}

/** What a party says of a certificate of the issuer, as a whole OCSPResponse (RFC 6960 4.2.1). */
export async function ocspAnswer(
  signer: Party,
  about: Certificate,
  issuer: Certificate,
  wishes: OcspWishes = {},
): Promise<Uint8Array> {
  const { revoked, producedAt = from + 1000 } = wishes;
  const nextUpdate = "nextUpdate" in wishes ? wishes.nextUpdate : until;
  const own = certificateOf(signer);
  const responder =
    wishes.byKey === true
      ? explicit(2, octets(digestOf("sha1", own.keyBits)))
      : explicit(1, own.subject.bytes);
  const reason = revoked?.reason;
  const status =
    revoked === undefined
      ? element(primitiveTag(0))
      : element(
          constructedTag(1),
          generalizedTime(revoked.at),
          ...(reason === undefined ? [] : [explicit(0, enumerated(numberOfReason(reason)))]),
        );
  const statusOf = (told: Uint8Array): Uint8Array =>
    sequence(
      sequence(
        sequence(oid("1.3.14.3.2.26"), nothing()),
        octets(digestOf("sha1", issuer.subject.bytes)),
        octets(digestOf("sha1", issuer.keyBits)),
        integer(about.serial),
      ),
      told,
      generalizedTime(producedAt),
      ...(nextUpdate === undefined ? [] : [explicit(0, generalizedTime(nextUpdate))]),
    );
  const statuses = wishes.andGood === true ? [element(primitiveTag(0)), status] : [status];
  const extensions = wishes.extensions ?? [];
  const tbs = sequence(
    responder,
    generalizedTime(producedAt),
    sequenceOf(statuses.map(statusOf)),
    ...(extensions.length === 0 ? [] : [explicit(1, sequenceOf(extensions))]),
  );
  const carried = wishes.certificates ?? [signer.certificate];
  const basic = await signed(
    signer,
    tbs,
    ...(carried.length === 0 ? [] : [explicit(0, sequenceOf(carried))]),
  );
  return sequence(enumerated(0), explicit(0, sequence(oid("1.3.6.1.5.5.7.48.1.1"), octets(basic))));
}

interface ListWishes {
  readonly withoutNextUpdate?: boolean;
  readonly revoked?: readonly (Revoked & { readonly serial: bigint })[];
  readonly thisUpdate?: number;
  /** DER of the list's extensions. */
  readonly extensions?: readonly Uint8Array[];
}

/** A revocation list with any extensions. */
export function oddList(issuer: Party, wishes: ListWishes): Promise<Uint8Array> {
  const entries = (wishes.revoked ?? []).map(({ serial, at, reason }) =>
    sequence(
      integer(serial),
      time(at),
      ...(reason === undefined
        ? []
        : [sequence(writeExtension("2.5.29.21", false, enumerated(numberOfReason(reason))))]),
    ),
  );
  const tbs = sequence(
    integer(1),
    writeSignatureAlgorithm(issuer.signer.scheme),
    certificateOf(issuer).subject.bytes,
    time(wishes.thisUpdate ?? from),
    ...(wishes.withoutNextUpdate === true ? [] : [time(until)]),
    ...(entries.length === 0 ? [] : [sequenceOf(entries)]),
    explicit(
      0,
      sequenceOf([writeExtension("2.5.29.20", false, integer(1)), ...(wishes.extensions ?? [])]),
    ),
  );
  return signed(issuer, tbs);
}

/** Extensions of lists (RFC 5280 5.2). */
export const listExtensions = {
  delta: writeExtension("2.5.29.27", true, integer(1)),
  someReasons: point(retag(primitiveTag(3), namedBits([1]))),
  indirect: point(retag(primitiveTag(4), boolean(true))),
  attributesOnly: point(retag(primitiveTag(5), boolean(true))),
  userOnly: point(retag(primitiveTag(1), boolean(true))),
  authorityOnly: point(retag(primitiveTag(2), boolean(true))),
  /** Of the point with these full names. */
  of: (...names: readonly Uint8Array[]) => point(explicit(0, element(constructedTag(0), ...names))),
  relative: point(explicit(0, element(constructedTag(1), nothing()))),
} as const;

function point(...parts: readonly Uint8Array[]): Uint8Array {
  return writeExtension("2.5.29.28", true, sequence(...parts));
}

/** The cRLDistributionPoints of a certificate, one point with these full names. */
export function pointsOf(...names: readonly Uint8Array[]): Uint8Array {
  const one = sequence(explicit(0, element(constructedTag(0), ...names)));
  return writeExtension("2.5.29.31", false, sequence(one));
}

/** Says that a responder need not be asked about (RFC 6960 4.2.2.2.1). */
export const noCheck = writeExtension("1.3.6.1.5.5.7.48.1.5", false, nothing());
