import type { Certificate } from "./certificate.ts";
import type { Crl } from "./crl.ts";
import type { OcspResponse } from "./ocsp-response.ts";
import type { RevocationReason } from "./revocation-reason.ts";
import type { UnixMs } from "../bytes/civil-time.ts";
import type { VerifySignature } from "../signature/scheme.ts";

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
  | "status-unknown"
  | "too-old"
  | "after-expiry";

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
}
