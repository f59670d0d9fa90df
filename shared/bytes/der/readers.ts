import type { DerElement } from "./element.ts";
import type { DerTime } from "./time.ts";
import type { Refuse } from "../attempt.ts";
import { fromUtf8, isWellFormed } from "../utf8.ts";
import { refuseBits, refuseBoolean, refuseInteger, refuseOid } from "./content-rules.ts";
import { oidText } from "./object-identifier.ts";
import { parseGeneralizedTime, parseUtcTime } from "./time.ts";
import { tags } from "./element.ts";

/*
 * Each reader takes an element, the `refuse` of the surrounding attempt, and the tag the element must
 * have when it is implicitly tagged. A wrong tag is `der-unexpected-tag` at the element's offset.
 */

/** Refuses an element with any other tag; gives it back otherwise. */
export function expectTag(element: DerElement, refuse: Refuse, tag: number): DerElement {
  return element.tag === tag ? element : refuse("der-unexpected-tag", element.start);
}

export function readBoolean(
  element: DerElement,
  refuse: Refuse,
  tag: number = tags.boolean,
): boolean {
  refuseBoolean(expectTag(element, refuse, tag), refuse);
  return element.content[0] === 0xff;
}

/** Four times what the longest RSA modulus needs; runtimes differ in how much more they can hold. */
const maxIntegerBytes = 4_096;

/** A signed integer of at most 4,096 octets; `der-integer-range` for a longer one. */
export function readInteger(
  element: DerElement,
  refuse: Refuse,
  tag: number = tags.integer,
): bigint {
  refuseInteger(expectTag(element, refuse, tag), refuse);
  if (element.content.length > maxIntegerBytes) return refuse("der-integer-range", element.start);
  let text = "0x";
  for (const octet of element.content) text += octet.toString(16).padStart(2, "0");
  return BigInt.asIntN(8 * element.content.length, BigInt(text));
}

/** An integer from 0 to 2^31 - 1; `der-integer-range` for any other. Also for ENUMERATED, by its tag. */
export function readSmallInteger(
  element: DerElement,
  refuse: Refuse,
  tag: number = tags.integer,
): number {
  const { content } = expectTag(element, refuse, tag);
  const value = content.length > 4 ? -1n : readInteger(element, refuse, tag);
  return value >= 0n && value < 0x80000000n
    ? Number(value)
    : refuse("der-integer-range", element.start);
}

/** The dotted text of an object identifier. */
export function readOid(element: DerElement, refuse: Refuse, tag: number = tags.oid): string {
  refuseOid(expectTag(element, refuse, tag), refuse);
  return oidText(element.content);
}

export function readOctets(
  element: DerElement,
  refuse: Refuse,
  tag: number = tags.octets,
): Uint8Array {
  return expectTag(element, refuse, tag).content;
}

/** A bit string: its octets and how many of the last one's low bits do not belong to it. */
export interface Bits {
  readonly bytes: Uint8Array;
  readonly unused: number;
}

export function readBits(element: DerElement, refuse: Refuse, tag: number = tags.bits): Bits {
  refuseBits(expectTag(element, refuse, tag), refuse);
  return { bytes: element.content.subarray(1), unused: element.content[0] ?? 0 };
}

/** A bit string of whole octets; `der-bits-unused` for any other. */
export function readWholeBits(
  element: DerElement,
  refuse: Refuse,
  tag: number = tags.bits,
): Uint8Array {
  const { bytes, unused } = readBits(element, refuse, tag);
  return unused === 0 ? bytes : refuse("der-bits-unused", element.start);
}

/** The numbers of the bits that are one, counted from the first. */
export function readNamedBits(
  element: DerElement,
  refuse: Refuse,
  tag: number = tags.bits,
): ReadonlySet<number> {
  const { bytes } = readBits(element, refuse, tag);
  const named = new Set<number>();
  bytes.forEach((octet, index) => {
    for (let bit = 0; bit < 8; bit += 1) {
      if ((octet & (0x80 >> bit)) !== 0) named.add(8 * index + bit);
    }
  });
  return named;
}

function latin1(bytes: Uint8Array): string {
  let text = "";
  for (const octet of bytes) text += String.fromCharCode(octet);
  return text;
}

const maxTimeLength = 64;

/** A GeneralizedTime of DER; `der-time` for any other text. */
export function readGeneralizedTime(
  element: DerElement,
  refuse: Refuse,
  tag: number = tags.generalizedTime,
): DerTime {
  const { content, start } = expectTag(element, refuse, tag);
  const time = content.length > maxTimeLength ? undefined : parseGeneralizedTime(latin1(content));
  return time ?? refuse("der-time", start);
}

/** UTCTime or GeneralizedTime, whichever the element is. */
export function readTime(element: DerElement, refuse: Refuse): DerTime {
  if (element.tag !== tags.utcTime) return readGeneralizedTime(element, refuse);
  const time =
    element.content.length > maxTimeLength ? undefined : parseUtcTime(latin1(element.content));
  return time ?? refuse("der-time", element.start);
}

/** UTF8String, or another tag over UTF-8; `der-text` when it is not UTF-8. */
export function readUtf8Text(
  element: DerElement,
  refuse: Refuse,
  tag: number = tags.utf8Text,
): string {
  return fromUtf8(expectTag(element, refuse, tag).content) ?? refuse("der-text", element.start);
}

/** IA5String, or another tag over ASCII; `der-text` when a byte is beyond 0x7f. */
export function readAsciiText(
  element: DerElement,
  refuse: Refuse,
  tag: number = tags.ia5Text,
): string {
  const { content, start } = expectTag(element, refuse, tag);
  return content.every((octet) => octet < 0x80) ? latin1(content) : refuse("der-text", start);
}

function utf16(bytes: Uint8Array): string | undefined {
  if (bytes.length % 2 !== 0) return undefined;
  let text = "";
  for (let index = 0; index + 1 < bytes.length; index += 2) {
    text += String.fromCharCode((bytes[index] ?? 0) * 256 + (bytes[index + 1] ?? 0));
  }
  return isWellFormed(text) ? text : undefined;
}

/**
 * Readable text of any string type (UTF-8, printable, numeric, IA5, visible, BMP in whole characters; Teletex as Latin-1);
 * undefined for another tag or bytes that the type does not allow.
 */
export function directoryText(element: DerElement): string | undefined {
  const { tag, content } = element;
  switch (tag) {
    case tags.utf8Text:
      return fromUtf8(content);
    case tags.printableText:
    case tags.numericText:
    case tags.ia5Text:
    case tags.visibleText:
      return content.every((octet) => octet < 0x80) ? latin1(content) : undefined;
    case tags.teletexText:
      return latin1(content);
    case tags.bmpText:
      return utf16(content);
    default:
      return undefined;
  }
}
