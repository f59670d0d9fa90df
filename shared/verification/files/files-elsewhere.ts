import { overallOutcome } from "../policy.ts";
import type { Verdict } from "../verdict.ts";

/**
 * Several packages judged beside the same loose files: a file that one of them holds is no fault of the others.
 * `FILE_NOT_MEMBER` is taken from a verdict when another, not failed, says `FILE_IS_MEMBER` of a file of that name.
 * A file that no package holds stays a fault of each.
 *
 * @param names of all loose files; a name that two of them bear says nothing of either, and is left alone
 */
export function withoutFilesElsewhere(
  verdicts: readonly Verdict[],
  names: readonly string[],
): readonly Verdict[] {
  const held = new Set<string>();
  for (const verdict of verdicts) {
    if (verdict.outcome === "failed" && !onlyFilesFail(verdict)) continue;
    for (const { code, subject } of verdict.checks) {
      if (code === "FILE_IS_MEMBER") held.add(subject);
    }
  }
  for (const name of names) {
    if (names.indexOf(name) !== names.lastIndexOf(name)) held.delete(name);
  }
  return verdicts.map((verdict) => without(verdict, held));
}

/** Whether nothing speaks against the package itself. */
function onlyFilesFail({ checks }: Verdict): boolean {
  return checks.every(({ code, outcome }) => outcome !== "failed" || code === "FILE_NOT_MEMBER");
}

function without(verdict: Verdict, held: ReadonlySet<string>): Verdict {
  const checks = verdict.checks.filter(
    ({ code, subject }) => code !== "FILE_NOT_MEMBER" || !held.has(subject),
  );
  return { ...verdict, checks, outcome: overallOutcome(checks) };
}
