import { readFile, stat } from "node:fs/promises";
import { fail, type Result } from "../../shared/bytes/result.ts";
import type { Policy } from "../../shared/verification/policy.ts";
import { maxPolicyBytes, parsePolicy } from "../../shared/verification/policy-file.ts";
import { fault, type Fault } from "../../shared/words/faults/fault.ts";
import type { NamedFile } from "./named-file.ts";

/** Reads a policy file of at most 64 KiB. What is none is `POLICY_REFUSED`, with the rule that it breaks. */
export async function loadPolicy({ path, name }: NamedFile): Promise<Result<Policy, Fault>> {
  const refused = (rule: string) => fail(fault("POLICY_REFUSED", { file: name, rule }));
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() !== true) return refused("not-a-file");
  if (found.size > maxPolicyBytes) return refused("policy-too-large");
  const bytes = await readFile(path).catch(() => undefined);
  if (bytes === undefined) return refused("unreadable");
  const policy = parsePolicy(new Uint8Array(bytes));
  return policy.ok ? policy : refused(policy.fault.rule);
}
