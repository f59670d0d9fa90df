import { type CheckCode, checks } from "../words/checks/catalogue.ts";
import { type Outcome, worseOutcome } from "../words/outcome.ts";
import { type Check, type Finding, finding } from "./verdict.ts";

/** Which checks a verdict rests on, as data. What is not named here is required: a new check counts until somebody decides otherwise. */
export interface Policy {
  readonly name: string;
  /** Codes that are shown and never make the verdict worse. */
  readonly optional: readonly CheckCode[];
  /** Codes of passed checks that an input must have; one that is not there leaves the verdict open. */
  readonly demanded?: readonly CheckCode[];
}

export const defaultPolicy: Policy = {
  name: "cunzhen-default/1",
  optional: [
    "SIGNER_SELF_DECLARED",
    "REVOCATION_NOT_OFFERED",
    "CADES_PARTS_NOT_JUDGED",
    "TOKEN_UNSIGNED_PARTS",
    "TIMES_SLIGHTLY_REVERSED",
    "CUSTODY_TIME_BACKWARDS",
    "CUSTODY_SLIGHTLY_AFTER_TOKEN",
    "PLANNED_AUTHORITY_ABSENT",
    "COSIGNATURE_BEFORE_STAMP",
    "COSIGNATURE_IN_FUTURE",
    "COSIGNATURE_PASSED_OVER",
    "RECEIPT_EXTRA_UNPROVEN",
    "EDITIONS_DIVERGE",
    "SAME_NAME_OTHER_BYTES",
    "RELATED_ITEM_ABSENT",
    "SEQUENCE_GAP",
    "CONSISTENCY_NOT_SHOWN",
    "RECORD_GROUP_WIDER",
    "ARCHIVE_PROOF_OUTSIDE",
    "FOREIGN_FILE_UNTIMED",
  ],
};

/**
 * Each finding with the outcome of its code and whether the policy requires it.
 *
 * @param surplus subjects beyond what is needed: what stays open about them is not required, what
 *   speaks against them still is
 */
export function judge(
  findings: readonly Finding[],
  policy: Policy,
  surplus: ReadonlySet<string> = new Set(),
): readonly Check[] {
  const optional = new Set<CheckCode>(policy.optional);
  return findings.map((found) => {
    const { outcome } = checks[found.code];
    const spare = outcome === "indeterminate" && surplus.has(found.subject);
    return { ...found, outcome, required: !spare && !optional.has(found.code) };
  });
}

/** A finding for each check that the policy demands and that is not among these. */
export function missingDemands(findings: readonly Finding[], policy: Policy): readonly Finding[] {
  const found = new Set<CheckCode>(findings.map(({ code }) => code));
  return (policy.demanded ?? [])
    .filter((code) => !found.has(code))
    .map((code) => finding("POLICY_CHECK_MISSING", "", { code, policy: policy.name }));
}

/** The worst required check; `nothing_to_verify` when there is none. */
export function overallOutcome(judged: readonly Check[]): Outcome {
  const required = judged.filter((check) => check.required).map((check) => check.outcome);
  return required.length === 0 ? "nothing_to_verify" : required.reduce(worseOutcome);
}
