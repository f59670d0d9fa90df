import { type Certificate, parseCertificate } from "../../x509/certificate.ts";
import type { Result } from "../../bytes/result.ts";
import type { Anchor } from "./certificate-question.ts";

const parsed = new WeakMap<Uint8Array, Result<Certificate>>();

/** The certificate in these bytes; the same array again, which nobody may have changed, is the same certificate. */
export function certificateIn(der: Uint8Array): Result<Certificate> {
  const result = parsed.get(der) ?? parseCertificate(der);
  parsed.set(der, result);
  return result;
}

/** The certificates that can be read of those given: one that cannot be is as good as absent. */
export function readableCertificates(ders: readonly Uint8Array[]): readonly Certificate[] {
  return ders.flatMap((der) => {
    const result = certificateIn(der);
    return result.ok ? [result.value] : [];
  });
}

export function anchorsOf(roots: readonly Anchor[]): readonly Certificate[] {
  return readableCertificates(roots.map(({ certificate }) => certificate));
}

/** How a certificate is called in a sentence: by its common name, or its whole subject. */
export function nameOfSubject({ subject }: Certificate): string {
  return subject.commonName ?? subject.text;
}
