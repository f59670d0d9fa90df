import { accept, attempt, type Refuse } from "../bytes/attempt.ts";
import { type Json, writeCanonicalJson } from "../bytes/canonical-json.ts";
import { toHex } from "../bytes/hex.ts";
import { readFields, readText } from "../bytes/json-fields.ts";
import { readPlainJson } from "../bytes/plain-json.ts";
import type { Result } from "../bytes/result.ts";
import { digestOf } from "../digest/digest.ts";
import { type CheckCode, checks, isCheckCode } from "../words/checks/catalogue.ts";
import { defaultPolicy, type Policy } from "./policy.ts";

export const policyFormat = "cunzhen-policy/1";
export const maxPolicyBytes = 64 * 1024;

/**
 * Open checks that a policy may show without resting the verdict on them. What is not named here may not be waived:
 * nothing that speaks against an input, nothing that could not be looked at, and nothing about whom the verifier trusts.
 */
const waivable: ReadonlySet<CheckCode> = new Set<CheckCode>([
  ...defaultPolicy.optional,
  "REVOCATION_UNUSABLE",
  "SIGNER_ISSUER_UNKNOWN",
  "SIGNER_REVOCATION_UNKNOWN",
  "TOKEN_ALGORITHM_PAST_USE",
  "TRY_LATER",
]);

/** Verdicts and reports name their policy: a file cannot call itself by the name of one that comes with this software. */
const ourNames = /^\s*cunzhen-default/iu;

/** Whether a policy may show this check without resting the verdict on it. */
export function mayBeOptional(code: CheckCode): boolean {
  return waivable.has(code);
}

/**
 * Reads a policy file (docs/spec/verdict-policy.md): plain JSON of at most 64 KiB. `optional` adds to what the default
 * policy only shows, `required` takes from it, and names checks that must be there and pass.
 *
 * @returns the policy; refused with a rule that ends with the code in question where one is
 */
export function parsePolicy(bytes: Uint8Array): Result<Policy> {
  return attempt((refuse) => {
    if (bytes.length > maxPolicyBytes) refuse("policy-too-large");
    const fields = readFields(accept(readPlainJson(bytes), refuse), "", refuse);
    if (fields.text("format", 100) !== policyFormat) refuse("policy-format-unknown");
    const name = fields.matching("name", /^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]{1,100}$/u);
    if (ourNames.test(name.normalize("NFKC"))) refuse("policy-name");
    const codesIn = (field: string): readonly CheckCode[] =>
      fields.has(field)
        ? fields.list(field, 500, (item, path) => readCode(item, path, refuse))
        : [];
    const optional = codesIn("optional");
    const required = codesIn("required");
    fields.end();
    return assemble(name, optional, required, refuse);
  });
}

function readCode(item: Json, path: string, refuse: Refuse): CheckCode {
  const code = readText(item, path, 100, refuse);
  return isCheckCode(code) ? code : refuse(`code-unknown ${code}`);
}

function assemble(
  name: string,
  optional: readonly CheckCode[],
  required: readonly CheckCode[],
  refuse: Refuse,
): Policy {
  for (const [at, code] of [...optional, ...required].entries())
    if ([...optional, ...required].indexOf(code) !== at) refuse(`code-twice ${code}`);
  for (const code of optional) if (!mayBeOptional(code)) refuse(`code-never-optional ${code}`);
  const demanded = required.filter((code) => checks[code].outcome === "passed");
  const kept = defaultPolicy.optional.filter((code) => !required.includes(code));
  return { name, optional: [...new Set([...kept, ...optional])], demanded };
}

/** SHA-256, lower-case hex, of a policy as canonical JSON, its codes sorted: equal for policies that judge alike under one name. */
export function policyDigest({ name, optional, demanded = [] }: Policy): string {
  const written = writeCanonicalJson({
    format: policyFormat,
    name,
    optional: [...optional].sort(),
    demanded: [...demanded].sort(),
  });
  return toHex(digestOf("sha256", written));
}
