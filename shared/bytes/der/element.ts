/**
 * One TLV of a parsed DER tree (X.690). All views share the bytes that were parsed.
 * Identifier octets are one number, read big-endian: 0x30 SEQUENCE, 0xa0 constructed [0], 0xbf1f [31].
 */
export interface DerElement {
  readonly tag: number;
  /** Offset of the first identifier octet in the whole input. */
  readonly start: number;
  /** The value octets. */
  readonly content: Uint8Array;
  /** Identifier, length and value octets. */
  readonly bytes: Uint8Array;
  /** The elements of a constructed one, in order; empty for a primitive one. */
  readonly children: readonly DerElement[];
}

/** Identifier octets of the universal types that Cunzhen's formats use. */
export const tags = {
  boolean: 0x01,
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  nothing: 0x05,
  oid: 0x06,
  enumerated: 0x0a,
  utf8Text: 0x0c,
  numericText: 0x12,
  printableText: 0x13,
  teletexText: 0x14,
  ia5Text: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  visibleText: 0x1a,
  universalText: 0x1c,
  bmpText: 0x1e,
  sequence: 0x30,
  set: 0x31,
} as const;

/** Identifier octet of a context-specific primitive [n], n at most 30: `implicit` over a primitive type. */
export function primitiveTag(n: number): number {
  return 0x80 + n;
}

/** Identifier octet of a context-specific constructed [n], n at most 30: `explicit`, or `implicit` over SEQUENCE or SET. */
export function constructedTag(n: number): number {
  return 0xa0 + n;
}
