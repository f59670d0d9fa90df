import type { DerElement } from "../bytes/der/element.ts";
import type { Refuse } from "../bytes/attempt.ts";
import { accept } from "../bytes/attempt.ts";
import { fieldsOf } from "../bytes/der/fields.ts";
import { parseDer } from "../bytes/der/parser.ts";
import { readBoolean, readOctets, readOid } from "../bytes/der/readers.ts";
import { tags } from "../bytes/der/element.ts";

/** One extension of a certificate, a revocation list, one of its entries, or an OCSP answer. */
export interface Extension {
  readonly oid: string;
  readonly critical: boolean;
  readonly value: Uint8Array;
  /** Offset of the extension in the input, for refusals. */
  readonly start: number;
}

const maxExtensions = 64;

/** Reads Extensions (RFC 5280 4.1): one or more, none twice. */
export function readExtensions(
  list: DerElement,
  refuse: Refuse,
  tag: number = tags.sequence,
): readonly Extension[] {
  if (list.tag !== tag || list.children.length === 0) {
    return refuse("extensions-form", list.start);
  }
  if (list.children.length > maxExtensions) return refuse("extensions-too-many", list.start);
  const seen = new Set<string>();
  return list.children.map((element) => {
    const fields = fieldsOf(element, refuse);
    const oid = readOid(fields.take(tags.oid), refuse);
    const critical = fields.optional(tags.boolean);
    const value = readOctets(fields.take(tags.octets), refuse);
    fields.end();
    if (seen.has(oid)) return refuse("extension-twice", element.start);
    seen.add(oid);
    return {
      oid,
      critical: critical !== undefined && readBoolean(critical, refuse),
      value,
      start: element.start,
    };
  });
}

/** The DER inside an extension's value, its faults placed at the extension. */
export function extensionValue(extension: Extension, refuse: Refuse): DerElement {
  const parsed = parseDer(extension.value);
  return parsed.ok ? parsed.value : accept(parsed, (rule) => refuse(rule, extension.start));
}
