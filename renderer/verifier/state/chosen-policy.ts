import { defaultPolicy, type Policy } from "../../../shared/verification/policy.ts";
import {
  maxPolicyBytes,
  parsePolicy,
  policyDigest,
} from "../../../shared/verification/policy-file.ts";
import type { Refused } from "./trust-files.ts";

/** By which policy the page judges. */
export interface ChosenPolicy {
  readonly policy: Policy;
  /** Null for the default one. */
  readonly file: { readonly name: string; readonly digest: string } | null;
}

export const chosenByDefault: ChosenPolicy = { policy: defaultPolicy, file: null };

/** Reads a policy file of at most 64 KiB, or says which rule it breaks. */
export async function readPolicyFile(file: File): Promise<ChosenPolicy | Refused> {
  const { name } = file;
  if (file.size > maxPolicyBytes) return { name, rule: "policy-too-large" };
  const buffer = await file.arrayBuffer().catch(() => undefined);
  if (buffer === undefined) return { name, rule: "unreadable" };
  const read = parsePolicy(new Uint8Array(buffer));
  if (!read.ok) return { name, rule: read.fault.rule };
  const policy = read.value;
  return { policy, file: { name: policy.name, digest: policyDigest(policy) } };
}
