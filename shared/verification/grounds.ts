import type { VerifySignature } from "../signature/scheme.ts";
import type { TrustStore } from "../trust/trust-store.ts";
import type { Anchor } from "./certificate/certificate-question.ts";

/** What certificates and signatures are judged by: whom the verifier trusts, and whatever may help to reach it. */
export interface Grounds {
  readonly roots: readonly Anchor[];
  /** DER certificates from wherever, from which chains may be built; what an input itself carries is added. */
  readonly certificates: readonly Uint8Array[];
  /** DER revocation lists and OCSP answers, from wherever; those that do not fit are ignored. */
  readonly crls: readonly Uint8Array[];
  readonly ocsps: readonly Uint8Array[];
  readonly verify: VerifySignature;
}

/** The verifier's own store and nothing else: for inputs that keep no certificates beside what they are. */
export function groundsOf({
  trust,
  verify,
}: {
  readonly trust: TrustStore;
  readonly verify: VerifySignature;
}): Grounds {
  const { roots, certificates = [], crls } = trust;
  return { roots, certificates, crls, ocsps: [], verify };
}
