import { type Outcome, worseOutcome } from "../../words/outcome.ts";
import { overallOutcome } from "../policy.ts";
import type { Check, Verdict } from "../verdict.ts";

/**
 * Several packages judged beside the same loose files: a file that one of them holds is no fault of the others.
 * `FILE_NOT_MEMBER` is taken from a verdict when another that is not worse than it, its loose files aside, says
 * `FILE_IS_MEMBER` of a file of that name: a container of whomever, put beside a package, does not speak for it.
 * A file that no package holds stays a fault of each.
 *
 * @param names of all loose files; a name that two of them bear says nothing of either, and is left alone
 */
export function withoutFilesElsewhere(
  verdicts: readonly Verdict[],
  names: readonly string[],
): readonly Verdict[] {
  const worth = verdicts.map(({ checks }) => overallOutcome(checks.filter(isOfItself)));
  /** What the best of those that hold it is worth. */
  const held = new Map<string, Outcome>();
  for (const [at, { checks }] of verdicts.entries()) {
    const outcome = worth[at];
    if (outcome === undefined || outcome === "failed") continue;
    for (const { code, subject } of checks)
      if (code === "FILE_IS_MEMBER" && isNoWorse(outcome, held.get(subject) ?? outcome))
        held.set(subject, outcome);
  }
  for (const name of names) {
    if (names.indexOf(name) !== names.lastIndexOf(name)) held.delete(name);
  }
  return verdicts.map((verdict, at) => {
    const own = worth[at] ?? "failed";
    return without(verdict, (name) => {
      const best = held.get(name);
      return best !== undefined && isNoWorse(best, own);
    });
  });
}

function isNoWorse(one: Outcome, other: Outcome): boolean {
  return worseOutcome(one, other) === other;
}

/** Whether a check is about the input itself and not about what lies beside it. */
function isOfItself({ code }: Check): boolean {
  return code !== "FILE_NOT_MEMBER" && code !== "FILE_IS_MEMBER";
}

function without(verdict: Verdict, isHeld: (name: string) => boolean): Verdict {
  const checks = verdict.checks.filter(
    ({ code, subject }) => code !== "FILE_NOT_MEMBER" || !isHeld(subject),
  );
  return { ...verdict, checks, outcome: overallOutcome(checks) };
}
