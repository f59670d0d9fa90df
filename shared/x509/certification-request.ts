import type { Name, NameAttribute } from "./name.ts";
import type { PublicKey, Signer, VerifySignature } from "../signature/scheme.ts";
import type { Result } from "../bytes/result.ts";
import { accept, attempt } from "../bytes/attempt.ts";
import { bits, element, integer, sequence } from "../bytes/der/writer.ts";
import { constructedTag, tags } from "../bytes/der/element.ts";
import { fieldsOf } from "../bytes/der/fields.ts";
import { parseDer } from "../bytes/der/parser.ts";
import { readAlgorithm, schemeOf, writeSignatureAlgorithm } from "./algorithm-identifier.ts";
import { readName, writeName } from "./name.ts";
import { readPublicKey } from "./public-key.ts";
import { readSmallInteger, readWholeBits } from "../bytes/der/readers.ts";

/** A PKCS#10 request for a certificate (RFC 2986), whose signature proves that its maker holds the key. */
export interface CertificationRequest {
  readonly subject: Name;
  /** DER SubjectPublicKeyInfo. */
  readonly spki: Uint8Array;
  readonly publicKey: PublicKey;
}

export interface RequestFields {
  readonly subject: readonly (readonly [NameAttribute, string])[];
  readonly spki: Uint8Array;
  readonly signer: Pick<Signer, "scheme" | "sign">;
}

const maxRequestBytes = 16 * 1024;

/** DER of a request without attributes. Rejects when the signer does. */
export async function writeCertificationRequest(
  fields: RequestFields,
): Promise<Uint8Array<ArrayBuffer>> {
  const { subject, spki, signer } = fields;
  const info = sequence(integer(0), writeName(subject), spki, element(constructedTag(0)));
  const signature = await signer.sign(info);
  return sequence(info, writeSignatureAlgorithm(signer.scheme), bits(signature));
}

/**
 * Parses DER of at most 16 KiB and verifies the signature under the key in it; attributes are passed over.
 * `request-algorithm` for a key or signature algorithm that is unknown, `request-signature` for one that fails.
 */
export function parseCertificationRequest(
  der: Uint8Array,
  verify: VerifySignature,
): Result<CertificationRequest> {
  return attempt((refuse) => {
    const tree = accept(parseDer(der, { maxBytes: maxRequestBytes }), refuse);
    const outer = fieldsOf(tree, refuse);
    const info = outer.take(tags.sequence);
    const algorithm = readAlgorithm(outer.any(), refuse);
    const signature = readWholeBits(outer.take(tags.bits), refuse);
    outer.end();
    const fields = fieldsOf(info, refuse);
    const version = fields.any();
    if (readSmallInteger(version, refuse) !== 0) refuse("request-version", version.start);
    const subject = readName(fields.any(), refuse);
    const key = fields.take(tags.sequence);
    const publicKey = readPublicKey(key, refuse);
    fields.optional(constructedTag(0));
    fields.end();
    const scheme = schemeOf(algorithm);
    if (publicKey === undefined || scheme === undefined) {
      return refuse("request-algorithm", key.start);
    }
    if (!verify(publicKey, scheme, signature, info.bytes)) {
      return refuse("request-signature", tree.start);
    }
    return { subject, spki: key.bytes, publicKey };
  });
}
