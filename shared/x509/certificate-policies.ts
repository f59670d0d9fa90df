import type { DerElement } from "../bytes/der/element.ts";
import type { Refuse } from "../bytes/attempt.ts";
import { expectTag, readOid, readSmallInteger } from "../bytes/der/readers.ts";
import { fieldsOf } from "../bytes/der/fields.ts";
import { primitiveTag, tags } from "../bytes/der/element.ts";

export const anyPolicy = "2.5.29.32.0";

/** Certification practice statement and user notice: the qualifiers that RFC 5280 4.2.1.4 knows. */
const knownQualifiers: ReadonlySet<string> = new Set(["1.3.6.1.5.5.7.2.1", "1.3.6.1.5.5.7.2.2"]);

/** The certificatePolicies extension (RFC 5280 4.2.1.4). */
export interface CertificatePolicies {
  readonly oids: ReadonlySet<string>;
  /** Whether a qualifier stands there that nothing here interprets. */
  readonly unknownQualifier: boolean;
}

/** One pair of policyMappings (4.2.1.5): the issuer takes the subject's policy for its own. */
export interface PolicyMapping {
  readonly issuer: string;
  readonly subject: string;
}

/** policyConstraints (4.2.1.11): after how many further certificates each begins; undefined when not stated. */
export interface PolicyConstraints {
  readonly requireExplicit: number | undefined;
  readonly inhibitMapping: number | undefined;
}

/** Most policies, and most mappings, of one certificate; real ones have a dozen. */
const maxPolicies = 256;

function someOf(value: DerElement, refuse: Refuse): readonly DerElement[] {
  const { children } = expectTag(value, refuse, tags.sequence);
  if (children.length > maxPolicies) return refuse("policies-too-many", value.start);
  return children.length === 0 ? refuse("policies-empty", value.start) : children;
}

/** Reads certificatePolicies; from 1 to 256. */
export function readPolicies(value: DerElement, refuse: Refuse): CertificatePolicies {
  const oids = new Set<string>();
  let unknownQualifier = false;
  for (const information of someOf(value, refuse)) {
    const fields = fieldsOf(information, refuse);
    oids.add(readOid(fields.take(tags.oid), refuse));
    const qualifiers = fields.optional(tags.sequence);
    fields.end();
    for (const qualifier of qualifiers?.children ?? []) {
      const name = readOid(fieldsOf(qualifier, refuse).take(tags.oid), refuse);
      unknownQualifier ||= !knownQualifiers.has(name);
    }
  }
  return { oids, unknownQualifier };
}

/** Reads policyMappings; from 1 to 256. */
export function readPolicyMappings(value: DerElement, refuse: Refuse): readonly PolicyMapping[] {
  return someOf(value, refuse).map((pair) => {
    const fields = fieldsOf(pair, refuse);
    const issuer = readOid(fields.take(tags.oid), refuse);
    const subject = readOid(fields.take(tags.oid), refuse);
    fields.end();
    return { issuer, subject };
  });
}

/** Reads policyConstraints; one of the two numbers at least. */
export function readPolicyConstraints(value: DerElement, refuse: Refuse): PolicyConstraints {
  const fields = fieldsOf(value, refuse);
  const explicit = fields.optional(primitiveTag(0));
  const mapping = fields.optional(primitiveTag(1));
  fields.end();
  if (explicit === undefined && mapping === undefined) {
    return refuse("policy-constraints-empty", value.start);
  }
  return {
    requireExplicit: explicit && readSmallInteger(explicit, refuse, primitiveTag(0)),
    inhibitMapping: mapping && readSmallInteger(mapping, refuse, primitiveTag(1)),
  };
}
