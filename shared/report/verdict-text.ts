import { parseTime } from "../bytes/civil-time.ts";
import { fixedLines } from "../words/fixed-lines.ts";
import { labelled, type Language } from "../words/language.ts";
import { showTime } from "../words/moments.ts";
import { reportWords } from "../words/report-words.ts";
import { fill } from "../words/sentence.ts";
import { timeStateText } from "../words/time-states.ts";
import { assuranceWords, kindWords, partyRoleWords, roleWords, wordFor } from "../words/terms.ts";
import { checkLines, marks } from "./check-lines.ts";
import { groupedDigest } from "../words/sentence.ts";
import { earliestStamp, headline } from "./headline.ts";
import type { VerdictJson } from "./verdict-json.ts";

const shownMembers = 10;

/**
 * The verdict on one package as plain text: the conclusion and the next step, the evidence and who made it,
 * times with their gaps, cosignatures, members, checks, limits. Control and direction characters of names
 * from the package are made harmless.
 *
 * @param all every check and member on a line of its own; else what agrees is counted by subject, and what
 *   does not stands first, with what to do about it
 */
export function verdictText(verdict: VerdictJson, language: Language, all = false): string {
  const sections = [
    conclusion(verdict, language),
    basics(verdict, language),
    times(verdict, language),
    registration(verdict, language),
    members(verdict, language, all),
    titled(...checkLines(verdict.checks, language, all)),
    limits(verdict, language),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map(harmless).join("\n"))
    .join("\n\n")}\n`;
}

/** Anything that moves a cursor or turns the writing direction is shown as its code point. */
export function harmless(line: string): string {
  return line.replace(
    /[\p{Cc}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu,
    (character) =>
      `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}>`,
  );
}

function titled(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`)];
}

function conclusion(verdict: VerdictJson, language: Language): readonly string[] {
  const { sentence, next } = headline(verdict, language);
  return [
    verdict.path,
    `${marks[verdict.outcome]} ${sentence}`,
    ...(next === "" ? [] : [labelled(reportWords.next[language], next, language)]),
  ];
}

function basics(verdict: VerdictJson, language: Language): readonly string[] {
  const { facts } = verdict;
  const stamp = earliestStamp(verdict);
  const known: readonly (readonly [string, string | null])[] = [
    [reportWords.number[language], facts.number],
    [reportWords.fingerprint[language], facts.fingerprint && groupedDigest(facts.fingerprint)],
    [reportWords.title[language], facts.title],
    [reportWords.kind[language], facts.kind && wordFor(kindWords, facts.kind, language)],
    [reportWords.purpose[language], facts.purpose],
    [reportWords.existedBy[language], stamp === undefined ? null : shownTime(stamp.time, language)],
  ];
  const lines = known.flatMap(([label, value]) =>
    value === null ? [] : [labelled(label, value, language)],
  );
  return titled(reportWords.basics[language], [...lines, ...parties(verdict, language)]);
}

function parties({ facts }: VerdictJson, language: Language): readonly string[] {
  const lines = facts.parties.map(({ role, name, assurance }) =>
    labelled(
      capital(wordFor(partyRoleWords, role, language)),
      `${name}${bracketed(wordFor(assuranceWords, assurance, language), language)}`,
      language,
    ),
  );
  if (facts.signer !== null) {
    const { name, issuer, selfDeclared } = facts.signer;
    const shown = fill(reportWords.issuedBy[language], language, { name, issuer });
    lines.push(labelled(reportWords.signer[language], shown, language));
    if (selfDeclared) lines.push(fixedLines.selfDeclared[language]);
  }
  return lines;
}

/** As a line begins. */
function capital(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

function bracketed(words: string, language: Language): string {
  return language === "zh" ? `（${words}）` : ` (${words})`;
}

function members({ facts }: VerdictJson, language: Language, all: boolean): readonly string[] {
  const lines = facts.members
    .slice(0, all ? facts.members.length : shownMembers)
    .map(({ path, size, sha256 }) => `${path}  ${String(size)} B  ${sha256 ?? "-"}`);
  const count = facts.members.length - lines.length;
  if (count > 0) lines.push(fill(reportWords.moreMembers[language], language, { count }));
  return titled(reportWords.members[language], lines);
}

function shownTime(time: string, language: Language): string {
  const at = parseTime(time);
  return at === undefined ? time : showTime(at, language);
}

function times({ facts }: VerdictJson, language: Language): readonly string[] {
  const lines = facts.timeline.map(({ event, time, standing, by }) => {
    const how = timeStateText(standing.state, standing.code, language);
    const told = `${shownTime(time, language)} · ${how} · ${by}`;
    return labelled(capital(reportWords[event][language]), told, language);
  });
  const { captureToStamp, stampToRegistration } = facts.gaps;
  if (captureToStamp !== null)
    lines.push(fill(reportWords.gapToStamp[language], language, { span: captureToStamp }));
  if (stampToRegistration !== null)
    lines.push(
      fill(reportWords.gapToRegistration[language], language, { span: stampToRegistration }),
    );
  return titled(reportWords.times[language], lines);
}

function registration({ facts }: VerdictJson, language: Language): readonly string[] {
  const { receipt } = facts;
  if (receipt === null) return [];
  const { origin, index, size, institutions, needed, cosignatures } = receipt;
  return titled(reportWords.registration[language], [
    fill(reportWords.leaf[language], language, { origin, index: index + 1, size }),
    fill(reportWords.quorum[language], language, {
      institutions,
      needed,
      cosigners: cosignatures.length,
    }),
    ...(receipt.trusted ? [] : [reportWords.claimedNetwork[language]]),
    ...cosignatures.map(({ institution, role, time }) =>
      labelled(
        capital(wordFor(roleWords, role, language)),
        `${institution} · ${shownTime(time, language)}`,
        language,
      ),
    ),
  ]);
}

function limits({ facts, practice }: VerdictJson, language: Language): readonly string[] {
  const lines: string[] = [fixedLines.limits[language]];
  if (practice) lines.unshift(fixedLines.practice[language]);
  if (facts.receipt !== null) lines.push(fixedLines.cosignature[language]);
  if (facts.timeline.length > 0) lines.push(fixedLines.claimed[language]);
  return titled(reportWords.limits[language], lines);
}
