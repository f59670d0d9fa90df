import type { Refuse } from "../bytes/attempt.ts";
import { type DerElement, tags } from "../bytes/der/element.ts";
import { fieldsOf } from "../bytes/der/fields.ts";
import { readNamedBits, readSmallInteger, readUtf8Text } from "../bytes/der/readers.ts";
import { integer, namedBits, sequence, utf8Text } from "../bytes/der/writer.ts";

/** PKIStatus by number (RFC 3161 section 2.4.2); the first two come with a token, the others without. */
export const statusNames = [
  "granted",
  "grantedWithMods",
  "rejection",
  "waiting",
  "revocationWarning",
  "revocationNotification",
] as const;
export type StatusName = (typeof statusNames)[number];

/** PKIFailureInfo: the bit that stands for each reason. */
export const failureBits = {
  badAlg: 0,
  badRequest: 2,
  badDataFormat: 5,
  timeNotAvailable: 14,
  unacceptedPolicy: 15,
  unacceptedExtension: 16,
  addInfoNotAvailable: 17,
  systemFailure: 25,
} as const;
export type FailureName = keyof typeof failureBits;

/** What an authority says of a request. */
export interface Status {
  readonly name: StatusName;
  /** What it says in words; its own language, not to be relied on. */
  readonly texts: readonly string[];
  /** The named reasons; a bit without a name is `bit<n>`. */
  readonly failures: readonly string[];
}

const maxTexts = 16;

const nameOfBit = new Map<number, string>(
  Object.entries(failureBits).map(([name, bit]) => [bit, name]),
);

/** Reads a PKIStatusInfo (RFC 3161 2.4.2) with at most 16 texts. Refuses a status that has no name there. */
export function readStatus(element: DerElement, refuse: Refuse): Status {
  const fields = fieldsOf(element, refuse);
  const number = fields.any();
  const name = statusNames[readSmallInteger(number, refuse)];
  if (name === undefined) return refuse("status-unknown", number.start);
  const texts = fields.optional(tags.sequence)?.children ?? [];
  if (texts.length > maxTexts) refuse("status-too-many-texts", element.start);
  const bits = fields.optional(tags.bits);
  fields.end();
  return {
    name,
    texts: texts.map((text) => readUtf8Text(text, refuse)),
    failures:
      bits === undefined
        ? []
        : [...readNamedBits(bits, refuse)].map((bit) => nameOfBit.get(bit) ?? `bit${String(bit)}`),
  };
}

/** DER of a PKIStatusInfo. */
export function writeStatus(
  name: StatusName,
  text?: string,
  failure?: FailureName,
): Uint8Array<ArrayBuffer> {
  return sequence(
    integer(statusNames.indexOf(name)),
    ...(text === undefined ? [] : [sequence(utf8Text(text))]),
    ...(failure === undefined ? [] : [namedBits([failureBits[failure]])]),
  );
}
