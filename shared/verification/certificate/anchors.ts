import { type Certificate, parseCertificate } from "../../x509/certificate.ts";
import { toHex } from "../../bytes/hex.ts";
import { equalBytes } from "../../bytes/octets.ts";
import type { Result } from "../../bytes/result.ts";
import type { Anchor } from "./certificate-question.ts";

const parsed = new WeakMap<Uint8Array, Result<Certificate>>();

/** Certificates by the end of their bytes, which is of their signature, oldest first: an authority's tokens carry the same ones. */
const recent = new Map<string, Result<Certificate>>();
const maxRecent = 64;
const maxRecentBytes = 16 * 1024;

function parsedByContent(der: Uint8Array): Result<Certificate> {
  if (der.length > maxRecentBytes) return parseCertificate(der);
  const name = `${String(der.length)} ${toHex(der.subarray(-24))}`;
  const known = recent.get(name);
  if (known?.ok === true && equalBytes(known.value.der, der)) return known;
  // A copy, so that no certificate keeps the whole file alive from which it comes.
  const result = parseCertificate(der.slice());
  if (!result.ok) return result;
  recent.delete(name);
  recent.set(name, result);
  const [oldest] = recent.keys();
  if (recent.size > maxRecent && oldest !== undefined) recent.delete(oldest);
  return result;
}

/** The certificate in these bytes; the same array again, which nobody may have changed, is the same certificate. */
export function certificateIn(der: Uint8Array): Result<Certificate> {
  const result = parsed.get(der) ?? parsedByContent(der);
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
