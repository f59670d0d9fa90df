import type { UnixMs } from "../../bytes/civil-time.ts";
import { toHex } from "../../bytes/hex.ts";
import { equalBytes } from "../../bytes/octets.ts";
import { digestOf } from "../../digest/digest.ts";
import type { Certificate } from "../../x509/certificate.ts";
import { certificateIn } from "./anchors.ts";
import type { Anchor } from "./certificate-question.ts";

/** One certificate of a chain, for people to read. */
export interface CertificateFacts {
  readonly subject: string;
  readonly issuer: string;
  /** Decimal. */
  readonly serial: string;
  readonly notBefore: UnixMs;
  readonly notAfter: UnixMs;
  /** SHA-256 of the DER, lower-case hex. */
  readonly sha256: string;
  /** Whether it is a root that the verifier trusts. */
  readonly anchor: boolean;
  /** Where the verifier's owner took the root from; "" for a certificate that came with the input. */
  readonly source: string;
}

const fingerprints = new WeakMap<Certificate, string>();

/** SHA-256 of a certificate, lower-case hex; computed once. */
export function fingerprintOf(certificate: Certificate): string {
  const known = fingerprints.get(certificate) ?? toHex(digestOf("sha256", certificate.der));
  fingerprints.set(certificate, known);
  return known;
}

/** A chain of DER certificates for people to read, in its order; one that cannot be read is left out. */
export function certificateFacts(
  chain: readonly Uint8Array[],
  roots: readonly Anchor[],
): readonly CertificateFacts[] {
  return chain.flatMap((der) => {
    const parsed = certificateIn(der);
    if (!parsed.ok) return [];
    const { subject, issuer, serial, notBefore, notAfter } = parsed.value;
    const root = roots.find(({ certificate }) => equalBytes(certificate, der));
    return [
      {
        subject: subject.text,
        issuer: issuer.text,
        serial: String(serial),
        notBefore,
        notAfter,
        sha256: fingerprintOf(parsed.value),
        anchor: root !== undefined,
        source: root?.source ?? "",
      },
    ];
  });
}
