import { type FileSourceOptions, openFileSource } from "../../platform/hashing/file-source.ts";
import { noFacts } from "../../shared/verification/facts.ts";
import { judge, overallOutcome, type Policy } from "../../shared/verification/policy.ts";
import { type Finding, finding, type Verdict } from "../../shared/verification/verdict.ts";
import { verifyInput } from "../../shared/verification/verify-input.ts";
import type { VerifyOptions } from "../../shared/verification/verify-options.ts";
import type { NamedFile } from "./named-file.ts";

/** Judges one file on this machine. One that cannot be opened is `SOURCE_UNREADABLE`; never rejects. */
export async function judgeFile(
  { path, name }: NamedFile,
  options: VerifyOptions,
  reading: FileSourceOptions = {},
): Promise<Verdict> {
  const source = await openFileSource(path, reading).catch(() => undefined);
  if (source === undefined) {
    return openVerdict(finding("SOURCE_UNREADABLE", name, { file: name }), options.policy);
  }
  try {
    return await verifyInput(source, options);
  } finally {
    await source.close();
  }
}

/** The verdict on a file of which nothing but this could be found. */
export function openVerdict(found: Finding, policy: Policy): Verdict {
  const checks = judge([found], policy);
  const outcome = overallOutcome(checks);
  return { outcome, practice: false, policy: policy.name, checks, facts: noFacts };
}
