import type { Certificate } from "./certificate.ts";
import type { Crl } from "./crl.ts";
import type { OcspResponse } from "./ocsp-response.ts";
import type { RevocationReason } from "./revocation-reason.ts";
import type { UnixMs } from "../bytes/civil-time.ts";
import type { PublicKey, SignatureScheme, VerifySignature } from "../signature/scheme.ts";

/** What one revocation list or OCSP answer, properly signed, says of one certificate. */
export type RevocationAnswer =
  | { readonly kind: "good"; readonly knownAt: UnixMs; readonly until: UnixMs | undefined }
  | {
      readonly kind: "revoked";
      readonly at: UnixMs;
      readonly reason: RevocationReason | undefined;
      readonly knownAt: UnixMs;
    };

/** Why a list or answer says nothing about a certificate. `not-about-it` is the ordinary case. */
export type RevocationObjection =
  | "not-about-it"
  | "signature"
  | "unknown-algorithm"
  | "signer-not-authorized"
  | "signer-not-valid"
  | "signer-revoked"
  | "signer-revocation-unknown"
  | AlgorithmObjection
  | "crl-delta"
  | "crl-some-reasons"
  | "too-many-forgeries"
  | "status-unknown"
  | "too-old"
  | "after-expiry";

/** The algorithm of a signature was no longer good, or had been broken, when it was made or is relied on. */
export type AlgorithmObjection = "algorithm-past" | "algorithm-broken";

export interface RevocationQuestion {
  readonly certificate: Certificate;
  /** The next certificate of the path. */
  readonly issuer: Certificate;
  readonly crls: readonly Crl[];
  readonly ocsps: readonly OcspResponse[];
  /** Certificates among which an OCSP responder's own may be, beside those in its answer. */
  readonly pool: readonly Certificate[];
  readonly at: UnixMs;
  readonly verify: VerifySignature;
  /** What is to be said against a signature of this kind, made at that time; undefined when nothing is. */
  readonly algorithmObjection: (
    scheme: SignatureScheme,
    key: PublicKey,
    made: UnixMs,
  ) => AlgorithmObjection | undefined;
}

/** A revocation for good outlasts every later answer; a hold may be lifted, so there the latest counts. */
export function outweighs(a: RevocationAnswer, b: RevocationAnswer): boolean {
  const final = (answer: RevocationAnswer): boolean =>
    answer.kind === "revoked" && answer.reason !== "certificateHold";
  if (final(a) !== final(b)) return final(a);
  return a.knownAt > b.knownAt || (a.knownAt === b.knownAt && a.kind === "revoked");
}
