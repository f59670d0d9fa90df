import { checks } from "../../shared/words/checks/catalogue.ts";
import { faults } from "../../shared/words/faults/catalogue.ts";
import type { Language } from "../../shared/words/language.ts";
import { type Code, nextStep, sentence } from "../../shared/words/sentence.ts";

/** A check or a fault as it comes over a door. */
export interface SaidCode {
  readonly code: string;
  /** The sentence in the language the service spoke: the last resort for a code this page is too old to know. */
  readonly message: string;
  readonly data: Readonly<Record<string, string | number>>;
}

/** Its sentence in the reader's language, not the service's. */
export function sentenceOf({ code, message, data }: SaidCode, language: Language): string {
  return isCode(code) ? sentence(code, language, data) : message;
}

/** What to do next; "" when nothing need be done. */
export function nextStepOf({ code, data }: SaidCode, language: Language): string {
  return isCode(code) ? nextStep(code, language, data) : "";
}

function isCode(code: string): code is Code {
  return Object.hasOwn(checks, code) || Object.hasOwn(faults, code);
}
