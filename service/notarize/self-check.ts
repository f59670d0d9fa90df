import { basename } from "node:path";
import { verifySignature } from "../../platform/signatures/verify-signature.ts";
import type { UnixMs } from "../../shared/bytes/civil-time.ts";
import { defaultPolicy } from "../../shared/verification/policy.ts";
import { loadTrust } from "../trust/trust-folder.ts";
import { judgeFile } from "../verify/judge-file.ts";
import type { Vault } from "../vault/vault.ts";
import { StepRefused } from "./step-refused.ts";
import type { SelfCheck, StepPorts } from "./steps/step-ports.ts";

/** Judges a finished package as anybody's `verify` would, with this home's trust and every check counted. */
export function selfCheckOf(vault: Vault, clock: () => UnixMs): StepPorts["selfCheck"] {
  return async (path, signal) => {
    const trust = await loadTrust(vault.paths.trust);
    if (!trust.ok) throw new StepRefused(trust.fault);
    const options = {
      trust: trust.value,
      now: clock(),
      policy: defaultPolicy,
      verify: verifySignature,
    };
    const verdict = await judgeFile({ path, name: basename(path) }, options, { signal });
    signal.throwIfAborted();
    const codes = (outcome: string): readonly string[] => [
      ...new Set(
        verdict.checks.filter((check) => check.outcome === outcome).map(({ code }) => code),
      ),
    ];
    const found: SelfCheck = {
      outcome: verdict.outcome,
      practice: verdict.practice,
      failed: codes("failed"),
      open: codes("indeterminate"),
    };
    return found;
  };
}
