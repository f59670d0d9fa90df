import { describe, expect, test } from "vitest";
import { toUtf8 } from "../../../shared/bytes/utf8.ts";
import { defaultPolicy, judge, missingDemands } from "../../../shared/verification/policy.ts";
import {
  mayBeOptional,
  parsePolicy,
  policyDigest,
} from "../../../shared/verification/policy-file.ts";
import { finding } from "../../../shared/verification/verdict.ts";
import { checks, isCheckCode } from "../../../shared/words/checks/catalogue.ts";

function parsed(value: unknown) {
  return parsePolicy(toUtf8(JSON.stringify(value, undefined, 2)));
}
const base = { format: "cunzhen-policy/1", name: "court 1" };

describe("a policy file", () => {
  test("adds to what is only shown, and takes from it", () => {
    const policy = parsed({
      ...base,
      optional: ["TRY_LATER"],
      required: ["SIGNER_SELF_DECLARED", "QUORUM_REACHED"],
    });
    if (!policy.ok) throw new Error(policy.fault.rule);
    expect(policy.value.optional).toContain("TRY_LATER");
    expect(policy.value.optional).toContain("REVOCATION_NOT_OFFERED");
    expect(policy.value.optional).not.toContain("SIGNER_SELF_DECLARED");
    const [check] = judge([finding("SIGNER_SELF_DECLARED", "", {})], policy.value);
    expect(check).toMatchObject({ outcome: "indeterminate", required: true });
    expect(missingDemands([], policy.value)).toMatchObject([
      { code: "POLICY_CHECK_MISSING", data: { code: "QUORUM_REACHED", policy: "court 1" } },
    ]);
  });

  test("may never waive what speaks against an input, nor whom the verifier trusts", () => {
    for (const code of Object.keys(checks).filter(isCheckCode)) {
      const { outcome } = checks[code];
      if (outcome === "failed" || outcome === "nothing_to_verify")
        expect([code, mayBeOptional(code)]).toEqual([code, false]);
    }
    for (const code of [
      "ENTRY_CHANGED",
      "PRACTICE_NETWORK",
      "UNKNOWN_NETWORK",
      "CHAIN_ISSUER_UNKNOWN",
      "SOURCE_UNREADABLE",
      "CHECK_INTERRUPTED",
      "XADES_NOT_JUDGED",
    ])
      expect(parsed({ ...base, optional: [code] })).toMatchObject({
        ok: false,
        fault: { rule: `code-never-optional ${code}` },
      });
  });

  test.each([
    ["code-unknown NO_SUCH", { ...base, optional: ["NO_SUCH"] }],
    ["code-unknown toString", { ...base, optional: ["toString"] }],
    ["code-twice TRY_LATER", { ...base, optional: ["TRY_LATER"], required: ["TRY_LATER"] }],
    ["policy-format-unknown", { ...base, format: "cunzhen-policy/2" }],
    ["unknown-field", { ...base, extra: 1 }],
    ["name-missing", { format: "cunzhen-policy/1" }],
    ["name-form", { ...base, name: "a\u202eb" }],
    ["policy-name", { ...base, name: "cunzhen-default/1" }],
    ["policy-name", { ...base, name: " Ｃunzhen-Default/1" }],
    ["optional-not-list", { ...base, optional: "TRY_LATER" }],
    ["optional-not-text", { ...base, optional: [1] }],
    ["document-not-object", []],
  ])("is refused: %s", (rule, value) => {
    expect(parsed(value)).toMatchObject({ ok: false, fault: { rule } });
  });

  test.each([
    ["json-not-plain", '{"format":"cunzhen-policy/1","name":"a","name":"b"}'],
    ["json-not-plain", '{"format":"cunzhen-policy\\/1","name":"a"}'],
    ["json-syntax", '{"format":"cunzhen-policy/1",'],
    ["json-syntax", '\ufeff{"format":"cunzhen-policy/1","name":"a"}'],
    ["json-too-deep", "[".repeat(60_000)],
    ["policy-too-large", " ".repeat(70_000)],
  ])("is refused as text: %s", (rule, text) => {
    expect(parsePolicy(toUtf8(text))).toMatchObject({ ok: false, fault: { rule } });
  });

  test("has one digest whatever the order of its codes and its white space", () => {
    const one = parsed({ ...base, optional: ["TRY_LATER", "REVOCATION_UNUSABLE"] });
    const other = parsePolicy(
      toUtf8(JSON.stringify({ optional: ["REVOCATION_UNUSABLE", "TRY_LATER"], ...base })),
    );
    if (!one.ok || !other.ok) throw new Error("refused");
    expect(policyDigest(one.value)).toBe(policyDigest(other.value));
    expect(policyDigest(one.value)).not.toBe(policyDigest(defaultPolicy));
  });
});
