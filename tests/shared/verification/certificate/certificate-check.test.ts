import { beforeAll, describe, expect, test } from "vitest";
import { verifySignature } from "../../../../shared/signature/verify-signature.ts";
import { checkCertificate } from "../../../../shared/verification/certificate/certificate-check.ts";
import type { CertificateQuestion } from "../../../../shared/verification/certificate/certificate-question.ts";
import { type CheckCode, checks } from "../../../../shared/words/checks/catalogue.ts";
import type { RevocationReason } from "../../../../shared/x509/revocation-reason.ts";
import {
  createChain,
  createRoot,
  from,
  type Party,
  until,
  withSha1,
} from "../../../parties/certificate-authority.ts";
import { issueOdd, strangeExtension } from "../../../parties/odd-certificates.ts";
import { certificateOf } from "../../../parties/odd-tokens.ts";

type Chain = Awaited<ReturnType<typeof createChain>>;

const at = from + 10_000_000;
let chain: Chain;
let rootList: Uint8Array;

beforeAll(async () => {
  chain = await createChain();
  rootList = await chain.root.crl();
});

function judge(leaf: Party, more: Partial<CertificateQuestion> = {}) {
  return checkCertificate({
    subject: "signature001.p7s",
    leaf: certificateOf(leaf),
    pool: [certificateOf(chain.intermediate)],
    roots: [{ certificate: chain.root.certificate, practice: false }],
    crls: [],
    ocsps: [],
    at,
    verify: verifySignature,
    laterRevocation: "by-reason",
    judgedAt: until,
    ...more,
  });
}

function codes(leaf: Party, more: Partial<CertificateQuestion> = {}): readonly CheckCode[] {
  return judge(leaf, more).findings.map(({ code }) => code);
}

/** A list of the intermediate that revokes the operator. */
function revoking(
  revokedAt: number,
  reason: RevocationReason | undefined,
  thisUpdate = revokedAt + 1000,
): Promise<Uint8Array> {
  const { serial } = certificateOf(chain.operator);
  return chain.intermediate.crl({ thisUpdate, revoked: [{ serial, at: revokedAt, reason }] });
}

describe("revocation", () => {
  test("by lists that revoke nobody is settled for every certificate below the root", async () => {
    const crls = [rootList, await chain.intermediate.crl({ thisUpdate: at - 5000 })];
    const { findings, facts } = judge(chain.operator, { crls });
    expect(findings.map(({ code }) => code)).toEqual([
      "CHAIN_TRUSTED",
      "NOT_REVOKED",
      "NOT_REVOKED",
    ]);
    expect(facts.trusted).toBe(true);
    // The older of the two lists decides how far back the knowledge reaches.
    expect(facts.revocationKnownAt).toBe(from);
    expect(facts.chainOutcome.kind).toBe("trusted");
  });

  test("that no certificate offers is said, and does not touch trust", () => {
    expect(codes(chain.operator)).toEqual([
      "CHAIN_TRUSTED",
      "REVOCATION_NOT_OFFERED",
      "REVOCATION_NOT_OFFERED",
    ]);
    expect(judge(chain.operator).facts.trusted).toBe(true);
  });

  test("whose named source could not be had is to be tried later", async () => {
    const crlUrls = ["http://ca.example/list.crl"];
    const leaf = await chain.intermediate.issue("Operator With Source", { crlUrls });
    const { findings } = judge(leaf, { crls: [rootList] });
    expect(findings.map(({ code }) => code)).toEqual(["CHAIN_TRUSTED", "TRY_LATER", "NOT_REVOKED"]);
    expect(findings[1]?.data).toEqual({
      certificate: "Operator With Source",
      source: "http://ca.example/list.crl",
    });
  });

  test("by a list that cannot be read, or that another key signed, is unusable", async () => {
    const broken = Uint8Array.from(rootList);
    broken[broken.length - 1] = (broken[broken.length - 1] ?? 0) ^ 1;
    expect(codes(chain.operator, { crls: [broken] })).toContain("REVOCATION_UNUSABLE");
    expect(codes(chain.operator, { crls: [rootList.subarray(0, 50)] })).toContain(
      "REVOCATION_UNUSABLE",
    );
  });

  test("by a list whose time had run out before the use is unusable", async () => {
    const old = await chain.intermediate.crl({ thisUpdate: from, nextUpdate: at - 1000 });
    expect(codes(chain.operator, { crls: [rootList, old] })).toContain("REVOCATION_UNUSABLE");
  });

  test("before the use refuses, whatever the reason", async () => {
    for (const reason of ["superseded", "keyCompromise", undefined] as const) {
      const crls = [rootList, await revoking(at - 1000, reason)];
      const { findings, facts } = judge(chain.operator, { crls });
      expect(findings.map(({ code }) => code)).toContain("REVOKED");
      expect(facts).toMatchObject({
        trusted: false,
        chainOutcome: { kind: "refused", rule: "revoked" },
      });
    }
  });

  test.each([
    ["unspecified", "REVOKED_LATER"],
    ["affiliationChanged", "REVOKED_LATER"],
    ["superseded", "REVOKED_LATER"],
    ["cessationOfOperation", "REVOKED_LATER"],
    ["keyCompromise", "REVOKED"],
    ["cACompromise", "REVOKED"],
    ["privilegeWithdrawn", "REVOKED"],
    [undefined, "REVOKED"],
  ] as const)("after the use with reason %s is %s for an authority", async (reason, code) => {
    const crls = [rootList, await revoking(at + 1_000_000, reason)];
    expect(codes(chain.operator, { crls })).toContain(code);
    expect(codes(chain.operator, { crls, judgedAt: at + 999_999 })).toContain("REVOKED_LATER");
    // For a use that is proven to be older, no later reason counts.
    expect(codes(chain.operator, { crls, laterRevocation: "harmless" })).toContain("REVOKED_LATER");
  });
});

describe("the chain", () => {
  test("signed while SHA-1 was acceptable is left open, and stands where it was protected in time", async () => {
    const then = Date.parse("2009-05-01T00:00:00Z");
    const wishes = { notBefore: then, notAfter: until };
    const root = withSha1(await createRoot("Old Root", wishes));
    const leaf = await root.issue("Old Operator", wishes);
    const roots = [{ certificate: root.certificate, practice: false }];
    const asked = { roots, pool: [], at: then + 1000 };
    const { findings, facts } = judge(leaf, asked);
    expect(findings.find(({ code }) => code === "CERTIFICATE_ALGORITHM_AGED")?.data).toEqual({
      certificate: "Old Operator",
      algorithm: "sha1",
      until: Date.parse("2012-08-01T00:00:00Z"),
    });
    expect(facts.trusted).toBe(true);
    const early = { ...asked, judgedAt: Date.parse("2012-07-31T23:59:59Z") };
    expect(codes(leaf, early)).toEqual(["CHAIN_TRUSTED", "REVOCATION_NOT_OFFERED"]);
  });

  test("with a certificate signed over a digest that was broken by then is refused", async () => {
    const leaf = await chain.intermediate.issue("Operator");
    const old = await withSha1(chain.intermediate).issue("Operator");
    expect(judge(leaf).findings.map(({ code }) => code)).not.toContain(
      "CERTIFICATE_ALGORITHM_REFUSED",
    );
    const { facts, findings } = judge(old);
    expect(findings.map(({ code }) => code)).toContain("CERTIFICATE_ALGORITHM_REFUSED");
    expect(facts).toMatchObject({ trusted: false, chainOutcome: { kind: "refused" } });
  });

  test("without its intermediate ends in an unknown issuer, and revocation is not asked", () => {
    const { findings, facts } = judge(chain.operator, { pool: [], crls: [rootList] });
    expect(findings.map(({ code }) => code)).toEqual(["CHAIN_ISSUER_UNKNOWN"]);
    expect(facts).toMatchObject({
      trusted: false,
      chainOutcome: { kind: "unknown-issuer", issuer: "Test Intermediate" },
    });
  });

  test("after the end of its certificates is refused and says which rule", () => {
    const { findings, facts } = judge(chain.operator, { at: until + 1000 });
    expect(facts.chainOutcome).toEqual({ kind: "refused", rule: "expired" });
    expect(findings.every(({ code }) => checks[code].outcome === "failed")).toBe(true);
  });

  test("to a root whose certificate was issued again later is left open, with what else is known of it", async () => {
    const again = await createRoot("Test Root", { notBefore: at + 1000, notAfter: until + 1000 });
    const roots = [{ certificate: again.certificate, practice: false }];
    const { findings, facts } = judge(chain.operator, {
      roots,
      crls: [rootList, await chain.intermediate.crl()],
    });
    expect(findings.map(({ code }) => code)).toEqual([
      "CHAIN_ROOT_LATER",
      "NOT_REVOKED",
      "NOT_REVOKED",
    ]);
    expect(checks.CHAIN_ROOT_LATER.outcome).toBe("indeterminate");
    expect(findings[0]?.data).toMatchObject({ root: "Test Root", since: at + 1000 });
    expect(facts).toMatchObject({ trusted: false, chainOutcome: { kind: "root-later" } });
    const both = [...roots, { certificate: chain.root.certificate, practice: false }];
    expect(judge(chain.operator, { roots: both }).facts.trusted).toBe(true);
    expect(codes(chain.operator, { roots, at: at + 1000 })[0]).toBe("CHAIN_TRUSTED");
    const crls = [rootList, await revoking(from + 1000, "keyCompromise")];
    expect(judge(chain.operator, { roots, crls }).facts.chainOutcome.kind).toBe("refused");
  });

  test("before any of its certificates began is refused", () => {
    expect(codes(chain.operator, { at: from - 1000 })).toContain("CHAIN_INVALID");
  });

  test("that has ended and breaks another rule says the other, which no proof of time answers", async () => {
    const odd = await issueOdd(chain.intermediate, "Odd operator", {
      extensions: [strangeExtension("1.2.3.4", true)],
    });
    const { facts } = judge(odd, { at: until + 1000 });
    expect(facts.chainOutcome).toEqual({ kind: "refused", rule: "unknown-critical-extension" });
  });

  test("with a trusted root that cannot be read has no root", () => {
    const roots = [{ certificate: new Uint8Array(9), practice: true }];
    expect(codes(chain.operator, { roots })).toEqual(["CHAIN_ISSUER_UNKNOWN"]);
  });
});
