import { labelled, type Language } from "../words/language.ts";
import { shownNames } from "../words/name-list.ts";
import { outcomes, outcomeWords } from "../words/outcome.ts";
import { reportWords } from "../words/report-words.ts";
import { fill } from "../words/sentence.ts";
import { answerLines, comparisonLines, marks } from "./check-lines.ts";
import { harmless, verdictText } from "./verdict-text.ts";
import type { ComparisonJson, VerifyJson } from "./verify-json.ts";

/**
 * The answer on everything that was given, as plain text. One input: its verdict. Several: how many have which outcome,
 * a line each, what they say of each other, and then the verdicts that are not passed; all of them with `all`.
 */
export function verifyText(verified: VerifyJson, language: Language, all = false): string {
  const { packages, comparison } = verified;
  const [only, another] = packages;
  if (only !== undefined && another === undefined) return verdictText(only, language, all);
  const shown = packages.filter(({ outcome }) => all || outcome !== "passed");
  return [
    ...summary(verified, language),
    ...(comparison === null ? [] : compared(comparison, language, all)),
    ...shown.map((verdict) => `\n${verdictText(verdict, language, all)}`),
  ].join("\n");
}

function summary({ outcome, packages }: VerifyJson, language: Language): readonly string[] {
  const counts = outcomes.flatMap((one) => {
    const count = packages.filter((verdict) => verdict.outcome === one).length;
    return count === 0 ? [] : [`${outcomeWords[one].name[language]} ${String(count)}`];
  });
  const word = outcomeWords[outcome].name[language];
  const total = fill(reportWords.inputs[language], language, { count: packages.length });
  const force = packages.some(({ practice }) => practice)
    ? [reportWords.practiceAmong[language]]
    : [];
  return [
    [
      `${marks[outcome]} ${word}`,
      labelled(total, shownNames(counts, language), language),
      ...force,
    ].join(" · "),
    "",
    ...packages.flatMap(({ outcome: one, path, practice, facts, checks }) =>
      [
        [
          `${marks[one]} ${path}`,
          facts.number ?? "",
          practice ? reportWords.practice[language] : "",
        ]
          .filter((part) => part !== "")
          .join("  "),
        ...(one === "passed" ? answerLines(checks, language) : []).map((line) => `    ${line}`),
      ].map(harmless),
    ),
  ];
}

function compared({ checks }: ComparisonJson, language: Language, all: boolean): readonly string[] {
  if (checks.length === 0) return [];
  const lines = comparisonLines(checks, language, all);
  return ["", reportWords.comparison[language], ...lines.map((line) => `  ${harmless(line)}`)];
}
