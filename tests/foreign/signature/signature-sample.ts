import { octets, oid } from "../../../shared/bytes/der/writer.ts";
import { cmsOids } from "../../../shared/cms/object-identifiers.ts";
import { writeAttribute } from "../../../shared/cms/signed-data-writer.ts";
import { writeSigningCertificateV2 } from "../../../shared/cms/signing-certificate.ts";
import { digestOf } from "../../../shared/digest/digest.ts";
import { certificateOf, type TokenSigner } from "../../parties/odd-tokens.ts";
import type { Random } from "../../parties/random.ts";
import { day, firstTime, times } from "../certified-signers.ts";
import type { Authorities } from "./signature-authorities.ts";

/** A detached signature, what it is judged with, and in which way it was made. */
export interface Sample {
  readonly kind: string;
  readonly signature: Uint8Array;
  readonly content: Uint8Array;
  /** When it is proven to have existed; every judge judges it at that moment. */
  readonly at: number;
  /** The good signature from which a flipped bit made this one. */
  readonly origin?: Uint8Array;
}

/** Makes a sample of its kind. */
export type Maker = (authorities: Authorities, random: Random) => Promise<Sample>;

/** Octets of any kind, or lines of text, which a judge that minds line ends would spoil. */
export function contentOf(random: Random): Uint8Array {
  const bytes = random.bytes(random.below(400));
  return random.oneIn(2) ? bytes : bytes.map((one) => [10, 13, 32, 97][one % 4] ?? 10);
}

export function timeOf(random: Random): number {
  return firstTime + random.below(times) * day;
}

export const contentType = writeAttribute(cmsOids.contentType, oid(cmsOids.data));

export function digestAttribute(content: Uint8Array): Uint8Array {
  return writeAttribute(cmsOids.messageDigest, octets(digestOf("sha256", content)));
}

export function essAttribute(party: TokenSigner): Uint8Array {
  const value = writeSigningCertificateV2(certificateOf(party), "sha256");
  return writeAttribute(cmsOids.signingCertificateV2, value);
}
