import type { PackageVerdict } from "../../shared/contract/verify-result.ts";
import { headlineOf } from "../../shared/report/headline.ts";
import { verifierWords } from "../../shared/words/ui/verifier.ts";
import { verifyWords } from "../../shared/words/ui/verify.ts";
import { useSay } from "./language-context.ts";

/** Up to so many verdicts are shown whole, and told one by one; of more their numbers are. */
export const shownWhole = 5;

type Told = Pick<PackageVerdict, "path" | "outcome" | "practice">;

/** How many verdicts came to what, the most frequent first. */
export function useOutcomeCounts(verdicts: readonly Told[]): string {
  const say = useSay();
  const counts = new Map<string, number>();
  for (const verdict of verdicts) {
    const outcome = say(headlineOf(verdict));
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  }
  return [...counts]
    .sort(([, left], [, right]) => right - left)
    .map(([outcome, count]) => say(verifyWords.overviewCount, { outcome, count }))
    .join(" · ");
}

/** What a screen reader is told once all is judged: a sentence for each of a few, of many how many came to what. */
export function useAnnouncedVerdicts(verdicts: readonly Told[]): string {
  const say = useSay();
  const counts = useOutcomeCounts(verdicts);
  if (verdicts.length > shownWhole)
    return `${say(verifyWords.overview, { count: verdicts.length })}: ${counts}`;
  return verdicts
    .map((verdict) =>
      say(verifierWords.announced, { name: verdict.path, outcome: say(headlineOf(verdict)) }),
    )
    .join(" ");
}
