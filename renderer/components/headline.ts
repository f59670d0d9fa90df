import type { PackageVerdict } from "../../shared/contract/verify-result.ts";
import { headline } from "../../shared/report/headline.ts";
import type { Language, Words } from "../../shared/words/language.ts";
import { outcomeWords } from "../../shared/words/outcome.ts";
import { verdictWords } from "../../shared/words/ui/verdict.ts";

/** The few words at the top. A practised package never says 核验通过 alone. */
export function headlineOf(verdict: Pick<PackageVerdict, "outcome" | "practice">): Words {
  return verdict.outcome === "passed" && verdict.practice
    ? verdictWords.practicePassed
    : outcomeWords[verdict.outcome].name;
}

/** The sentence of the verdict without the words that already stand above it, and the step that would settle it. */
export function reasonOf(
  verdict: PackageVerdict,
  language: Language,
): { readonly sentence: string; readonly next: string } {
  const { sentence, next } = headline(verdict, language);
  const above = headlineOf(verdict)[language];
  const rest = sentence.startsWith(above) ? sentence.slice(above.length) : sentence;
  const text = rest.replace(/^[：:]\s*/u, "");
  return { sentence: text.slice(0, 1).toUpperCase() + text.slice(1), next };
}
