import type { Check, Verdict } from "../verification/verdict.ts";
import type { Language } from "../words/language.ts";
import type { Outcome } from "../words/outcome.ts";
import { sentence } from "../words/sentence.ts";
import type { SlotValue } from "../words/slots.ts";
import { factsJson } from "./facts-json.ts";

/** One check as `verify --json` prints it. */
export interface CheckJson {
  readonly code: string;
  readonly outcome: Outcome;
  readonly required: boolean;
  readonly subject: string;
  readonly message: string;
  readonly data: Readonly<Record<string, SlotValue>>;
}

/** A value that its holder only reads, so that what came over a door fits as well. */
export type Fixed<T> = T extends readonly (infer E)[]
  ? readonly Fixed<E>[]
  : T extends object
    ? { readonly [K in keyof T]: Fixed<T[K]> }
    : T;

/** The verdict on one package as `verify --json` prints it; times RFC 3339, null for what is absent. */
export interface VerdictJson {
  readonly path: string;
  readonly outcome: Outcome;
  readonly practice: boolean;
  readonly checks: readonly CheckJson[];
  readonly facts: Fixed<ReturnType<typeof factsJson>>;
}

export function verdictJson(path: string, verdict: Verdict, language: Language): VerdictJson {
  return {
    path,
    outcome: verdict.outcome,
    practice: verdict.practice,
    checks: verdict.checks.map((check) => checkJson(check, language)),
    facts: factsJson(verdict.facts),
  };
}

export function checkJson(check: Check, language: Language): CheckJson {
  const { code, outcome, required, subject } = check;
  const data: Record<string, SlotValue> = { ...check.data };
  return { code, outcome, required, subject, message: sentence(code, language, data), data };
}
