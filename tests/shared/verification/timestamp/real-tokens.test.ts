import { describe, expect, test } from "vitest";
import { verifySignature } from "../../../../shared/signature/verify-signature.ts";
import type { Finding } from "../../../../shared/verification/verdict.ts";
import { checkToken } from "../../../../shared/verification/timestamp/token-check.ts";
import { type CheckCode, checks } from "../../../../shared/words/checks/catalogue.ts";
import { bytesOfDataUrl } from "../../../parties/vectors.ts";

/*
 * Real tokens of about sixty authorities. They lie beside the project and are not copied into it; where they are
 * absent, one skipped test says so by name.
 */
const tokens = import.meta.glob<string>("../../../../../shared/test-data/rfc3161-tokens/*.tst", {
  query: "?inline",
  import: "default",
  eager: true,
});
const indexes = import.meta.glob<string>(
  "../../../../../shared/test-data/rfc3161-tokens/INDEX.tsv",
  { query: "?raw", import: "default", eager: true },
);

/** The failing check as the index names it, and the finding that must say the same. */
const findingOfExpectation: Readonly<Record<string, (finding: Finding) => boolean>> = {
  "cms.signature:signature invalid": ({ code }) => code === "TOKEN_SIGNATURE_INVALID",
  "ess.signingCertificate:certHash (sha256) does not match signer certificate": (finding) =>
    finding.code === "TOKEN_SIGNER_UNBOUND" && finding.data.rule === "ess-hash-differs",
  "cms.attributes:digest algorithm": (finding) =>
    finding.code === "TOKEN_ATTRIBUTES_INVALID" && finding.data.rule === "digest-algorithm-unknown",
  "cms.messageDigest:messageDigest mismatch": ({ code }) => code === "TOKEN_CONTENT_CHANGED",
  "signer.eku:EKU not critical": (finding) =>
    finding.code === "TOKEN_SIGNER_WRONG_PURPOSE" &&
    finding.data.rule === "extended-key-usage-not-critical",
  "signer.eku:keyUsage": (finding) =>
    finding.code === "TOKEN_SIGNER_WRONG_PURPOSE" &&
    finding.data.rule === "key-usage-not-only-signing",
  "signer.certificate:signer certificate not available": ({ code }) =>
    code === "TOKEN_SIGNER_MISSING",
};

interface Row {
  readonly file: string;
  readonly genTime: string;
  readonly expected: string;
  readonly policy: string;
  readonly imprint: string;
}

const [index] = Object.values(indexes);
const rows: readonly Row[] = (index ?? "")
  .trimEnd()
  .split("\n")
  .slice(1)
  .map((line) => {
    const fields = line.split("\t");
    const [file = "", genTime = "", , , imprint = ""] = fields;
    return { file, genTime, imprint, policy: fields[7] ?? "", expected: fields[8] ?? "" };
  });

/** A token alone: no anchor, no original, no rule against old digests. */
function judge(file: string) {
  const [, url = ""] = Object.entries(tokens).find(([path]) => path.endsWith(`/${file}`)) ?? [];
  return checkToken({
    subject: file,
    token: bytesOfDataUrl(url),
    roots: [],
    certificates: [],
    crls: [],
    ocsps: [],
    now: 1_795_226_587_000, // 2026-11-21T02:03:07.000Z
    verify: verifySignature,
  });
}

const ageCodes: ReadonlySet<CheckCode> = new Set([
  "TOKEN_ALGORITHM_AGED",
  "TOKEN_ALGORITHM_PAST_USE",
  "TOKEN_ALGORITHM_REFUSED",
]);

/** What is not passed, but for the missing anchor and the age of algorithms, which has a test of its own. */
function objections(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(
    ({ code }) =>
      checks[code].outcome !== "passed" && code !== "CHAIN_ISSUER_UNKNOWN" && !ageCodes.has(code),
  );
}

describe.skipIf(index === undefined)("real tokens from ../shared/test-data/rfc3161-tokens", () => {
  test("the folder holds the 121 tokens of its index and no other", () => {
    expect(rows).toHaveLength(121);
    const names = Object.keys(tokens).map((path) => path.split("/").pop());
    expect(names.sort()).toEqual(rows.map(({ file }) => file).sort());
  });

  test.each(rows.filter(({ expected }) => expected === "ok"))(
    "$file of $genTime passes every check that needs no anchor",
    ({ file }) => {
      expect(objections(judge(file).findings)).toEqual([]);
    },
  );

  test.each(rows.filter(({ expected }) => expected !== "ok"))(
    "$file is not passed: $expected",
    ({ file, expected }) => {
      const found = objections(judge(file).findings);
      for (const expectation of expected.split("; ")) {
        const fits = findingOfExpectation[expectation];
        if (fits === undefined) throw new Error(`no finding stands for ${expectation}`);
        expect(found.some(fits), `${expectation} among ${JSON.stringify(found)}`).toBe(true);
      }
      const missing = expected.startsWith("signer.certificate");
      const outcomes = new Set(found.map(({ code }) => checks[code].outcome));
      expect(outcomes.has("failed")).toBe(!missing);
      expect(outcomes.has("indeterminate")).toBe(missing || expected.includes("digest algorithm"));
    },
  );

  test.each(rows)("$file says the time, policy and imprint algorithm of the index", (row) => {
    const { facts } = judge(row.file);
    expect(facts?.genTimeText).toBe(row.genTime);
    expect(facts?.policy).toBe(row.policy);
    expect(facts?.digest).toBe(row.imprint);
  });

  test("the age of their algorithms follows from imprint, signature and genTime", () => {
    const counts = new Map<string, number>();
    for (const { file } of rows) {
      const aged = judge(file).findings.filter(({ code }) => ageCodes.has(code));
      for (const code of new Set(aged.map(({ code }) => code))) {
        counts.set(code, (counts.get(code) ?? 0) + 1);
      }
    }
    expect(Object.fromEntries(counts)).toMatchInlineSnapshot(`
      {
        "TOKEN_ALGORITHM_AGED": 1,
        "TOKEN_ALGORITHM_PAST_USE": 5,
        "TOKEN_ALGORITHM_REFUSED": 4,
      }
    `);
  });

  test("no token is trusted without an anchor, and none is practice", () => {
    for (const { file } of rows) {
      expect(judge(file).facts).toMatchObject({ trusted: false, practice: false });
    }
  });
});
