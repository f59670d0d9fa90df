import type { UnixMs } from "../../bytes/civil-time.ts";
import type { Certificate } from "../../x509/certificate.ts";
import type { Finding } from "../verdict.ts";
import type { CertificateQuestion } from "./certificate-question.ts";

/** What became of a chain: it ends in a trusted root, its issuer is nobody known here, or it must not be relied on. */
export type ChainOutcome =
  | { readonly kind: "trusted"; /** SHA-256 of the root's DER, lower-case hex. */ readonly root: string }
  | { readonly kind: "unknown-issuer"; readonly issuer: string }
  | { readonly kind: "refused"; readonly rule: string };

export interface ChainFacts {
  readonly chainOutcome: ChainOutcome;
  /** DER certificates from the leaf as far up as could be built, the root included where it is trusted. */
  readonly chain: readonly Uint8Array[];
  readonly trusted: boolean;
  readonly practice: boolean;
  readonly revocationKnownAt: UnixMs | undefined;
}

/** The facts where there is no certificate to build a chain from. */
export const noChain: ChainFacts = {
  chainOutcome: { kind: "unknown-issuer", issuer: "" },
  chain: [],
  trusted: false,
  practice: false,
  revocationKnownAt: undefined,
};

export function checkCertificate(question: CertificateQuestion): { readonly findings: readonly Finding[]; readonly facts: ChainFacts } {
  void question;
  const leaf: Certificate = question.leaf;
  return { findings: [], facts: { ...noChain, chain: [leaf.der] } };
}
