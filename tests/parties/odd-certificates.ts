import {
  bits,
  boolean,
  element,
  explicit,
  ia5Text,
  integer,
  octets,
  oid,
  retag,
  sequence,
  sequenceOf,
  time,
} from "../../shared/bytes/der/writer.ts";
import { constructedTag, primitiveTag } from "../../shared/bytes/der/element.ts";
import { writeSignatureAlgorithm } from "../../shared/x509/algorithm-identifier.ts";
import {
  authorityKeyExtension,
  basicConstraintsExtension,
  extendedKeyUsageExtension,
  keyIdentifier,
  keyUsageExtension,
  subjectKeyExtension,
  writeExtension,
} from "../../shared/x509/extension-writer.ts";
import { type NameAttribute, writeName } from "../../shared/x509/name.ts";
import { keyBitsOf } from "../../shared/x509/public-key.ts";
import {
  from,
  type Party,
  partyOf,
  type SoftwareKey,
  softwareKey,
  until,
} from "./certificate-authority.ts";
import { certificateOf } from "./odd-tokens.ts";

/* Certificates with extensions that our own authority never writes. */

export type SubjectText = readonly (readonly [NameAttribute, string])[];

export interface OddCertificate {
  /** By default one common name: the given one. */
  readonly subject?: SubjectText;
  readonly key?: SoftwareKey;
  readonly authority?: boolean;
  readonly purposes?: readonly string[];
  /** DER of further extensions. */
  readonly extensions?: readonly Uint8Array[];
  /** DER of the AlgorithmIdentifier in the key, in place of its own. */
  readonly spki?: Uint8Array;
}

let serials = 1_000_000n;

/** A certificate of the issuer over the key of `name`, odd in what the wishes say. */
export async function issueOdd(
  issuer: Party,
  name: string,
  wishes: OddCertificate = {},
): Promise<Party> {
  const key = wishes.key ?? softwareKey(name);
  const spki = wishes.spki ?? key.spki;
  const above = certificateOf(issuer);
  const keyOctets = keyBitsOf(spki);
  if (!keyOctets.ok) throw new Error(keyOctets.fault.rule);
  serials += 1n;
  const authority = wishes.authority === true;
  const extensions = sequenceOf([
    basicConstraintsExtension(authority ? { pathLength: undefined } : undefined),
    keyUsageExtension(authority ? ["keyCertSign", "cRLSign"] : ["digitalSignature"]),
    ...(wishes.purposes === undefined ? [] : [extendedKeyUsageExtension(wishes.purposes, true)]),
    subjectKeyExtension(keyIdentifier(keyOctets.value)),
    ...(above.extensions.subjectKeyId === undefined
      ? []
      : [authorityKeyExtension(above.extensions.subjectKeyId)]),
    ...(wishes.extensions ?? []),
  ]);
  const { scheme } = issuer.signer;
  const tbs = sequence(
    explicit(0, integer(2)),
    integer(serials),
    writeSignatureAlgorithm(scheme),
    above.subject.bytes,
    sequence(time(from), time(until)),
    writeName(wishes.subject ?? [["CN", name]]),
    spki,
    explicit(3, extensions),
  );
  const signature = await issuer.signer.sign(tbs);
  return partyOf(key, sequence(tbs, writeSignatureAlgorithm(scheme), bits(signature)));
}

/** GeneralNames by their forms (RFC 5280 4.2.1.6). */
export const generalNames = {
  email: (text: string) => retag(primitiveTag(1), ia5Text(text)),
  dns: (text: string) => retag(primitiveTag(2), ia5Text(text)),
  uri: (text: string) => retag(primitiveTag(6), ia5Text(text)),
  ip: (...numbers: readonly number[]) => retag(primitiveTag(7), octets(Uint8Array.from(numbers))),
  directory: (subject: SubjectText) => explicit(4, writeName(subject)),
  registeredId: (text: string) => retag(primitiveTag(8), oid(text)),
  otherName: (text: string) =>
    element(constructedTag(0), oid("1.3.6.1.4.1.311.20.2.3"), explicit(0, ia5Text(text))),
} as const;

interface Constrained {
  readonly permitted?: readonly Uint8Array[];
  readonly excluded?: readonly Uint8Array[];
  readonly critical?: boolean;
  /** A minimum of one with every subtree. */
  readonly minimum?: boolean;
}

/** The nameConstraints extension over these bases. */
export function nameConstraints(wishes: Constrained): Uint8Array {
  const bound = wishes.minimum === true ? [retag(primitiveTag(0), integer(1))] : [];
  const side = (tag: number, bases: readonly Uint8Array[] | undefined): readonly Uint8Array[] =>
    bases === undefined
      ? []
      : [element(constructedTag(tag), ...bases.map((base) => sequence(base, ...bound)))];
  const value = sequenceOf([...side(0, wishes.permitted), ...side(1, wishes.excluded)]);
  return writeExtension("2.5.29.30", wishes.critical ?? true, value);
}

export function alternativeNames(...names: readonly Uint8Array[]): Uint8Array {
  return writeExtension("2.5.29.17", false, sequenceOf(names));
}

export function policies(...oids: readonly string[]): Uint8Array {
  return writeExtension("2.5.29.32", false, sequenceOf(oids.map((one) => sequence(oid(one)))));
}

export function policyMappings(...pairs: readonly (readonly [string, string])[]): Uint8Array {
  const value = sequenceOf(pairs.map(([above, below]) => sequence(oid(above), oid(below))));
  return writeExtension("2.5.29.33", true, value);
}

export function policyConstraints(explicitAfter?: number, inhibitAfter?: number): Uint8Array {
  const part = (tag: number, count: number | undefined): readonly Uint8Array[] =>
    count === undefined ? [] : [retag(primitiveTag(tag), integer(count))];
  const value = sequenceOf([...part(0, explicitAfter), ...part(1, inhibitAfter)]);
  return writeExtension("2.5.29.36", true, value);
}

export function inhibitAnyPolicy(after: number): Uint8Array {
  return writeExtension("2.5.29.54", true, integer(after));
}

/** Any extension whose value is a BOOLEAN, for those that nobody knows. */
export function strangeExtension(name: string, critical: boolean): Uint8Array {
  return writeExtension(name, critical, boolean(true));
}
