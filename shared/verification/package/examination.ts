import type { UnixMs } from "../../bytes/civil-time.ts";
import type { VerifySignature } from "../../signature/scheme.ts";
import type { TrustStore } from "../../trust/trust-store.ts";
import type { PackageView } from "../container/package-view.ts";
import type { Grounds } from "../grounds.ts";
import type { TrustMaterial } from "./trust-material.ts";

/** What every check of one package draws on. */
export interface Examination {
  readonly view: PackageView;
  readonly material: TrustMaterial;
  readonly trust: TrustStore;
  readonly now: UnixMs;
  readonly verify: VerifySignature;
}

/**
 * The package's own certificates and revocation data beside the verifier's; roots are the verifier's alone. The
 * verifier's lists stand first: among many forged ones only so many are tried.
 */
export function packageGrounds({ material, trust, verify }: Examination): Grounds {
  return {
    roots: trust.roots,
    certificates: [...material.certificates, ...(trust.certificates ?? [])],
    crls: [...trust.crls, ...material.crls],
    ocsps: material.ocsps,
    verify,
  };
}
