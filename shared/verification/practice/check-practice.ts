import { type Finding, finding } from "../verdict.ts";

/** Somebody who attests a package: an authority, a network, the issuer of the signer's certificate. */
export interface Issuer {
  readonly practice: boolean;
  /** Accepted by the verifier's owner. */
  readonly trusted: boolean;
}

/**
 * Practice has no legal force, wherever it shows: accepted by the verifier's owner it passes as
 * practice, at a stranger nothing settles it.
 */
export function checkPractice(issuers: readonly Issuer[]): {
  readonly findings: readonly Finding[];
  readonly practice: boolean;
} {
  const practising = issuers.filter((issuer) => issuer.practice);
  if (practising.length === 0) return { findings: [], practice: false };
  const accepted = practising.every((issuer) => issuer.trusted);
  return {
    findings: [
      accepted ? finding("PRACTICE_ACCEPTED", "", {}) : finding("PRACTICE_NETWORK", "", {}),
    ],
    practice: true,
  };
}
