import { toHex } from "../bytes/hex.ts";
import { toUtf8 } from "../bytes/utf8.ts";
import { digestOf } from "../digest/digest.ts";
import { parseCertificate } from "../x509/certificate.ts";
import type { TrustStore } from "./trust-store.ts";

/** One trusted root or network, named as its owner can compare it. */
export interface TrustedThing {
  readonly name: string;
  /** SHA-256 of the DER or of network.json, lower-case hex. */
  readonly digest: string;
  readonly source: string;
  readonly practice: boolean;
}

/** What verdicts rested on, for a reader who was not there. */
export interface TrustUsed {
  /**
   * SHA-256, lower-case hex, over one line each, sorted: `root`, `certificate`, `crl` or `network`, a space, the
   * SHA-256 of the file in hex, a newline. Two stores with the same content have the same digest, wherever they lie.
   */
  readonly digest: string;
  readonly roots: readonly TrustedThing[];
  readonly networks: readonly (TrustedThing & { readonly origin: string })[];
}

/** What a trust store holds, for the verdict and the report; its digest is the same in whatever order it was read. */
export function trustUsed(trust: TrustStore): TrustUsed {
  const lines = [
    ...trust.roots.map(({ certificate }) => line("root", hex(certificate))),
    ...(trust.certificates ?? []).map((der) => line("certificate", hex(der))),
    ...trust.crls.map((der) => line("crl", hex(der))),
    ...trust.networks.map(({ digest }) => line("network", digest)),
  ];
  return {
    digest: hex(toUtf8([...new Set(lines)].sort().join(""))),
    roots: trust.roots.map(({ certificate, source, practice }) => ({
      name: nameOf(certificate),
      digest: hex(certificate),
      source,
      practice,
    })),
    networks: trust.networks.map(({ descriptor, digest, source, practice }) => ({
      name: descriptor.name.zh,
      digest,
      source,
      practice,
      origin: descriptor.origin,
    })),
  };
}

function line(kind: string, digest: string): string {
  return `${kind} ${digest}\n`;
}

function hex(bytes: Uint8Array): string {
  return toHex(digestOf("sha256", bytes));
}

function nameOf(der: Uint8Array): string {
  const parsed = parseCertificate(der);
  if (!parsed.ok) return "";
  const { commonName, text } = parsed.value.subject;
  return commonName ?? text;
}
