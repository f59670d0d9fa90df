import type { Verdict } from "../../shared/verification/verdict.ts";
import type { JudgingTerms } from "./judging-terms.ts";
import type { NamedFile } from "./named-file.ts";

/** What a verdict thread is told: first the terms, then one file at a time. */
export type VerdictOrder =
  | { readonly kind: "begin"; readonly terms: JudgingTerms }
  | { readonly kind: "judge"; readonly file: NamedFile };

/** What a verdict thread tells: that it runs, bytes read since the last report, and the verdict on its file. */
export type VerdictReport =
  | { readonly kind: "ready" }
  | { readonly kind: "passed"; readonly bytes: number }
  | { readonly kind: "judged"; readonly verdict: Verdict };
