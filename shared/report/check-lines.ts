import type { Language } from "../words/language.ts";
import { type Outcome, outcomes } from "../words/outcome.ts";
import { reportWords } from "../words/report-words.ts";
import { fill } from "../words/sentence.ts";
import { spoken } from "./headline.ts";
import type { CheckJson } from "./verdict-json.ts";

/** Outcomes in plain text: a mark with a shape of its own, never colour alone. */
export const marks: Readonly<Record<Outcome, string>> = {
  passed: "[+]",
  failed: "[x]",
  indeterminate: "[?]",
  nothing_to_verify: "[-]",
};

/** What the reader asked about, and is answered also where all agrees: which member a loose file is. */
const answers: ReadonlySet<string> = new Set(["FILE_IS_MEMBER"]);

/** A heading and the lines below it: all checks, or what is open first, then answers, and the rest counted by subject. */
export function checkLines(
  checks: readonly CheckJson[],
  language: Language,
  all: boolean,
): readonly [string, readonly string[]] {
  if (all) {
    const heading = fill(reportWords.allChecks[language], language, { count: checks.length });
    return [heading, checks.flatMap((check) => checkLine(check, language))];
  }
  const told = [...openFirst(checks), ...answering(checks)];
  const said = new Set(told);
  const rest = checks.filter((check) => !said.has(check));
  return [
    reportWords.checks[language],
    [...told.flatMap((check) => checkLine(check, language)), ...agreeing(rest, language)],
  ];
}

/** The answers on loose files that an input gives, a line each. */
export function answerLines(checks: readonly CheckJson[], language: Language): readonly string[] {
  return answering(checks).flatMap((check) => checkLine(check, language));
}

function answering(checks: readonly CheckJson[]): readonly CheckJson[] {
  return checks.filter(({ code, outcome }) => outcome === "passed" && answers.has(code));
}

function openFirst(checks: readonly CheckJson[]): readonly CheckJson[] {
  return checks.filter(({ outcome }) => outcome !== "passed").sort(worstFirst);
}

/** As many of what agrees are said in words; a comparison of ten thousand inputs finds as many again. */
const mostAgreeing = 50;

/** What several inputs say of each other, each in words: what is open first, and what agrees up to a bound unless all is asked for. */
export function comparisonLines(
  checks: readonly CheckJson[],
  language: Language,
  all: boolean,
): readonly string[] {
  const agreeing = checks.filter(({ outcome }) => outcome === "passed");
  const shown = all ? agreeing : agreeing.slice(0, mostAgreeing);
  const more = agreeing.length - shown.length;
  return [
    ...[...openFirst(checks), ...shown].flatMap((check) => checkLine(check, language)),
    ...(more === 0 ? [] : [`… ${fill(reportWords.more[language], language, { count: more })}`]),
  ];
}

/** Required before shown, failed before the rest; the order within stays that of the examination. */
function worstFirst(left: CheckJson, right: CheckJson): number {
  const required = Number(right.required) - Number(left.required);
  return required === 0
    ? outcomes.indexOf(left.outcome) - outcomes.indexOf(right.outcome)
    : required;
}

function checkLine(check: CheckJson, language: Language): readonly string[] {
  const { sentence, next } = spoken(check, language);
  const subject = check.subject === "" ? "" : `${check.subject}: `;
  const shown = check.required ? "" : reportWords.shown[language];
  const line = `${marks[check.outcome]} ${check.code}  ${subject}${sentence}${shown}`;
  return check.outcome === "passed" || next === "" ? [line] : [line, `      → ${next}`];
}

function agreeing(checks: readonly CheckJson[], language: Language): readonly string[] {
  const counts = new Map<string, number>();
  for (const { outcome, subject } of checks)
    if (outcome === "passed") counts.set(subject, (counts.get(subject) ?? 0) + 1);
  return [...counts].map(([subject, count]) => {
    const group = subject === "" ? reportWords.whole[language] : subject;
    return `${marks.passed} ${fill(reportWords.agree[language], language, { group, count })}`;
  });
}
