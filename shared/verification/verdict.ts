import type { CheckCode, CheckData } from "../words/checks/catalogue.ts";
import type { Outcome } from "../words/outcome.ts";

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
