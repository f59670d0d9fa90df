import type { Finding } from "../../shared/verification/verdict.ts";
import { checks } from "../../shared/words/checks/catalogue.ts";
import { type Fault, fault } from "../../shared/words/faults/fault.ts";
import type { Authority } from "./authority.ts";

/** Findings that are no fault of a token fresh from its authority: they depend on the verifier's trust or on time. */
const left: ReadonlySet<Finding["code"]> = new Set([
  "REVOCATION_NOT_OFFERED",
  "REVOCATION_UNUSABLE",
  "TRY_LATER",
  // The plausible window around the exchange is stricter.
  "TOKEN_FROM_THE_FUTURE",
]);

/** The first reason not to take a token as an authority's answer; undefined when there is none. */
export function arrivalFault(
  authority: Authority,
  findings: readonly Finding[],
): Fault | undefined {
  for (const found of findings) {
    if (checks[found.code].outcome === "passed" || left.has(found.code)) continue;
    const reason = faultOf(authority, found);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

function faultOf({ name, root }: Authority, found: Finding): Fault | undefined {
  const authority = name;
  switch (found.code) {
    case "TOKEN_NONCE_DIFFERS":
      return fault("AUTHORITY_WRONG_NONCE", { authority });
    case "TOKEN_IMPRINT_DIFFERS":
      return fault("AUTHORITY_WRONG_IMPRINT", { authority });
    case "TOKEN_SIGNER_MISSING":
      return fault("AUTHORITY_CERTIFICATE_MISSING", { authority });
    case "TOKEN_SIGNER_WRONG_PURPOSE":
      return fault("AUTHORITY_CERTIFICATE_UNFIT", { authority, rule: found.data.rule });
    case "CHAIN_INVALID":
      return fault("AUTHORITY_CERTIFICATE_INVALID", { authority, rule: found.data.rule });
    case "REVOKED":
      return fault("AUTHORITY_CERTIFICATE_INVALID", { authority, rule: "revoked" });
    case "CHAIN_ISSUER_UNKNOWN":
      // Without a root to compare, the chain is kept as far as it was given.
      return root === null ? undefined : fault("AUTHORITY_ROOT_DIFFERS", { authority, root });
    default:
      return fault("AUTHORITY_TOKEN_INVALID", { authority, check: found.code });
  }
}
