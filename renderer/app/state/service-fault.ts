import type { ReplyError } from "../../../shared/contract/reply.ts";
import type { Language } from "../../../shared/words/language.ts";
import { shellWords } from "../../../shared/words/ui/shell.ts";
import { nextStepOf, sentenceOf } from "../../components/said-code.ts";
import { LostConnection } from "../host/lost-connection.ts";

/** A refusal of the service on its way through a query. */
export class ServiceFault extends Error {
  readonly error: ReplyError;
  constructor(error: ReplyError) {
    super(error.code);
    this.error = error;
  }
}

/** What to show a person of anything that a query threw. */
export function faultSentences(
  thrown: unknown,
  language: Language,
): { readonly sentence: string; readonly next: string; readonly code: string } {
  if (thrown instanceof ServiceFault) {
    return {
      sentence: sentenceOf(thrown.error, language),
      next: nextStepOf(thrown.error, language),
      code: thrown.error.code,
    };
  }
  const words =
    thrown instanceof LostConnection ? shellWords.lostConnection : shellWords.screenBroken;
  return { sentence: words[language], next: "", code: "" };
}
