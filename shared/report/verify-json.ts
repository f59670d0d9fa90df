import { formatTime, type UnixMs } from "../bytes/civil-time.ts";
import { type TrustUsed, trustUsed } from "../trust/trust-used.ts";
import type { TrustStore } from "../trust/trust-store.ts";
import type { Comparison } from "../verification/comparison/comparison.ts";
import { judge, overallOutcome, type Policy } from "../verification/policy.ts";
import { policyDigest } from "../verification/policy-file.ts";
import type { Verdict } from "../verification/verdict.ts";
import type { Language } from "../words/language.ts";
import { type Outcome, worseOutcome } from "../words/outcome.ts";
import { comparisonFactsJson } from "./comparison-json.ts";
import {
  checkJson,
  type CheckJson,
  type Fixed,
  type VerdictJson,
  verdictJson,
} from "./verdict-json.ts";

/** What several inputs say of each other, as `verify --json` prints it. */
export interface ComparisonJson {
  readonly outcome: Outcome;
  readonly checks: readonly CheckJson[];
  readonly facts: Fixed<ReturnType<typeof comparisonFactsJson>>;
}

/** The document of `verify --json`: what command line, page, app and report all show. */
export interface VerifyJson {
  /** The worst of all inputs and of their comparison. */
  readonly outcome: Outcome;
  /** One verdict an input, in the order in which they were given. */
  readonly packages: readonly VerdictJson[];
  readonly comparison: ComparisonJson | null;
  readonly trust: TrustUsed;
  readonly policy: { readonly name: string; readonly digest: string };
  readonly software: { readonly version: string; readonly digest: string | null };
  readonly at: string;
}

/** What was judged, by what and when. */
export interface Judged {
  readonly inputs: readonly { readonly path: string; readonly verdict: Verdict }[];
  readonly comparison: Comparison | null;
  readonly trust: TrustStore;
  readonly policy: Policy;
  readonly software: { readonly version: string; readonly digest: string | null };
  readonly at: UnixMs;
}

export function verifyJson(judged: Judged, language: Language): VerifyJson {
  const { inputs, policy, software, trust } = judged;
  const comparison =
    judged.comparison === null ? null : comparisonJson(judged.comparison, policy, language);
  const outcomes = [
    ...inputs.map(({ verdict }) => verdict.outcome),
    ...(comparison === null ? [] : [comparison.outcome]),
  ];
  const { version, digest } = software;
  return {
    outcome: outcomes.length === 0 ? "nothing_to_verify" : outcomes.reduce(worseOutcome),
    packages: inputs.map(({ path, verdict }) => verdictJson(path, verdict, language)),
    comparison,
    trust: trustUsed(trust),
    policy: { name: policy.name, digest: policyDigest(policy) },
    software: { version, digest },
    at: formatTime(judged.at),
  };
}

/** A comparison without a required check says nothing against the inputs: it is `passed`. */
function comparisonJson(
  { findings, facts }: Comparison,
  policy: Policy,
  language: Language,
): ComparisonJson {
  const checks = judge(findings, policy);
  const outcome = checks.some(({ required }) => required) ? overallOutcome(checks) : "passed";
  return {
    outcome,
    checks: checks.map((check) => checkJson(check, language)),
    facts: comparisonFactsJson(facts),
  };
}
