import { octets, oid, setOf } from "../../shared/bytes/der/writer.ts";
import { cmsOids } from "../../shared/cms/object-identifiers.ts";
import { type FrameParts, writeFrame } from "../../shared/cms/signed-data-frame.ts";
import { writeAttribute } from "../../shared/cms/signed-data-writer.ts";
import { writeSigningCertificateV2 } from "../../shared/cms/signing-certificate.ts";
import { digestOf } from "../../shared/digest/digest.ts";
import {
  writeDigestAlgorithm,
  writeSignatureAlgorithm,
} from "../../shared/x509/algorithm-identifier.ts";
import { type Certificate, parseCertificate } from "../../shared/x509/certificate.ts";
import type { Party } from "./certificate-authority.ts";

/** What of a token is to be otherwise than it should. */
export interface OddWishes {
  readonly contentType?: string;
  readonly detached?: boolean;
  /** The signed attributes in place of the usual three. */
  readonly attributes?: readonly Uint8Array[];
  /** DER of the attributes as they stand, in place of a sorted set. */
  readonly signedAttributes?: Uint8Array;
  /** What is signed in place of the attributes as they stand. */
  readonly signed?: Uint8Array;
  readonly certificates?: readonly Uint8Array[];
  readonly frame?: Partial<FrameParts>;
}

/** Whoever signs a token. */
export type TokenSigner = Pick<Party, "certificate" | "signer">;

export function certificateOf(party: Pick<Party, "certificate">): Certificate {
  const parsed = parseCertificate(party.certificate);
  if (!parsed.ok) throw new Error(parsed.fault.rule);
  return parsed.value;
}

/** The attributes that a good token has: content-type, message-digest, signing-certificate-v2. */
export function usualAttributes(party: TokenSigner, content: Uint8Array): readonly Uint8Array[] {
  return [
    writeAttribute(cmsOids.contentType, oid(cmsOids.tstInfo)),
    writeAttribute(cmsOids.messageDigest, octets(digestOf("sha256", content))),
    writeAttribute(
      cmsOids.signingCertificateV2,
      writeSigningCertificateV2(certificateOf(party), "sha256"),
    ),
  ];
}

/** A token over any content, properly signed, and odd in what the wishes say. */
export async function oddToken(
  party: TokenSigner,
  content: Uint8Array,
  wishes: OddWishes = {},
): Promise<Uint8Array> {
  const { issuer, serial } = certificateOf(party);
  const attributes = wishes.attributes ?? usualAttributes(party, content);
  const signedAttributes = wishes.signedAttributes ?? setOf(...attributes);
  return writeFrame({
    contentType: wishes.contentType ?? cmsOids.tstInfo,
    content: wishes.detached === true ? undefined : content,
    certificates: wishes.certificates ?? [party.certificate],
    sid: { kind: "issuer-and-serial", issuer: issuer.bytes, serial },
    digestAlgorithm: writeDigestAlgorithm("sha256"),
    signatureAlgorithm: writeSignatureAlgorithm(party.signer.scheme),
    signedAttributes,
    signature: await party.signer.sign(wishes.signed ?? signedAttributes),
    ...wishes.frame,
  });
}
