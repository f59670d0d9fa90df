import { formatTime, parseTime } from "../bytes/civil-time.ts";
import { isCheckCode } from "../words/checks/catalogue.ts";
import { headlines } from "../words/headlines.ts";
import type { Language, Words } from "../words/language.ts";
import { type Outcome, outcomeWords } from "../words/outcome.ts";
import { fill, groupedDigest, nextStep, sentence } from "../words/sentence.ts";
import { verdictWords } from "../words/ui/verdict.ts";
import type { CheckJson, VerdictJson } from "./verdict-json.ts";

/** What a reader sees first: one sentence, and the step that would settle it ("" where none is left to take). */
export interface Headline {
  readonly sentence: string;
  readonly next: string;
}

/** The sentence of the verdict, with its facts. Practice says so itself, whatever else is true. */
export function headline(verdict: VerdictJson, language: Language): Headline {
  switch (verdict.outcome) {
    case "passed":
      return passed(verdict, language);
    case "failed":
      return failed(verdict, language);
    case "indeterminate":
      return indeterminate(verdict, language);
    case "nothing_to_verify":
      return told(headlines.nothing[language], worst(verdict, "nothing_to_verify"), language);
  }
}

/** The few words above the sentence. A practised package never says 核验通过 alone. */
export function headlineOf({
  outcome,
  practice,
}: Pick<VerdictJson, "outcome" | "practice">): Words {
  return outcome === "passed" && practice
    ? verdictWords.practicePassed
    : outcomeWords[outcome].name;
}

/** The headline without the few words, where they stand above it already. */
export function reasonOf(verdict: VerdictJson, language: Language): Headline {
  const { sentence: whole, next } = headline(verdict, language);
  const above = headlineOf(verdict)[language];
  const rest = whole.startsWith(above) ? whole.slice(above.length) : whole;
  const text = rest.replace(/^[：:]\s*/u, "");
  return { sentence: text.slice(0, 1).toUpperCase() + text.slice(1), next };
}

/** A moment that is proven for everything in an input, and who proves it. */
interface ProvenTime {
  /** RFC 3339. */
  readonly time: string;
  readonly authority: string;
}

/**
 * The earliest moment that is proven for everything in the input: of a container of other software, whose tokens may
 * each be about some of its files, what the check on times found; else the earliest proven token, the closing one left
 * out. Nothing is proven of an input that failed: its token may be about other bytes.
 */
export function earliestStamp(verdict: VerdictJson): ProvenTime | undefined {
  const { outcome, checks, facts } = verdict;
  if (outcome === "failed") return undefined;
  if (facts.format === "asic-e" || facts.format === "asic-s") {
    const { time, by } = checks.find(({ code }) => code === "FOREIGN_EXISTED_BY")?.data ?? {};
    return typeof time === "number" ? { time: formatTime(time), authority: String(by) } : undefined;
  }
  let earliest: ProvenTime | undefined;
  for (const token of facts.timestamps)
    if (
      token.standing.state === "proven" &&
      !token.closing &&
      (earliest === undefined || token.time < earliest.time)
    )
      earliest = token;
  return earliest;
}

function passed(verdict: VerdictJson, language: Language): Headline {
  if (verdict.practice) return { sentence: headlines.practicePassed[language], next: "" };
  if (verdict.facts.format !== "package") return passedOther(verdict, language);
  const stamp = earliestStamp(verdict);
  const { receipt } = verdict.facts;
  const cosigned =
    receipt?.standing.state !== "proven"
      ? ""
      : fill(headlines.cosigned[language], language, {
          institutions: receipt.institutions,
          cosigners: receipt.cosignatures.length,
        });
  const data = {
    existedBy: parseTime(stamp?.time ?? "") ?? 0,
    authority: stamp?.authority ?? "",
    cosigned,
  };
  return { sentence: fill(headlines.passed[language], language, data), next: "" };
}

/** A container of other software, a bare token, receipt or record: whichever proof reaches furthest back. */
function passedOther(verdict: VerdictJson, language: Language): Headline {
  const { format, evidenceRecords, receipt } = verdict.facts;
  const stamp = earliestStamp(verdict);
  const proofs = stamp === undefined ? [] : [{ time: stamp.time, by: stamp.authority }];
  if (format === "evidence-record")
    for (const { existedBy, file } of evidenceRecords)
      if (existedBy !== null) proofs.push({ time: existedBy, by: file });
  if (receipt !== null && receipt.existedBy !== null)
    proofs.push({ time: receipt.existedBy, by: receipt.origin });
  const [first] = proofs.sort((a, b) => (a.time < b.time ? -1 : 1));
  const existedBy = parseTime(first?.time ?? "");
  if (first === undefined || existedBy === undefined)
    return { sentence: headlines.passedUntimed[language], next: "" };
  const data = { existedBy, by: first.by };
  return { sentence: fill(headlines.passedOther[language], language, data), next: "" };
}

function failed(verdict: VerdictJson, language: Language): Headline {
  const changed = changedMembers(verdict);
  const [first] = changed;
  const against = verdict.checks.filter((check) => check.required && check.outcome === "failed");
  if (first === undefined) {
    const [check] = against;
    // Whoever asks about a loose file is answered about that file; the package itself may be sound.
    if (check?.code === "FILE_NOT_MEMBER") return { ...spoken(check, language) };
    return told(headlines.failed[language], check, language);
  }
  const others = verdict.facts.members.length - changed.length;
  const data = { member: first, others };
  const said = others === 0 ? headlines.onlyMemberChanged : headlines.memberChanged;
  return { sentence: fill(said[language], language, data), next: "" };
}

/** Names of members that differ from what was sealed, as their owners called them. */
function changedMembers({ checks, facts }: VerdictJson): readonly string[] {
  const changed = new Set(
    checks.filter(({ code }) => code === "ENTRY_CHANGED").map(({ subject }) => subject),
  );
  return facts.members.filter(({ path }) => changed.has(path)).map((member) => member.originalName);
}

function indeterminate(verdict: VerdictJson, language: Language): Headline {
  const has = (code: string) => verdict.checks.find((check) => check.code === code);
  if (has("PRACTICE_NETWORK") !== undefined)
    return { sentence: headlines.practiceStranger[language], next: "" };
  const network = has("UNKNOWN_NETWORK");
  if (network === undefined)
    return told(headlines.indeterminate[language], worst(verdict, "indeterminate"), language);
  const digest = groupedDigest(String(network.data["digest"] ?? ""));
  const name = `${String(network.data["name"] ?? "")} (${String(network.data["origin"] ?? "")})`;
  return {
    sentence: fill(headlines.unknownNetwork[language], language, { name, digest }),
    next: "",
  };
}

function worst({ checks }: VerdictJson, outcome: Outcome): CheckJson | undefined {
  return checks.find((check) => check.required && check.outcome === outcome);
}

function told(template: string, check: CheckJson | undefined, language: Language): Headline {
  if (check === undefined)
    return { sentence: fill(template, language, { sentence: "" }), next: "" };
  const { sentence: said, next } = spoken(check, language);
  return { sentence: fill(template, language, { sentence: said }), next };
}

/** A check said in the reader's language, whatever language its message came in. */
export function spoken({ code, message, data }: CheckJson, language: Language): Headline {
  if (!isCheckCode(code)) return { sentence: message, next: "" };
  return { sentence: sentence(code, language, data), next: nextStep(code, language, data) };
}
