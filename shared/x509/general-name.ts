import type { DerElement } from "../bytes/der/element.ts";
import type { Name } from "./name.ts";
import type { Refuse } from "../bytes/attempt.ts";
import { constructedTag, primitiveTag } from "../bytes/der/element.ts";
import { readAsciiText } from "../bytes/der/readers.ts";
import { readName } from "./name.ts";
import { toHex } from "../bytes/hex.ts";

/** GeneralName (RFC 5280 4.2.1.6); the forms that name constraints are not defined for stay unread, with their tag. */
export type GeneralName =
  | { readonly kind: "email"; readonly text: string }
  | { readonly kind: "dns"; readonly text: string }
  | { readonly kind: "uri"; readonly text: string }
  | { readonly kind: "directory"; readonly name: Name }
  /** 4 or 16 octets in a name, twice as many in a constraint; the count is left to whoever compares. */
  | { readonly kind: "ip"; readonly bytes: Uint8Array }
  | { readonly kind: "other"; readonly tag: number; readonly bytes: Uint8Array };

/** Reads one GeneralName; directoryName is explicitly tagged, being a CHOICE. */
export function readGeneralName(element: DerElement, refuse: Refuse): GeneralName {
  const { tag, content, bytes } = element;
  switch (tag) {
    case primitiveTag(1):
      return { kind: "email", text: readAsciiText(element, refuse, tag) };
    case primitiveTag(2):
      return { kind: "dns", text: readAsciiText(element, refuse, tag) };
    case primitiveTag(6):
      return { kind: "uri", text: readAsciiText(element, refuse, tag) };
    case primitiveTag(7):
      return { kind: "ip", bytes: content };
    case constructedTag(4): {
      const [inner, ...more] = element.children;
      if (inner === undefined || more.length > 0) return refuse("general-name", element.start);
      return { kind: "directory", name: readName(inner, refuse) };
    }
    default:
      return { kind: "other", tag, bytes };
  }
}

/** Equal for general names that are the same one: addresses as they stand, directory names as `sameName` has it. */
export function generalNameKey(name: GeneralName): string {
  switch (name.kind) {
    case "email":
    case "dns":
    case "uri":
      return `${name.kind} ${name.text}`;
    case "directory":
      return `directory ${name.name.key}`;
    case "ip":
      return `ip ${toHex(name.bytes)}`;
    case "other":
      return `other ${toHex(name.bytes)}`;
  }
}
