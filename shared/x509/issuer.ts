import type { Certificate } from "./certificate.ts";
import type { Signer } from "../signature/scheme.ts";
import { parseCertificate } from "./certificate.ts";
import { writeSignatureAlgorithm } from "./algorithm-identifier.ts";
import { bits, sequence } from "../bytes/der/writer.ts";

/** The certificate that a signer shows. A signer without a readable one is a programmer's error and throws. */
export function certificateOf(signer: Pick<Signer, "certificate">): Certificate {
  const parsed = parseCertificate(signer.certificate);
  if (!parsed.ok) throw new Error(`the signer's certificate is unreadable: ${parsed.fault.rule}`);
  return parsed.value;
}

/** SEQUENCE { what is signed, algorithm, signature }, the frame of certificates and revocation lists. */
export async function signedFrame(
  signed: Uint8Array,
  signer: Pick<Signer, "scheme" | "sign">,
): Promise<Uint8Array> {
  const signature = await signer.sign(signed);
  return sequence(signed, writeSignatureAlgorithm(signer.scheme), bits(signature));
}
