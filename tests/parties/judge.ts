import { memorySource } from "../../shared/digest/memory-source.ts";
import { verifySignature } from "../../shared/signature/verify-signature.ts";
import type { TrustStore } from "../../shared/trust/trust-store.ts";
import { defaultPolicy } from "../../shared/verification/policy.ts";
import type { Verdict } from "../../shared/verification/verdict.ts";
import { verifyInput } from "../../shared/verification/verify-input.ts";
import type { VerifyOptions } from "../../shared/verification/verify-options.ts";
import { judgedAt } from "./package.ts";

/** The verdict of a verifier with this trust, a day after capture. */
export function judge(
  bytes: Uint8Array,
  trust: TrustStore,
  wishes: Partial<VerifyOptions> = {},
): Promise<Verdict> {
  return verifyInput(memorySource(bytes), {
    trust,
    now: judgedAt,
    policy: defaultPolicy,
    verify: verifySignature,
    ...wishes,
  });
}

/** The codes of required checks with this outcome, each once, sorted. */
export function codesOf(verdict: Verdict, outcome: Verdict["outcome"]): readonly string[] {
  const codes = verdict.checks
    .filter((check) => check.required && check.outcome === outcome)
    .map(({ code }) => code);
  return [...new Set(codes)].sort();
}
