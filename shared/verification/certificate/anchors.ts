import { type Certificate, parseCertificate } from "../../x509/certificate.ts";
import type { Anchor } from "./certificate-question.ts";
import { parsedOnce } from "./parsed-once.ts";

/** The certificate in these bytes; parsed once for as long as it is in use. */
export const certificateIn = parsedOnce(parseCertificate, 512 * 1024);

/** The certificates that can be read of those given: one that cannot be is as good as absent. */
export function readableCertificates(ders: readonly Uint8Array[]): readonly Certificate[] {
  return ders.flatMap((der) => {
    const result = certificateIn(der);
    return result.ok ? [result.value] : [];
  });
}

/** The certificates of the trusted roots; one that cannot be read is no root. */
export function anchorsOf(roots: readonly Anchor[]): readonly Certificate[] {
  return readableCertificates(roots.map(({ certificate }) => certificate));
}

/** How a certificate is called in a sentence: by its common name, or its whole subject. */
export function nameOfSubject({ subject }: Certificate): string {
  return subject.commonName ?? subject.text;
}
