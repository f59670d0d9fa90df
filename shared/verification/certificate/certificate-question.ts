import type { UnixMs } from "../../bytes/civil-time.ts";
import type { Certificate } from "../../x509/certificate.ts";
import type { Grounds } from "../grounds.ts";

/** A root that the verifier trusts. */
export interface Anchor {
  readonly certificate: Uint8Array;
  readonly practice: boolean;
  /** Where the verifier's owner took it from. */
  readonly source?: string;
}

/** A certificate, the moment at which it was used, and whatever may help to judge it. */
export interface CertificateQuestion extends Omit<Grounds, "certificates"> {
  /** Names the use in findings: the file of the token or signature. */
  readonly subject: string;
  readonly leaf: Certificate;
  /** Certificates from which the chain may be built. */
  readonly pool: readonly Certificate[];
  readonly at: UnixMs;
  /**
   * What a revocation after `at` means. `by-reason`: the rule for time-stamping authorities (RFC 3161 section
   * 4), four harmless reasons and no other leave earlier tokens valid. `harmless`: the use is proven to be
   * older by other means, so a later revocation does not touch it.
   */
  readonly laterRevocation: "by-reason" | "harmless";
  /** The moment at which the algorithms of the chain are judged, and before which a revocation for any reason counts. */
  readonly judgedAt: UnixMs;
}
