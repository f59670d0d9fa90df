import type { Rule } from "../rules/rule.ts";
import type { Refuse } from "../bytes/attempt.ts";
import type { DerElement } from "../bytes/der/element.ts";
import { fieldsOf } from "../bytes/der/fields.ts";
import { readOctets } from "../bytes/der/readers.ts";
import { octets, sequence } from "../bytes/der/writer.ts";
import { digestLength, type DigestName } from "../digest/digest-name.ts";
import {
  writeDigestAlgorithm,
  digestOfAlgorithm,
  readAlgorithm,
} from "../x509/algorithm-identifier.ts";

/** The digest that a token is over (RFC 3161 section 2.4.1). */
export interface MessageImprint {
  /** Undefined when the algorithm is none that Cunzhen computes. */
  readonly digest: DigestName | undefined;
  /** Dotted OID of the algorithm. */
  readonly algorithm: string;
  readonly value: Uint8Array;
}

/** Reads a MessageImprint; a known digest of the wrong length is left to `imprintFault`. */
export function readImprint(element: DerElement, refuse: Refuse): MessageImprint {
  const fields = fieldsOf(element, refuse);
  const algorithm = readAlgorithm(fields.any(), refuse);
  const value = readOctets(fields.any(), refuse);
  fields.end();
  return { digest: digestOfAlgorithm(algorithm), algorithm: algorithm.oid, value };
}

/** Why an imprint cannot be used: its algorithm is unknown, or its length is not the algorithm's. */
export function imprintFault(imprint: MessageImprint): Rule | undefined {
  if (imprint.digest === undefined) return "imprint-algorithm-unknown";
  return imprint.value.length === digestLength[imprint.digest] ? undefined : "imprint-length";
}

/** Throws when the value does not have the digest's length. */
export function writeImprint(digest: DigestName, value: Uint8Array): Uint8Array<ArrayBuffer> {
  if (value.length !== digestLength[digest]) throw new RangeError("imprint-length");
  return sequence(writeDigestAlgorithm(digest), octets(value));
}
