import type { CheckCode } from "../words/checks/catalogue.ts";

/** The closed set of outcomes, worst first. `nothing_to_verify` is not a kind of success. */
export const outcomes = ["failed", "indeterminate", "nothing_to_verify", "passed"] as const;
export type Outcome = (typeof outcomes)[number];

/** A fact a check found. `data` fills the slots of the code's sentence. */
export interface Finding {
  readonly code: CheckCode;
  /** What the check looked at: an entry name, a token's file, a certificate's subject; "" for the whole. */
  readonly subject: string;
  readonly data: Readonly<Record<string, string | number>>;
}

/** A finding with its outcome and whether the policy requires it. */
export interface Check extends Finding {
  readonly outcome: Outcome;
  readonly required: boolean;
}
