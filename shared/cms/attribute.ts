import type { Refuse } from "../bytes/attempt.ts";
import { type DerElement, tags } from "../bytes/der/element.ts";
import { fieldsOf } from "../bytes/der/fields.ts";
import { isSortedSet } from "../bytes/der/content-rules.ts";
import { expectTag, readOid } from "../bytes/der/readers.ts";
import { retag, setOf } from "../bytes/der/writer.ts";

/** One attribute of a SignerInfo: its type and the values as they stand (RFC 5652 section 5.3). */
export interface Attribute {
  readonly oid: string;
  readonly values: readonly DerElement[];
}

/** The signed attributes, with the bytes over which a signature may have been made (section 5.4). */
export interface SignedAttributes {
  readonly attributes: readonly Attribute[];
  /** As received, with the tag [0] replaced by that of a SET. */
  readonly signedBytes: Uint8Array;
  /** Whether they stood in DER order; real tokens exist that break it. */
  readonly sorted: boolean;
  /** The same attributes in DER order. */
  readonly sortedBytes: Uint8Array;
}

/** Attributes that one signer may carry; real tokens have at most a dozen. */
const maxAttributes = 64;

/**
 * Reads a SET OF Attribute (RFC 5652 5.3), at most 64 of them. Whether the set is in DER order is for whoever knows
 * what was signed. Refuses what is no attribute.
 */
export function readAttributes(set: DerElement, refuse: Refuse): readonly Attribute[] {
  if (set.children.length > maxAttributes) refuse("cms-too-many-attributes", set.start);
  return set.children.map((element) => {
    const fields = fieldsOf(element, refuse);
    const oid = readOid(fields.any(), refuse);
    const values = expectTag(fields.any(), refuse, tags.set).children;
    fields.end();
    return { oid, values };
  });
}

/** Reads signed attributes from their [0], with the SET OF that the signature is over (RFC 5652 5.4). */
export function readSignedAttributes(element: DerElement, refuse: Refuse): SignedAttributes {
  const attributes = readAttributes(element, refuse);
  const signedBytes = retag(tags.set, element.bytes);
  const sorted = isSortedSet(element);
  const sortedBytes = sorted ? signedBytes : setOf(...element.children.map(({ bytes }) => bytes));
  return { attributes, signedBytes, sorted, sortedBytes };
}

/** The only value of an attribute; undefined when it is absent, stands twice, or has another count of values. */
export function attributeValue(
  attributes: readonly Attribute[],
  oid: string,
): DerElement | undefined {
  const [found, ...more] = attributes.filter((attribute) => attribute.oid === oid);
  return more.length === 0 && found?.values.length === 1 ? found.values[0] : undefined;
}

/** Whether an attribute of this type (dotted OID) stands there, however often. */
export function hasAttribute(attributes: readonly Attribute[], oid: string): boolean {
  return attributes.some((attribute) => attribute.oid === oid);
}
