import { writeFrame } from "../../shared/cms/signed-data-frame.ts";
import type { SignedData } from "../../shared/cms/signed-data.ts";

/** A SignedData of one signer with signed attributes, written from what was read of it. Throws for any other. */
export function frameAgain(data: SignedData): Uint8Array {
  const [signer, ...others] = data.signers;
  if (signer?.signedAttributes === undefined || others.length > 0)
    throw new Error("one signer with attributes");
  return writeFrame({
    contentType: data.contentType,
    content: data.content,
    certificates: data.certificates,
    sid: signer.sid,
    digestAlgorithm: signer.digestAlgorithm.bytes,
    signatureAlgorithm: signer.signatureAlgorithm.bytes,
    signedAttributes: signer.signedAttributes.signedBytes,
    signature: signer.signature,
  });
}
