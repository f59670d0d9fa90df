import type { Certificate } from "./certificate.ts";
import type { Crl } from "./crl.ts";
import type {
  RevocationAnswer,
  RevocationObjection,
  RevocationQuestion,
} from "./revocation-answer.ts";
import { equalBytes } from "../bytes/octets.ts";
import { sameName } from "./name.ts";

/** Whether the list's scope takes the certificate in (RFC 5280 6.3.3 b). */
function isInScope({ scope }: Crl, certificate: Certificate): boolean {
  if (scope === undefined) return true;
  const isAuthority = certificate.extensions.basicConstraints?.ca === true;
  if ((scope.userOnly && isAuthority) || (scope.authorityOnly && !isAuthority)) return false;
  const named = certificate.extensions.crlPointNames;
  return scope.points === undefined || scope.points.some((point) => named.has(point));
}

/** Whether the list names this key of its issuer, where both say which. */
function isOfKey(crl: Crl, issuer: Certificate): boolean {
  const wanted = crl.authorityKeyId;
  const offered = issuer.extensions.subjectKeyId;
  return wanted === undefined || offered === undefined || equalBytes(wanted, offered);
}

/** The first instant from which the certificate's signatures are in doubt. */
function earlier(a: number, b: number | undefined): number {
  return b === undefined ? a : Math.min(a, b);
}

/**
 * What a revocation list says of the certificate, or why it says nothing. One that is about others and yet names it as
 * revoked is heard where the issuer's key signed it, and is nobody's word about it where not.
 */
export function answerOfCrl(
  crl: Crl,
  { certificate, issuer, at, verify, algorithmObjection }: RevocationQuestion,
): RevocationAnswer | RevocationObjection {
  if (!sameName(crl.issuer, issuer.subject)) return "not-about-it";
  const entry = crl.entryOf(certificate.serial);
  const isNamed = entry !== undefined && entry.reason !== "removeFromCRL";
  const isAbout = isOfKey(crl, issuer) && isInScope(crl, certificate);
  if (!isAbout && !isNamed) return "not-about-it";
  if (crl.scheme === undefined || issuer.publicKey === undefined)
    return isAbout ? "unknown-algorithm" : "not-about-it";
  const usage = issuer.extensions.keyUsage;
  if (usage !== undefined && !usage.has("cRLSign"))
    return isAbout ? "signer-not-authorized" : "not-about-it";
  if (!verify(issuer.publicKey, crl.scheme, crl.signatureValue, crl.tbs))
    return isAbout ? "signature" : "not-about-it";
  if (isNamed) {
    const { reason, invalidityDate } = entry;
    const revokedAt = earlier(entry.at, invalidityDate);
    return { kind: "revoked", at: revokedAt, reason, knownAt: crl.thisUpdate };
  }
  // What speaks against a certificate counts under any algorithm and in any list: to ignore it would be the worse fault.
  if (crl.partial !== undefined) return crl.partial;
  const objection = algorithmObjection(crl.scheme, issuer.publicKey, crl.thisUpdate);
  if (objection !== undefined) return objection;
  // Without a next update a list says nothing of what comes after it.
  if ((crl.nextUpdate ?? crl.thisUpdate) < at) return "too-old";
  // A list may drop a certificate once it has expired: its silence then means nothing.
  const kept = crl.keepsExpiredSince;
  const dropped = crl.thisUpdate > certificate.notAfter;
  if (dropped && (kept === undefined || kept > certificate.notAfter)) return "after-expiry";
  return { kind: "good", knownAt: crl.thisUpdate, until: crl.nextUpdate };
}
