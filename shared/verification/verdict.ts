import type { CheckCode, CheckData } from "../words/checks/catalogue.ts";
import type { Outcome } from "../words/outcome.ts";
import type { Facts } from "./facts.ts";

/** A fact a check found. `data` fills the slots of the code's sentence; its outcome is the table's. */
export type Finding<C extends CheckCode = CheckCode> = C extends CheckCode
  ? {
      readonly code: C;
      /** What the check looked at: an entry name, a token's file, a certificate's subject; "" for the whole. */
      readonly subject: string;
      readonly data: CheckData<C>;
    }
  : never;

/** Makes a finding; the compiler asks for exactly the values that the code's sentences show. */
export function finding<C extends CheckCode>(
  code: C,
  subject: string,
  data: CheckData<C>,
): { readonly code: C; readonly subject: string; readonly data: CheckData<C> } {
  return { code, subject, data };
}

/** A finding with its outcome and whether the policy requires it. */
export type Check = Finding & {
  readonly outcome: Outcome;
  readonly required: boolean;
};

/** The judgement on one package: every check, none hidden, and what the package says. */
export interface Verdict {
  readonly outcome: Outcome;
  /** Whether a practice network or authority took part: then nothing of it has legal force. */
  readonly practice: boolean;
  /** Name of the policy it was judged under. */
  readonly policy: string;
  readonly checks: readonly Check[];
  readonly facts: Facts;
}
