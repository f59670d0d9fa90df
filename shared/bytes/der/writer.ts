import type { UnixMs } from "../civil-time.ts";
import { civilTimeOf } from "../civil-time.ts";
import { compareBytes } from "../octets.ts";
import { toUtf8 } from "../utf8.ts";
import { constructedTag, tags } from "./element.ts";
import { generalizedTimeText, utcTimeText } from "./time.ts";
import { oidContent } from "./object-identifier.ts";

type Bytes = Uint8Array<ArrayBuffer>;

function bigEndian(value: number): number[] {
  const octets: number[] = [];
  for (let rest = value; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  return octets;
}

/** One element: identifier octets (as `DerElement.tag` has them), minimal length, the contents in order. */
export function element(tag: number, ...contents: readonly Uint8Array[]): Bytes {
  return elementOf(tag, contents);
}

/** `element` for a list of any length: one spread into arguments would overflow the stack. */
function elementOf(tag: number, contents: readonly Uint8Array[]): Bytes {
  const length = contents.reduce((sum, part) => sum + part.length, 0);
  const lengthOctets = bigEndian(length);
  const header =
    length < 0x80
      ? [...bigEndian(tag), length]
      : [...bigEndian(tag), 0x80 + lengthOctets.length, ...lengthOctets];
  const whole = new Uint8Array(header.length + length);
  whole.set(header);
  let offset = header.length;
  for (const part of contents) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

export function sequence(...parts: readonly Uint8Array[]): Bytes {
  return elementOf(tags.sequence, parts);
}

/** SEQUENCE OF, of a list that may be long. */
export function sequenceOf(parts: readonly Uint8Array[]): Bytes {
  return elementOf(tags.sequence, parts);
}

/** SET OF, its elements sorted as DER asks. */
export function setOf(...parts: readonly Uint8Array[]): Bytes {
  return elementOf(tags.set, [...parts].sort(compareBytes));
}

/** SET with its elements in the order given, for one that is already in order. */
export function set(...parts: readonly Uint8Array[]): Bytes {
  return elementOf(tags.set, parts);
}

export function boolean(value: boolean): Bytes {
  return element(tags.boolean, Uint8Array.of(value ? 0xff : 0));
}

/** Two's complement, as short as it can be. */
export function integer(value: bigint | number): Bytes {
  const number = BigInt(value);
  let length = 1;
  while (BigInt.asIntN(8 * length, number) !== number) length += 1;
  const octets = new Uint8Array(length);
  for (let index = 0; index < length; index += 1) {
    octets[length - 1 - index] = Number(BigInt.asUintN(8, number >> BigInt(8 * index)));
  }
  return element(tags.integer, octets);
}

export function enumerated(value: number): Bytes {
  return retag(tags.enumerated, integer(value));
}

export function nothing(): Bytes {
  return element(tags.nothing);
}

/** An object identifier from its dotted text. */
export function oid(text: string): Bytes {
  return element(tags.oid, oidContent(text));
}

export function octets(bytes: Uint8Array): Bytes {
  return element(tags.octets, bytes);
}

/** A bit string of whole octets, less the `unused` low bits of the last one, which must be zero. */
export function bits(bytes: Uint8Array, unused = 0): Bytes {
  return element(tags.bits, Uint8Array.of(unused), bytes);
}

/** A bit string with the numbered bits set, without zero bits at its end (X.690 11.2.2). */
export function namedBits(numbers: readonly number[]): Bytes {
  if (numbers.length === 0) return bits(new Uint8Array(0));
  const highest = Math.max(...numbers);
  const bytes = new Uint8Array(Math.floor(highest / 8) + 1);
  for (const number of numbers) {
    const index = Math.floor(number / 8);
    bytes[index] = (bytes[index] ?? 0) | (0x80 >> (number % 8));
  }
  return bits(bytes, 7 - (highest % 8));
}

export function utf8Text(text: string): Bytes {
  return element(tags.utf8Text, toUtf8(text));
}

/** PrintableString. Throws for a character outside its set. */
export function printableText(text: string): Bytes {
  if (!/^[A-Za-z0-9 '()+,\-./:=?]*$/.test(text)) throw new RangeError("not a printable string");
  return element(tags.printableText, toUtf8(text));
}

/** IA5String. Throws for a character beyond ASCII. */
export function ia5Text(text: string): Bytes {
  const bytes = toUtf8(text);
  if (bytes.some((octet) => octet > 0x7f)) throw new RangeError("not ASCII");
  return element(tags.ia5Text, bytes);
}

export function utcTime(ms: UnixMs): Bytes {
  return element(tags.utcTime, toUtf8(utcTimeText(ms)));
}

export function generalizedTime(ms: UnixMs): Bytes {
  return element(tags.generalizedTime, toUtf8(generalizedTimeText(ms)));
}

/** Time of X.509 and CMS: UTCTime through 2049, GeneralizedTime from 2050 on; whole seconds. */
export function time(ms: UnixMs): Bytes {
  const whole = Math.floor(ms / 1000) * 1000;
  const { year } = civilTimeOf(whole);
  return year >= 1950 && year <= 2049 ? utcTime(whole) : generalizedTime(whole);
}

/** [n] EXPLICIT around elements. */
export function explicit(n: number, ...parts: readonly Uint8Array[]): Bytes {
  return elementOf(constructedTag(n), parts);
}

/** The element with other identifier octets, both of one octet: [n] IMPLICIT by `primitiveTag` or `constructedTag`. */
export function retag(tag: number, der: Uint8Array): Bytes {
  const changed = new Uint8Array(der);
  changed[0] = tag;
  return changed;
}
