import type { Language } from "../../words/language.ts";
import { standingWords } from "../../words/report-labels.ts";
import { type PointId, pointSentences, reviewPoints } from "../../words/report-points.ts";
import type { CheckJson, VerdictJson } from "../verdict-json.ts";
import { placeOf } from "./check-place.ts";
import type { Block, SectionId, Standing } from "./report-document.ts";
import { say } from "./told.ts";

export const pointIds = [
  "who",
  "environment",
  "repeatable",
  "complete",
  "when",
  "kept",
  "verifiable",
  "neutral",
  "before",
] as const satisfies readonly PointId[];

/** The section that answers each point, in which it stands. */
export const sectionOfPoint: Readonly<Record<PointId, SectionId>> = {
  who: "parties",
  environment: "environment",
  repeatable: "environment",
  complete: "integrity",
  when: "time",
  kept: "custody",
  verifiable: "repeat",
  neutral: "registration",
  before: "before",
};

/** The sections whose checks decide a point; none where it rests on claims that are only shown. */
function sectionsThatDecide(id: PointId, { facts }: VerdictJson): readonly SectionId[] {
  switch (id) {
    case "who":
      // Whom a practice certificate names is as open as practice itself.
      return facts.signer?.practice === true ? ["parties", "conclusion"] : ["parties"];
    case "complete":
      return ["integrity"];
    case "when":
      return ["time", "conclusion"];
    case "kept":
      return ["custody"];
    case "neutral":
      // Whom one trusts settles nothing where there is no registration.
      return facts.receipt === null ? ["registration"] : ["registration", "conclusion"];
    case "environment":
    case "repeatable":
    case "verifiable":
    case "before":
      return [];
  }
}

/** A point with its three parts, as they are for this input: what it lacks does not answer and was not checked. */
export function pointBlock(id: PointId, verdict: VerdictJson, language: Language): Block {
  const { name, provisions, answer, checked, cannotShow } = reviewPoints[id];
  const standing = standingOf(id, verdict);
  const answered = standing !== "absent";
  return {
    kind: "point",
    id,
    name: name[language],
    provisions: provisions[language],
    standing,
    standingWord: standingWords[standing][language],
    answer: say(answered ? answer : pointSentences.nothingAnswers, language),
    checked: [
      ...(answered ? [checked[language]] : []),
      tallyOf(checksOfPoint(id, verdict), answered, language),
    ]
      .filter((text) => text !== "")
      .join(language === "zh" ? "" : " "),
    cannotShow: cannotShow[language],
  };
}

function checksOfPoint(id: PointId, verdict: VerdictJson): readonly CheckJson[] {
  const sections = sectionsThatDecide(id, verdict);
  return verdict.checks.filter(({ code }) => sections.includes(placeOf(code)));
}

function tallyOf(checks: readonly CheckJson[], answered: boolean, language: Language): string {
  if (checks.length === 0) return answered ? "" : say(pointSentences.nothingChecked, language);
  const passed = checks.filter(({ outcome }) => outcome === "passed").length;
  const failed = checks.filter(({ outcome }) => outcome === "failed").length;
  const counts = { count: checks.length, passed, failed, open: checks.length - passed - failed };
  return say(pointSentences.tally, language, counts);
}

/** How a point stands. What came before registration is shown and never agrees; nor does what only a claim answers. */
export function standingOf(id: PointId, verdict: VerdictJson): Standing {
  const { checks, facts } = verdict;
  const own = checksOfPoint(id, verdict);
  const whole = checks.filter(({ code }) => !unreadable.has(code));
  switch (id) {
    case "who": {
      if (facts.signer?.selfDeclared === true) return settled(own, "shown");
      return facts.signer === null && facts.parties.length === 0
        ? settled(own, "absent")
        : settled(own, facts.signer === null ? "shown" : "agrees");
    }
    case "environment":
      return facts.environment === null ? "absent" : "shown";
    case "repeatable":
      return facts.environment === null ? "absent" : "shown";
    case "complete":
      // A bare proof is about given data: it says nothing of what belongs together.
      return settled(own, own.some((check) => whole.includes(check)) ? "agrees" : "absent");
    case "when": {
      const proven = facts.timestamps.length + facts.evidenceRecords.length > 0;
      return settled(own, proven || facts.receipt !== null ? "agrees" : "absent");
    }
    case "kept":
      return settled(own, own.length === 0 ? "absent" : "agrees");
    case "verifiable":
      return whole.length === 0 ? "absent" : "shown";
    case "neutral":
      // A quorum that is reached does not make an institution neutral or lawful.
      return settled(own, facts.receipt === null ? "absent" : "shown");
    case "before":
      return "shown";
  }
}

const unreadable: ReadonlySet<string> = new Set([
  "NOT_A_PACKAGE",
  "SOURCE_UNREADABLE",
  "CHECK_INTERRUPTED",
]);

/** The worst of the required checks; `otherwise` where none of them speaks against it or leaves it open. */
function settled(checks: readonly CheckJson[], otherwise: Standing): Standing {
  const required = checks.filter((check) => check.required);
  if (required.some(({ outcome }) => outcome === "failed")) return "contradicted";
  if (required.some(({ outcome }) => outcome === "indeterminate")) return "open";
  return otherwise;
}
