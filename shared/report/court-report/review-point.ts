import type { Language } from "../../words/language.ts";
import { standingWords } from "../../words/report-labels.ts";
import { type PointId, reviewPoints } from "../../words/report-points.ts";
import type { CheckJson, VerdictJson } from "../verdict-json.ts";
import { placeOf } from "./check-place.ts";
import type { Block, SectionId, Standing } from "./report-document.ts";

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

export function pointBlock(id: PointId, verdict: VerdictJson, language: Language): Block {
  const { name, provisions, answer, checked, cannotShow } = reviewPoints[id];
  const standing = standingOf(id, verdict);
  return {
    kind: "point",
    id,
    name: name[language],
    provisions: provisions[language],
    standing,
    standingWord: standingWords[standing][language],
    answer: answer[language],
    checked: checked[language],
    cannotShow: cannotShow[language],
  };
}

/** How a point stands. What came before registration is shown and never agrees; nor does what only a claim answers. */
export function standingOf(id: PointId, verdict: VerdictJson): Standing {
  const { checks, facts } = verdict;
  const inSection = (section: SectionId) => checks.filter(({ code }) => placeOf(code) === section);
  const whole = checks.filter(({ code }) => !unreadable.has(code));
  switch (id) {
    case "who": {
      if (facts.signer?.selfDeclared === true) return settled(inSection("parties"), "shown");
      return facts.signer === null && facts.parties.length === 0
        ? settled(inSection("parties"), "absent")
        : settled(inSection("parties"), facts.signer === null ? "shown" : "agrees");
    }
    case "environment":
      return facts.environment === null ? "absent" : "shown";
    case "repeatable":
      return whole.length === 0 ? "absent" : "shown";
    case "complete":
      return settled([...inSection("integrity")], whole.length === 0 ? "absent" : "agrees");
    case "when": {
      const proven = facts.timestamps.length + facts.evidenceRecords.length > 0;
      const checked = [...inSection("time"), ...inSection("conclusion")];
      return settled(checked, proven || facts.receipt !== null ? "agrees" : "absent");
    }
    case "kept": {
      const custody = inSection("custody");
      return settled(custody, custody.length === 0 ? "absent" : "agrees");
    }
    case "verifiable":
      return whole.length === 0 ? "absent" : "shown";
    case "neutral":
      return facts.receipt === null
        ? settled(inSection("registration"), "absent")
        : settled([...inSection("registration"), ...inSection("conclusion")], "agrees");
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
