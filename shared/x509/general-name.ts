import type { DerElement } from "../bytes/der/element.ts";
import type { Name } from "./name.ts";
import type { Refuse } from "../bytes/attempt.ts";
import { constructedTag, primitiveTag } from "../bytes/der/element.ts";
import { readAsciiText } from "../bytes/der/readers.ts";
import { readName } from "./name.ts";

/** GeneralName (RFC 5280 4.2.1.6), as far as a certificate path or a token needs it. */
export type GeneralName =
  | { readonly kind: "uri"; readonly text: string }
  | { readonly kind: "directory"; readonly name: Name }
  | { readonly kind: "other"; readonly bytes: Uint8Array };

/** Reads one GeneralName; directoryName is explicitly tagged, being a CHOICE. */
export function readGeneralName(element: DerElement, refuse: Refuse): GeneralName {
  if (element.tag === primitiveTag(6)) {
    return { kind: "uri", text: readAsciiText(element, refuse, element.tag) };
  }
  if (element.tag === constructedTag(4)) {
    const [inner, ...more] = element.children;
    if (inner === undefined || more.length > 0) return refuse("general-name", element.start);
    return { kind: "directory", name: readName(inner, refuse) };
  }
  return { kind: "other", bytes: element.bytes };
}
