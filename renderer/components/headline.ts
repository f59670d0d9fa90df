import type { PackageVerdict } from "../../shared/contract/verify-result.ts";
import type { Words } from "../../shared/words/language.ts";
import { outcomeWords } from "../../shared/words/outcome.ts";
import { verdictWords } from "../../shared/words/ui/verdict.ts";

/** The few words at the top. A practised package never says 核验通过 alone. */
export function headlineOf(verdict: Pick<PackageVerdict, "outcome" | "practice">): Words {
  return verdict.outcome === "passed" && verdict.practice
    ? verdictWords.practicePassed
    : outcomeWords[verdict.outcome].name;
}

/** The token that proves the earliest time among the trusted ones: "existed no later than" rests on it. */
export function earliestProof(verdict: PackageVerdict) {
  const [first] = verdict.facts.timestamps
    .filter((timestamp) => timestamp.trusted && !timestamp.closing)
    .sort((left, right) => Date.parse(left.time) - Date.parse(right.time));
  return first;
}
