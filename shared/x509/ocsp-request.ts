import type { Certificate } from "./certificate.ts";
import { digestOf } from "../digest/digest.ts";
import { integer, nothing, octets, oid, sequence } from "../bytes/der/writer.ts";

const sha1Oid = "1.3.14.3.2.26";

/**
 * DER of an unsigned OCSPRequest for one certificate (RFC 6960 4.1), without a nonce so that responders may
 * answer from what they have signed already. The CertID is by SHA-1, which RFC 5019 2.1.1 asks for; it only names.
 */
export function writeOcspRequest(
  certificate: Certificate,
  issuer: Certificate,
): Uint8Array<ArrayBuffer> {
  const certId = sequence(
    sequence(oid(sha1Oid), nothing()),
    octets(digestOf("sha1", certificate.issuer.bytes)),
    octets(digestOf("sha1", issuer.keyBits)),
    integer(certificate.serial),
  );
  return sequence(sequence(sequence(sequence(certId))));
}
