import type { DerElement } from "../bytes/der/element.ts";
import type { Refuse } from "../bytes/attempt.ts";
import { directoryText, expectTag, readOid } from "../bytes/der/readers.ts";
import { fieldsOf } from "../bytes/der/fields.ts";
import { oid, printableText, sequence, setOf, utf8Text } from "../bytes/der/writer.ts";
import { tags } from "../bytes/der/element.ts";
import { toHex } from "../bytes/hex.ts";

/** Attribute types that have a short name; others are shown by their object identifier. */
const attributeOids = {
  C: "2.5.4.6",
  ST: "2.5.4.8",
  L: "2.5.4.7",
  O: "2.5.4.10",
  OU: "2.5.4.11",
  CN: "2.5.4.3",
  serialNumber: "2.5.4.5",
  organizationIdentifier: "2.5.4.97",
  GN: "2.5.4.42",
  SN: "2.5.4.4",
  DC: "0.9.2342.19200300.100.1.25",
  emailAddress: "1.2.840.113549.1.9.1",
} as const;
export type NameAttribute = keyof typeof attributeOids;

const shortNames: ReadonlyMap<string, string> = new Map(
  Object.entries(attributeOids).map(([short, long]) => [long, short]),
);

/** A distinguished name (RFC 5280 4.1.2.4). */
export interface Name {
  /** The DER of the whole Name. */
  readonly bytes: Uint8Array;
  /** For people: `C=CN, O=..., CN=...` in the order of the bytes, special characters escaped by a backslash. */
  readonly text: string;
  /** The last common name; undefined when there is none or it is not text. */
  readonly commonName: string | undefined;
  /** Equal for names that match under RFC 5280 7.1: string type, case and white space do not count. */
  readonly key: string;
  /** The same for each relative name, in the order of the bytes; none for an empty name. */
  readonly relatives: readonly string[];
  /** Every mailbox among the attributes; undefined for one that is not text. */
  readonly emails: readonly (string | undefined)[];
}

const maxAttributes = 64;
/** Octets of a whole name: half of what X.520 allows, and many times what any certificate has. */
const maxNameBytes = 16 * 1024;

function escaped(text: string): string {
  return text.replace(/[\\,+"<>;=]/g, (character) => `\\${character}`);
}

/** Case folded in ASCII and white space collapsed, as OpenSSL compares; other letters must be the same. */
function folded(text: string): string {
  return text
    .trim()
    .replace(/\s+/g, " ")
    .replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** Reads a Name; `name-attribute` and `name-too-long` beside the rules of DER. Values of unknown types stay unread. */
export function readName(element: DerElement, refuse: Refuse): Name {
  const texts: string[] = [];
  const keys: string[] = [];
  const emails: (string | undefined)[] = [];
  let commonName: string | undefined;
  if (element.bytes.length > maxNameBytes) return refuse("name-too-long", element.start);
  for (const relative of expectTag(element, refuse, tags.sequence).children) {
    const pairs = expectTag(relative, refuse, tags.set).children;
    if (pairs.length === 0) return refuse("name-attribute", relative.start);
    const both = pairs.map((pair) => {
      const fields = fieldsOf(pair, refuse);
      const type = readOid(fields.take(tags.oid), refuse);
      const value = fields.any();
      fields.end();
      const text = directoryText(value);
      if (type === attributeOids.CN && text !== undefined) commonName = text;
      if (type === attributeOids.emailAddress) emails.push(text);
      const raw = `#${toHex(value.bytes)}`;
      return {
        text: `${shortNames.get(type) ?? type}=${text === undefined ? raw : escaped(text)}`,
        key: `${type}=${text === undefined ? raw : JSON.stringify(folded(text))}`,
      };
    });
    texts.push(both.map((part) => part.text).join("+"));
    keys.push(
      both
        .map((part) => part.key)
        .sort()
        .join("+"),
    );
    if (texts.length > maxAttributes) return refuse("name-too-long", relative.start);
  }
  return {
    bytes: element.bytes,
    text: texts.join(", "),
    commonName,
    key: keys.join(","),
    relatives: keys,
    emails,
  };
}

/** Whether two names match (RFC 5280 7.1). */
export function sameName(a: Name, b: Name): boolean {
  return a.key === b.key;
}

/** The DER of a name from its attributes in order; country codes printable, all else UTF-8. */
export function writeName(attributes: readonly (readonly [NameAttribute, string])[]): Uint8Array {
  return sequence(
    ...attributes.map(([attribute, text]) => {
      const value = attribute === "C" ? printableText(text) : utf8Text(text);
      return setOf(sequence(oid(attributeOids[attribute]), value));
    }),
  );
}
