/** Reasons by their CRLReason number (RFC 5280 5.3.1); 7 is not used. */
const reasons = [
  "unspecified",
  "keyCompromise",
  "cACompromise",
  "affiliationChanged",
  "superseded",
  "cessationOfOperation",
  "certificateHold",
  undefined,
  "removeFromCRL",
  "privilegeWithdrawn",
  "aACompromise",
] as const;
export type RevocationReason = Exclude<(typeof reasons)[number], undefined>;

/** The reason with this number; undefined for a number without one. */
export function reasonOfNumber(number: number): RevocationReason | undefined {
  return reasons[number];
}

/** The CRLReason number of a reason. */
export function numberOfReason(reason: RevocationReason): number {
  return reasons.indexOf(reason);
}

const leavesEarlierValid: ReadonlySet<RevocationReason> = new Set([
  "unspecified",
  "affiliationChanged",
  "superseded",
  "cessationOfOperation",
]);

/**
 * Whether signatures made before a revocation stand: only for a stated reason that does not doubt the
 * key. Any other reason, and none at all, takes every signature with it (RFC 3161 section 4).
 */
export function leavesEarlierSignaturesValid(reason: RevocationReason | undefined): boolean {
  return reason !== undefined && leavesEarlierValid.has(reason);
}
