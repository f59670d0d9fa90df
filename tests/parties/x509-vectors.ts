import type { Result } from "../../shared/bytes/result.ts";
import { type Certificate, parseCertificate } from "../../shared/x509/certificate.ts";
import { type Crl, parseCrl } from "../../shared/x509/crl.ts";
import { type OcspResponse, parseOcspResponse } from "../../shared/x509/ocsp-response.ts";
import certificateIndex from "../vectors/certificate/INDEX.tsv?raw";
import crlIndex from "../vectors/crl/INDEX.tsv?raw";
import ocspIndex from "../vectors/ocsp/INDEX.tsv?raw";
import { bytesOf, vectorsOf } from "./vectors.ts";

/* Certificates, revocation lists and OCSP answers; the good ones of one authority of OpenSSL's. */

const certificateFiles = import.meta.glob<string>("../vectors/certificate/*/*.cer", {
  query: "?inline",
  import: "default",
  eager: true,
});
const crlFiles = import.meta.glob<string>("../vectors/crl/*/*.crl", {
  query: "?inline",
  import: "default",
  eager: true,
});
const ocspFiles = import.meta.glob<string>("../vectors/ocsp/*/*.ocsp", {
  query: "?inline",
  import: "default",
  eager: true,
});

export const certificateVectors = vectorsOf(certificateFiles, certificateIndex);
export const crlVectors = vectorsOf(crlFiles, crlIndex);
export const ocspVectors = vectorsOf(ocspFiles, ocspIndex);

/** The value of a result that must be there. */
export function whole<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.fault.rule);
  return result.value;
}

export function certificateVector(name: string): Certificate {
  return whole(parseCertificate(bytesOf(certificateVectors, `good/${name}.cer`)));
}

export function crlVector(name: string): Crl {
  return whole(parseCrl(bytesOf(crlVectors, `good/${name}.crl`)));
}

export function ocspVector(name: string): OcspResponse {
  return whole(parseOcspResponse(bytesOf(ocspVectors, `good/${name}.ocsp`)));
}
