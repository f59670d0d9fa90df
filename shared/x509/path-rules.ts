import type { Certificate } from "./certificate.ts";
import type { UnixMs } from "../bytes/civil-time.ts";
import type { VerifySignature } from "../signature/scheme.ts";
import { isSelfIssued } from "./certificate.ts";
import { nameFaults, nameRules } from "./path-names.ts";
import { policyFaults, policyRules } from "./path-policies.ts";

/** The rules of a path (RFC 5280 6.1), each of which can fail on each certificate. */
export const pathRules = [
  "not-yet-valid",
  "expired",
  "signature",
  "unknown-algorithm",
  "not-an-authority",
  "key-may-not-sign-certificates",
  "path-too-long",
  "purpose-not-allowed",
  "unknown-critical-extension",
  ...nameRules,
  ...policyRules,
] as const;
export type PathRule = (typeof pathRules)[number];

export interface PathFault {
  readonly rule: PathRule;
  readonly certificate: Certificate;
}

/** Extended key usage that allows every purpose (RFC 5280 4.2.1.12). */
const anyPurpose = "2.5.29.37.0";

/** Whether `issuer` signed `certificate`; `unknown-algorithm` when that cannot be computed here. */
export function signatureFault(
  certificate: Certificate,
  issuer: Certificate,
  verify: VerifySignature,
): "signature" | "unknown-algorithm" | undefined {
  const { scheme, signatureValue, tbs } = certificate;
  if (scheme === undefined || issuer.publicKey === undefined) return "unknown-algorithm";
  return verify(issuer.publicKey, scheme, signatureValue, tbs) ? undefined : "signature";
}

/** How many certificates between this authority and the leaf count for its path length. */
function lengthBelow(path: readonly Certificate[], index: number): number {
  return path.slice(1, index).filter((certificate) => !isSelfIssued(certificate)).length;
}

function authorityFaults(
  path: readonly Certificate[],
  index: number,
  authority: Certificate,
  purpose: string | undefined,
): readonly PathRule[] {
  const isAnchor = index === path.length - 1;
  const { basicConstraints, keyUsage, extendedKeyUsage } = authority.extensions;
  const faults: PathRule[] = [];
  // A root older than extensions is an authority because its owner accepted it as one.
  const acceptedAsIs = isAnchor && authority.version < 3;
  if (basicConstraints?.ca !== true && !acceptedAsIs) faults.push("not-an-authority");
  if (keyUsage !== undefined && !keyUsage.has("keyCertSign")) {
    faults.push("key-may-not-sign-certificates");
  }
  const longest = basicConstraints?.pathLength;
  if (longest !== undefined && lengthBelow(path, index) > longest) faults.push("path-too-long");
  const purposes = extendedKeyUsage?.purposes;
  const allowed = purposes === undefined || purpose === undefined || isAnchor;
  if (!allowed && !purposes.includes(purpose) && !purposes.includes(anyPurpose)) {
    faults.push("purpose-not-allowed");
  }
  return faults;
}

/** Rules that each certificate of the path breaks by itself or with its issuer. */
function certificateFaults(
  path: readonly Certificate[],
  at: UnixMs,
  verify: VerifySignature,
  purpose: string | undefined,
): readonly PathFault[] {
  return path.flatMap((certificate, index) => {
    const rules: PathRule[] = [];
    if (at < certificate.notBefore) rules.push("not-yet-valid");
    // notAfter names a whole second, all of which is valid.
    if (at >= certificate.notAfter + 1000) rules.push("expired");
    const issuer = path[index + 1];
    const broken = issuer === undefined ? undefined : signatureFault(certificate, issuer, verify);
    if (broken !== undefined) rules.push(broken);
    if (index > 0) rules.push(...authorityFaults(path, index, certificate, purpose));
    if (certificate.extensions.unknownCritical.length > 0) rules.push("unknown-critical-extension");
    return rules.map((rule) => ({ rule, certificate }));
  });
}

/**
 * Which rules fail on which certificate of a path from leaf to anchor at an instant (RFC 5280 6.1). `purpose`
 * must be allowed by every authority between leaf and anchor that limits its purposes; the leaf's own
 * purpose, and revocation, are the caller's. The anchor's signature does not count. Names and policies are
 * looked at when every signature holds: what nobody signed says nothing, and could be made endless.
 */
export function pathFaults(
  path: readonly Certificate[],
  at: UnixMs,
  verify: VerifySignature,
  purpose?: string,
): readonly PathFault[] {
  const faults = certificateFaults(path, at, verify, purpose);
  if (faults.some(({ rule }) => rule === "signature" || rule === "unknown-algorithm"))
    return faults;
  const policies = policyFaults(path);
  const statements = path.flatMap((certificate, index) => {
    const policy = policies.filter((fault) => fault.index === index).map(({ rule }) => rule);
    return [...nameFaults(path, index), ...policy].map((rule) => ({ rule, certificate }));
  });
  return [...faults, ...statements];
}
