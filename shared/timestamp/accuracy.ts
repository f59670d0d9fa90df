import type { Refuse } from "../bytes/attempt.ts";
import { type DerElement, primitiveTag, tags } from "../bytes/der/element.ts";
import { fieldsOf } from "../bytes/der/fields.ts";
import { readSmallInteger } from "../bytes/der/readers.ts";
import { integer, retag, sequence } from "../bytes/der/writer.ts";

/** How far genTime may be off, either way, as the authority states it. */
export interface Accuracy {
  readonly seconds: number;
  readonly millis: number;
  readonly micros: number;
}

function readPart(element: DerElement | undefined, tag: number, refuse: Refuse): number {
  if (element === undefined) return 0;
  const value = readSmallInteger(element, refuse, tag);
  const fraction = tag !== tags.integer;
  if (fraction && (value < 1 || value > 999)) refuse("accuracy-range", element.start);
  return value;
}

/** Reads an Accuracy: seconds, then 1 to 999 milliseconds [0] and microseconds [1], each optional. */
export function readAccuracy(element: DerElement, refuse: Refuse): Accuracy {
  const fields = fieldsOf(element, refuse);
  const seconds = readPart(fields.optional(tags.integer), tags.integer, refuse);
  const millis = readPart(fields.optional(primitiveTag(0)), primitiveTag(0), refuse);
  const micros = readPart(fields.optional(primitiveTag(1)), primitiveTag(1), refuse);
  fields.end();
  return { seconds, millis, micros };
}

/** DER of an Accuracy; parts that are zero are left out. */
export function writeAccuracy(accuracy: Accuracy): Uint8Array<ArrayBuffer> {
  const { seconds, millis, micros } = accuracy;
  return sequence(
    ...(seconds === 0 ? [] : [integer(seconds)]),
    ...(millis === 0 ? [] : [retag(primitiveTag(0), integer(millis))]),
    ...(micros === 0 ? [] : [retag(primitiveTag(1), integer(micros))]),
  );
}

/** The accuracy in milliseconds, rounded up: to claim more than was stated would be wrong. */
export function accuracyMs(accuracy: Accuracy): number {
  return accuracy.seconds * 1000 + accuracy.millis + Math.ceil(accuracy.micros / 1000);
}
