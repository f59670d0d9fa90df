import type { Certificate } from "../x509/certificate.ts";

/**
 * Practice stands in names, so that foreign tools show it too: in certificate and institution names
 * as this marker, in log origins as a leading `practice.`.
 */
export const practiceMarker = "PRACTICE 演练";
const practiceOrigin = "practice.";

/** Whether an institution's or certificate's name says that it is practice. */
export function isPracticeName(name: string): boolean {
  return name.includes(practiceMarker);
}

/** Whether a log origin says that it is practice. */
export function isPracticeOrigin(origin: string): boolean {
  return origin.startsWith(practiceOrigin);
}

/** Whether a certificate or its issuer calls itself practice. */
export function isPracticeCertificate(
  certificate: Pick<Certificate, "subject" | "issuer">,
): boolean {
  return isPracticeName(certificate.subject.text) || isPracticeName(certificate.issuer.text);
}
