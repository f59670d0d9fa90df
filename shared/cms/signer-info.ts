import type { Refuse } from "../bytes/attempt.ts";
import { constructedTag, type DerElement, primitiveTag } from "../bytes/der/element.ts";
import { fieldsOf } from "../bytes/der/fields.ts";
import { expectTag, readInteger, readOctets, readSmallInteger } from "../bytes/der/readers.ts";
import { tags } from "../bytes/der/element.ts";
import { type AlgorithmIdentifier, readAlgorithm } from "../x509/algorithm-identifier.ts";
import {
  type Attribute,
  readAttributes,
  readSignedAttributes,
  type SignedAttributes,
} from "./attribute.ts";

/** By what a SignerInfo names its certificate (RFC 5652 section 5.3). */
export type SignerId =
  | {
      readonly kind: "issuer-and-serial";
      /** DER of the issuer's Name. */
      readonly issuer: Uint8Array;
      readonly serial: bigint;
    }
  | { readonly kind: "key-id"; readonly keyId: Uint8Array };

/** One signature inside SignedData. */
export interface SignerInfo {
  readonly version: number;
  readonly sid: SignerId;
  readonly digestAlgorithm: AlgorithmIdentifier;
  readonly signedAttributes: SignedAttributes | undefined;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Uint8Array;
  readonly unsignedAttributes: readonly Attribute[];
}

function readSignerId(element: DerElement, refuse: Refuse): SignerId {
  if (element.tag === primitiveTag(0)) return { kind: "key-id", keyId: element.content };
  const fields = fieldsOf(element, refuse);
  const issuer = expectTag(fields.any(), refuse, tags.sequence).bytes;
  const serial = readInteger(fields.any(), refuse);
  fields.end();
  return { kind: "issuer-and-serial", issuer, serial };
}

/** Reads a SignerInfo; its version must be 1 or 3, and any other rule is left to those who judge it. */
export function readSignerInfo(element: DerElement, refuse: Refuse): SignerInfo {
  const fields = fieldsOf(element, refuse);
  const version = readSmallInteger(fields.any(), refuse);
  if (version !== 1 && version !== 3) refuse("cms-signer-version", element.start);
  const sid = readSignerId(fields.any(), refuse);
  const digestAlgorithm = readAlgorithm(fields.any(), refuse);
  const signed = fields.optional(constructedTag(0));
  const signatureAlgorithm = readAlgorithm(fields.any(), refuse);
  const signature = readOctets(fields.any(), refuse);
  const unsigned = fields.optional(constructedTag(1));
  fields.end();
  return {
    version,
    sid,
    digestAlgorithm,
    signedAttributes: signed === undefined ? undefined : readSignedAttributes(signed, refuse),
    signatureAlgorithm,
    signature,
    unsignedAttributes: unsigned === undefined ? [] : readAttributes(unsigned, refuse),
  };
}
