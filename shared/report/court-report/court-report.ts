import { formatTime, parseTime } from "../../bytes/civil-time.ts";
import type { Language } from "../../words/language.ts";
import { outcomeWords } from "../../words/outcome.ts";
import { commandWords } from "../../words/report-commands.ts";
import { reportLabels } from "../../words/report-labels.ts";
import { provisions } from "../../words/report-points.ts";
import { reportHeadings, reportSentences } from "../../words/report-sections.ts";
import { fixedLines } from "../../words/fixed-lines.ts";
import type { VerdictJson } from "../verdict-json.ts";
import type { VerifyJson } from "../verify-json.ts";
import { comparisonTables } from "./comparison-tables.ts";
import { withoutDanger } from "./harmless-document.ts";
import { fileNameOf, repeatCommands } from "./repeat-commands.ts";
import { requests } from "./requests.ts";
import { pointBlock } from "./review-point.ts";
import { basics, conclusion, parties } from "./sections-front.ts";
import { before, custody, registration } from "./sections-kept.ts";
import { environment, integrity, time } from "./sections-proof.ts";
import {
  type Block,
  type ReportDocument,
  type ReportPart,
  type Section,
  type SectionId,
  sectionIds,
} from "./report-document.ts";
import { checksOf, paragraph, reportedCheck, say, table, type Telling } from "./told.ts";

/**
 * The report for a court on what `verify --json` says: one part an input, its sections in the order in which a court
 * reviews, and for several inputs their comparison before them. Pure: the same result gives the same document.
 * Text from the inputs comes out with every control and direction character shown as its code point.
 */
export function courtReport(result: VerifyJson, language: Language): ReportDocument {
  const practice = result.packages.some((verdict) => verdict.practice);
  const [only] = result.packages;
  const single = result.packages.length === 1 && only !== undefined;
  const name = single
    ? (only.facts.number ?? fileNameOf(only.path))
    : say(reportSentences.several, language, { count: result.packages.length });
  const at = say(reportSentences.judgedAt, language, { at: parseTime(result.at) ?? result.at });
  return withoutDanger({
    format: "cunzhen-report/1",
    language,
    title: reportSentences.title[language],
    outcome: result.outcome,
    practice,
    watermark: practice ? reportSentences.watermark[language] : "",
    at: result.at,
    running: `${name} · ${at}`,
    front: single ? [] : front(result, language),
    parts: result.packages.map((verdict) => part(verdict, result, language)),
  });
}

/** The inputs with their verdicts, and what they say of each other: never which one is true. */
function front(result: VerifyJson, language: Language): readonly Block[] {
  const { comparison } = result;
  return [
    {
      kind: "verdict",
      outcome: result.outcome,
      practice: result.packages.some((verdict) => verdict.practice),
      word: outcomeWords[result.outcome].name[language],
      sentence: say(
        result.packages.some(({ outcome }) => outcome === result.outcome)
          ? reportSentences.worstOfAll
          : reportSentences.worstIsComparison,
        language,
      ),
      next: "",
    },
    ...table(
      say(reportLabels.inputs, language),
      [
        [reportLabels.file, 0.5],
        [reportLabels.number, 0.26, "exact"],
        [reportLabels.outcome, 0.24],
      ],
      result.packages.map(({ path, outcome, facts: { number } }) => [
        path,
        number ?? "—",
        outcomeWords[outcome].name[language],
      ]),
      language,
    ),
    ...(comparison === null
      ? []
      : [
          { kind: "heading" as const, text: say(reportLabels.comparison, language) },
          paragraph(say(reportSentences.neverTrue, language), "note"),
          ...comparisonTables(comparison.facts, language),
          {
            kind: "checks" as const,
            caption: say(reportLabels.checksOfComparison, language, {
              count: comparison.checks.length,
            }),
            checks: comparison.checks.map((check) => reportedCheck(check, language, false)),
          },
        ]),
  ];
}

function part(verdict: VerdictJson, result: VerifyJson, language: Language): ReportPart {
  const telling: Telling = { verdict, language };
  const blocks: Readonly<Record<SectionId, () => readonly Block[]>> = {
    conclusion: () => conclusion(telling, result),
    basics: () => basics(telling),
    parties: () => parties(telling),
    environment: () => environment(telling),
    integrity: () => integrity(telling),
    time: () => time(telling),
    registration: () => registration(telling),
    custody: () => custody(telling),
    before: () => before(telling),
    repeat: () => repeat(telling, result),
    limits: () => limits(telling, result),
  };
  return {
    path: verdict.path,
    heading: fileNameOf(verdict.path),
    number: verdict.facts.number,
    outcome: verdict.outcome,
    practice: verdict.practice,
    sections: sectionIds.map(
      (id): Section => ({
        id,
        heading: reportHeadings[id][language],
        blocks: blocks[id]().filter((block) => block.kind !== "facts" || block.rows.length > 0),
      }),
    ),
  };
}

/** 复核方法: the commands, and a letter to whoever can settle what is open. */
function repeat(telling: Telling, result: VerifyJson): readonly Block[] {
  const { verdict, language } = telling;
  const commands = repeatCommands(verdict, language);
  const letters = requests({ verdict, at: result.at }, language);
  return [
    pointBlock("verifiable", verdict, language),
    paragraph(say(commands.length === 0 ? commandWords.nothing : commandWords.note, language)),
    ...commands,
    { kind: "heading", text: say(reportLabels.requests, language) },
    ...(letters.length > 0
      ? letters
      : [
          paragraph(
            say(
              verdict.practice ? reportSentences.practiceRequests : reportSentences.noRequests,
              language,
            ),
          ),
        ]),
    ...checksOf("repeat", telling),
  ];
}

/** 局限与声明. */
function limits({ verdict, language }: Telling, result: VerifyJson): readonly Block[] {
  return [
    {
      kind: "list",
      items: [
        ...(verdict.practice ? [fixedLines.practice[language]] : []),
        verdict.outcome === "passed"
          ? fixedLines.limits[language]
          : say(reportSentences.atMost, language),
        fixedLines.claimed[language],
        ...(verdict.facts.receipt === null ? [] : [fixedLines.cosignature[language]]),
        say(reportSentences.policyRest, language),
        say(reportSentences.ends, language),
        say(reportSentences.notLegalAdvice, language),
      ],
    },
    { kind: "heading", text: say(reportLabels.provisionsCited, language) },
    { kind: "list", items: provisions.map((each) => each[language]) },
    ...trusted(result, language),
  ];
}

/** The roots and networks that the verifier's owner had accepted. */
function trusted({ trust }: VerifyJson, language: Language): readonly Block[] {
  return table(
    say(reportLabels.accepted, language),
    [
      [reportLabels.name, 0.3],
      [reportLabels.sha256, 0.46, "exact"],
      [reportLabels.source, 0.24],
    ],
    [...trust.roots, ...trust.networks].map(({ name, digest, source }) => [name, digest, source]),
    language,
  );
}

/** The JSON form: the document itself, two spaces deep, one newline at its end. */
export function reportJson(report: ReportDocument): string {
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

/** The moment at which was judged, in milliseconds. Throws for a document whose time is none. */
export function reportMoment(report: ReportDocument): number {
  const at = parseTime(report.at);
  if (at === undefined || formatTime(at) !== report.at) throw new Error("the report has no time");
  return at;
}
