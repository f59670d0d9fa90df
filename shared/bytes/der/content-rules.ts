import type { DerElement } from "./element.ts";
import type { Refuse } from "../attempt.ts";
import { tags } from "./element.ts";
import { compareBytes } from "../octets.ts";

const constructedBit = 0x20;
/** Universal types whose DER form is constructed: EXTERNAL, EMBEDDED PDV, SEQUENCE, SET. */
const constructedTypes: ReadonlySet<number> = new Set([8, 11, 16, 17]);
const maxOidLength = 128;

export function refuseBoolean(element: DerElement, refuse: Refuse): void {
  const value = element.content[0];
  if (element.content.length !== 1 || (value !== 0 && value !== 0xff)) {
    refuse("der-boolean", element.start);
  }
}

export function refuseInteger(element: DerElement, refuse: Refuse): void {
  const [first, second = 0] = element.content;
  if (first === undefined) return refuse("der-integer-empty", element.start);
  if (element.content.length < 2) return;
  const redundant = (first === 0 && second < 0x80) || (first === 0xff && second >= 0x80);
  if (redundant) refuse("der-integer-not-minimal", element.start);
}

export function refuseBits(element: DerElement, refuse: Refuse): void {
  const { content } = element;
  const unused = content[0];
  if (unused === undefined || unused > 7 || (content.length === 1 && unused !== 0)) {
    return refuse("der-bits-unused", element.start);
  }
  const last = content[content.length - 1] ?? 0;
  if (content.length > 1 && (last & ((1 << unused) - 1)) !== 0) {
    refuse("der-bits-padding", element.start);
  }
}

export function refuseOid(element: DerElement, refuse: Refuse): void {
  const { content } = element;
  if (content.length === 0 || content.length > maxOidLength) {
    return refuse("der-oid-length", element.start);
  }
  let arcStarts = true;
  for (const octet of content) {
    if (arcStarts && octet === 0x80) return refuse("der-oid-not-minimal", element.start);
    arcStarts = octet < 0x80;
  }
  if (!arcStarts) refuse("der-oid-truncated", element.start);
}

/** Refuses a universal element whose form or value is not the distinguished one. */
export function refuseContent(element: DerElement, refuse: Refuse): void {
  const number = element.tag & 0x1f;
  const constructed = (element.tag & constructedBit) !== 0;
  if (number === 0) return refuse("der-tag-reserved", element.start);
  if (constructed !== constructedTypes.has(number)) return refuse("der-form", element.start);
  switch (element.tag) {
    case tags.boolean: {
      refuseBoolean(element, refuse);
      return;
    }
    case tags.integer:
    case tags.enumerated: {
      refuseInteger(element, refuse);
      return;
    }
    case tags.bits: {
      refuseBits(element, refuse);
      return;
    }
    case tags.nothing:
      return element.content.length === 0 ? undefined : refuse("der-null", element.start);
    case tags.oid: {
      refuseOid(element, refuse);
      return;
    }
    default:
      return undefined;
  }
}

/** Whether the elements stand in the order that DER asks of a SET OF (X.690 11.6): ascending, equal ones allowed. */
export function isSortedSet(set: DerElement): boolean {
  let previous: DerElement | undefined;
  for (const child of set.children) {
    if (previous !== undefined && compareBytes(previous.bytes, child.bytes) > 0) return false;
    previous = child;
  }
  return true;
}
