import type { Words } from "./language.ts";

/** The closed set of outcomes, worst first. `nothing_to_verify` is not a kind of success. */
export const outcomes = ["failed", "indeterminate", "nothing_to_verify", "passed"] as const;
export type Outcome = (typeof outcomes)[number];

/** The worse of two outcomes: failed, then indeterminate, then nothing to verify, then passed. */
export function worseOutcome(left: Outcome, right: Outcome): Outcome {
  return outcomes.indexOf(left) <= outcomes.indexOf(right) ? left : right;
}

/** How an outcome is shown: never by colour alone, so each has a word, a meaning and a mark. */
export interface OutcomeWords {
  readonly name: Words;
  readonly meaning: Words;
  readonly mark: "check-circle" | "question-triangle" | "cross-octagon" | "dash-square";
  readonly colour: "green" | "amber" | "red" | "grey";
}

export const outcomeWords: Readonly<Record<Outcome, OutcomeWords>> = {
  passed: {
    name: { zh: "核验通过", en: "Passed" },
    meaning: {
      zh: "自封存后未被改动，时间与联署均已得到证明。",
      en: "Nothing has changed since it was sealed, and time and attestation are proven.",
    },
    mark: "check-circle",
    colour: "green",
  },
  indeterminate: {
    name: { zh: "无法得出结论", en: "Indeterminate" },
    meaning: {
      zh: "未发现问题，但有必需的依据缺失。",
      en: "Nothing speaks against it, but something it needs is missing.",
    },
    mark: "question-triangle",
    colour: "amber",
  },
  failed: {
    name: { zh: "核验未通过", en: "Failed" },
    meaning: {
      zh: "内容与封存时不一致。请勿作为依据。",
      en: "This does not match what was sealed. Do not rely on it.",
    },
    mark: "cross-octagon",
    colour: "red",
  },
  nothing_to_verify: {
    name: { zh: "无可核验内容", en: "Nothing to verify" },
    meaning: {
      zh: "该文件不包含证据包。",
      en: "This file carries no evidence package.",
    },
    mark: "dash-square",
    colour: "grey",
  },
};
