import { parseTime } from "../../bytes/civil-time.ts";
import { checks as catalogue, isCheckCode } from "../../words/checks/catalogue.ts";
import type { Language, Words } from "../../words/language.ts";
import { showTime } from "../../words/moments.ts";
import { reportLabels } from "../../words/report-labels.ts";
import { fill } from "../../words/sentence.ts";
import { timeStateText } from "../../words/time-states.ts";
import type { SlotValue } from "../../words/slots.ts";
import { spoken } from "../headline.ts";
import type { CheckJson, VerdictJson } from "../verdict-json.ts";
import { placeOf, stepOf } from "./check-place.ts";
import type { Block, Column, Fact, ReportedCheck, SectionId } from "./report-document.ts";

/** What a section is made from. */
export interface Telling {
  readonly verdict: VerdictJson;
  readonly language: Language;
}

export function paragraph(
  text: string,
  tone: "plain" | "strong" | "note" = "plain",
): Extract<Block, { kind: "paragraph" }> {
  return { kind: "paragraph", text, tone };
}

/** Words with their slots filled. */
export function say(
  words: Words,
  language: Language,
  data: Readonly<Record<string, SlotValue>> = {},
): string {
  return fill(words[language], language, data);
}

/** 北京时间 with UTC beside it, of a time in our JSON; the text itself where it is none. */
export function timeText(time: string, language: Language): string {
  const at = parseTime(time);
  return at === undefined ? time : showTime(at, language);
}

/** A time that a proof states, with what it is worth where it is not proven. */
export function attestedText(
  time: string | null,
  { state, code }: VerdictJson["facts"]["timeline"][number]["standing"],
  language: Language,
): string {
  if (time === null) return "—";
  const at = timeText(time, language);
  return state === "proven" ? at : `${at} · ${timeStateText(state, code, language)}`;
}

/** A row for each value that is there. */
export function facts(
  rows: readonly (readonly [Words, string | null | undefined, "exact"?])[],
  language: Language,
): Block {
  return {
    kind: "facts",
    rows: rows.flatMap(([label, value, exact]): readonly Fact[] =>
      value === null || value === undefined || value === ""
        ? []
        : [{ label: label[language], value, ...(exact === undefined ? {} : { exact: true }) }],
    ),
  };
}

/** A table; nothing where it would have no row. */
export function table(
  caption: string,
  columns: readonly (readonly [Words, number, "exact"?])[],
  rows: readonly (readonly string[])[],
  language: Language,
): readonly Block[] {
  if (rows.length === 0) return [];
  const heads = columns.map(
    ([heading, share, exact]): Column => ({
      heading: heading[language],
      share,
      ...(exact === undefined ? {} : { exact: true }),
    }),
  );
  return [{ kind: "table", caption, columns: heads, rows }];
}

/** A check with outcome, code, sentence, what to do next, clause and the step that repeats it. */
export function reportedCheck(
  check: CheckJson,
  language: Language,
  ofPackage: boolean,
): ReportedCheck {
  const { code, outcome, required, subject } = check;
  const { sentence, next } = spoken(check, language);
  const step = ofPackage ? stepOf(code) : undefined;
  return {
    code,
    outcome,
    required,
    subject,
    sentence,
    cause: isCheckCode(code) ? catalogue[code].cause[language] : "",
    next: outcome === "passed" ? "" : next,
    clause: isCheckCode(code) ? catalogue[code].clause : "",
    repeat: step === undefined ? "" : say(reportLabels.step, language, { n: step }),
  };
}

/** All checks that belong in a section, each of them; nothing where there is none. */
export function checksOf(section: SectionId, { verdict, language }: Telling): readonly Block[] {
  const ofPackage = verdict.facts.format === "package";
  const checks = verdict.checks
    .filter(({ code }) => placeOf(code) === section)
    .map((check) => reportedCheck(check, language, ofPackage));
  if (checks.length === 0) return [];
  const caption = say(reportLabels.checks, language, { count: checks.length });
  return [{ kind: "checks", caption, checks }];
}
