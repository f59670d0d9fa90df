import type { Planned } from "../../evidence/descriptor.ts";
import { type Finding, finding } from "../verdict.ts";

const subject = "evidence.json";

/** What is there of what was planned. */
export interface PresentProofs {
  /** Distinct signers of sound tokens over the sealed payload, the closing token left out. */
  readonly tokens: number;
  /** Numbers of the tokens over the sealed payload, each that of a planned authority; none in a batch. */
  readonly numbers: readonly number[];
  /** The receipt's origin and the SHA-256 of the policy.txt beside it; null when the package has no receipt. */
  readonly receipt: { readonly origin: string; readonly policyDigest: string } | null;
}

/** Compares what the operator set out to obtain, sealed in evidence.json, with what the package holds. */
export function checkPlan(planned: Planned, present: PresentProofs): readonly Finding[] {
  const findings = [...missingTokens(planned, present.tokens), ...receiptDiffers(planned, present)];
  const absent = absentAuthorities(planned, present);
  if (findings.length > 0) return [...findings, ...absent];
  const { needed, network } = planned;
  return [finding("PLAN_KEPT", subject, { needed, network: network ?? "-" }), ...absent];
}

/** Token n belongs to the n-th planned authority; one beyond the needed number may be absent, and that is shown. */
function absentAuthorities(
  { authorities }: Planned,
  { numbers }: PresentProofs,
): readonly Finding[] {
  const given = new Set(numbers);
  if (given.size === 0) return [];
  return authorities.flatMap((authority, at) =>
    given.has(at + 1) ? [] : [finding("PLANNED_AUTHORITY_ABSENT", subject, { authority })],
  );
}

function missingTokens({ needed }: Planned, present: number): readonly Finding[] {
  return present < needed ? [finding("PLANNED_TOKENS_MISSING", subject, { needed, present })] : [];
}

function receiptDiffers(planned: Planned, { receipt }: PresentProofs): readonly Finding[] {
  const { network, policyDigest } = planned;
  if (network === null) return [];
  if (receipt === null) return [finding("PLANNED_RECEIPT_MISSING", subject, { network })];
  if (receipt.origin !== network) {
    const data = { planned: network, present: receipt.origin };
    return [finding("PLANNED_NETWORK_DIFFERS", subject, data)];
  }
  return receipt.policyDigest === policyDigest
    ? []
    : [finding("PLANNED_POLICY_DIFFERS", subject, {})];
}
