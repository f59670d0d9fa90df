import type { Refuse } from "../bytes/attempt.ts";
import { type DerElement, tags } from "../bytes/der/element.ts";
import { fieldsOf } from "../bytes/der/fields.ts";
import { readBoolean, readOctets, readOid } from "../bytes/der/readers.ts";

/** An extension of a request or of a TSTInfo. */
export interface Extension {
  readonly oid: string;
  readonly critical: boolean;
  readonly value: Uint8Array;
}

const maxExtensions = 32;

/**
 * The extensions below an implicitly tagged element; none when it is absent. Refused: an empty list, a
 * `critical` that spells out its default, the same extension twice, more than 32.
 */
export function readExtensions(
  element: DerElement | undefined,
  refuse: Refuse,
): readonly Extension[] {
  if (element === undefined) return [];
  const { children, start } = element;
  if (children.length === 0 || children.length > maxExtensions) refuse("extensions-count", start);
  const extensions = children.map((child) => {
    const fields = fieldsOf(child, refuse);
    const oid = readOid(fields.any(), refuse);
    const flag = fields.optional(tags.boolean);
    const critical = flag !== undefined && readBoolean(flag, refuse);
    const value = readOctets(fields.any(), refuse);
    fields.end();
    return { oid, critical, value };
  });
  if (new Set(extensions.map(({ oid }) => oid)).size !== extensions.length) {
    refuse("extension-twice", start);
  }
  return extensions;
}
