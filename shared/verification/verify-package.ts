import type { ByteSource } from "../digest/byte-source.ts";
import { examinePackage, type PackageOptions } from "./package/examine-package.ts";
import { judge, overallOutcome, type Policy } from "./policy.ts";
import type { Verdict } from "./verdict.ts";

export interface VerifyOptions extends PackageOptions {
  readonly policy: Policy;
}

/**
 * Judges a package against the verifier's own trust store: `examinePackage` under a policy.
 *
 * @returns every check; never throws for bad evidence
 */
export async function verifyPackage(source: ByteSource, options: VerifyOptions): Promise<Verdict> {
  const { findings, practice, facts, surplus } = await examinePackage(source, options);
  const { policy } = options;
  const checks = judge(findings, policy, surplus);
  return { outcome: overallOutcome(checks), practice, policy: policy.name, checks, facts };
}
