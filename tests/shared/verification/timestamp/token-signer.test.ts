import { describe, expect, test } from "vitest";
import { oid, printableText, sequence, set } from "../../../../shared/bytes/der/writer.ts";
import { toUtf8 } from "../../../../shared/bytes/utf8.ts";
import { cmsOids } from "../../../../shared/cms/object-identifiers.ts";
import { writeAttribute } from "../../../../shared/cms/signed-data-writer.ts";
import { writeSigningCertificateV2 } from "../../../../shared/cms/signing-certificate.ts";
import { digestOf } from "../../../../shared/digest/digest.ts";
import { createRoot, from, purposes, until } from "../../../parties/certificate-authority.ts";
import { certificateOf, usualAttributes } from "../../../parties/odd-tokens.ts";
import { timeStamping } from "../../../parties/time-stamping.ts";
import { at, createTokenCase, file, imprint } from "../../../parties/token-case.ts";

const { authority, chain, content, dataOf, judge, objections, odd } = await createTokenCase();

describe("the signer", () => {
  test("is missing when no certificate fits, which concludes nothing", async () => {
    const token = await authority.stamp(imprint, at, {
      certificates: [chain.operator.certificate],
    });
    const { findings, facts } = judge(token);
    expect(findings.map(({ code }) => code)).toContain("TOKEN_SIGNER_MISSING");
    expect(objections(token)).toEqual(["TOKEN_SIGNER_MISSING"]);
    expect(facts).toMatchObject({ authority: "", trusted: false, chain: [] });
  });

  test("is not the first certificate of the bag", async () => {
    const token = await odd({
      certificates: [chain.operator.certificate, chain.timestamping.certificate],
    });
    expect(objections(token)).toEqual([]);
  });

  test("that did not sign is told by the signature", async () => {
    const signed = toUtf8("something else");
    expect(objections(await odd({ signed }))).toEqual(["TOKEN_SIGNATURE_INVALID"]);
  });

  test("must be bound by an ESS attribute", async () => {
    const [first, second] = usualAttributes(chain.timestamping, content);
    if (first === undefined || second === undefined) throw new Error("three attributes");
    const unbound = await odd({ attributes: [first, second] });
    expect(objections(unbound)).toEqual(["TOKEN_SIGNER_UNBOUND"]);
    const bindsAnother = usualAttributes(chain.operator, content);
    const other = await odd({ attributes: bindsAnother });
    expect(objections(other)).toEqual(["TOKEN_SIGNER_UNBOUND"]);
    expect(dataOf(other, "TOKEN_SIGNER_UNBOUND")).toEqual({ rule: "ess-hash-differs" });
  });

  test("is bound by its issuer's name however the attribute spells it, and by no other name", async () => {
    const signer = certificateOf(chain.timestamping);
    const [type, digest] = usualAttributes(chain.timestamping, content);
    if (type === undefined || digest === undefined) throw new Error("three attributes");
    const part = (oidText: string, text: string) =>
      set(sequence(oid(oidText), printableText(text)));
    const bound = async (name: string) => {
      const issuer = sequence(part("2.5.4.6", "CN"), part("2.5.4.3", name));
      const value = writeSigningCertificateV2(
        { ...signer, issuer: { ...signer.issuer, bytes: issuer } },
        "sha256",
      );
      const attribute = writeAttribute(cmsOids.signingCertificateV2, value);
      return odd({ attributes: [type, digest, attribute] });
    };
    expect(objections(await bound("TEST  Intermediate"))).toEqual([]);
    const other = await bound("Test Intermediate 2");
    expect(dataOf(other, "TOKEN_SIGNER_UNBOUND")).toEqual({ rule: "ess-issuer-differs" });
  });

  test("over a digest that had been broken before is refused, whenever it is judged", async () => {
    const token = await authority.stamp(digestOf("sha1", file), at, { digest: "sha1" });
    expect(objections(token)).toEqual(["TOKEN_ALGORITHM_REFUSED"]);
    expect(objections(token, { judgedAt: at })).toEqual(["TOKEN_ALGORITHM_REFUSED"]);
  });

  const stampingUsage = { purposes: [purposes.timeStamping], critical: true };
  test.each([
    ["no extended key usage", {}, "extended-key-usage-missing"],
    [
      "an uncritical one",
      { extendedKeyUsage: { ...stampingUsage, critical: false } },
      "extended-key-usage-not-critical",
    ],
    [
      "another purpose",
      { extendedKeyUsage: { purposes: [purposes.emailProtection], critical: true } },
      "extended-key-usage-not-time-stamping",
    ],
    [
      "a second purpose",
      {
        extendedKeyUsage: {
          purposes: [purposes.timeStamping, purposes.clientAuth],
          critical: true,
        },
      },
      "extended-key-usage-not-only-time-stamping",
    ],
    [
      "a key that also encrypts",
      {
        extendedKeyUsage: stampingUsage,
        keyUsage: ["digitalSignature", "keyEncipherment"] as const,
      },
      "key-usage-not-only-signing",
    ],
    [
      "a CA's certificate",
      {
        extendedKeyUsage: stampingUsage,
        authority: { pathLength: undefined },
      },
      "certificate-of-a-ca",
    ],
  ] as const)("with %s may not stamp", async (_name, wishes, rule) => {
    const party = await chain.intermediate.issue("Odd TSA", wishes);
    const token = await timeStamping(party, [party.certificate]).stamp(imprint, at);
    expect(objections(token)).toContain("TOKEN_SIGNER_WRONG_PURPOSE");
    expect(dataOf(token, "TOKEN_SIGNER_WRONG_PURPOSE")).toEqual({ rule });
  });
});

describe("the chain", () => {
  test("to a stranger's root concludes nothing and names the issuer", async () => {
    const stranger = await createRoot("Other Root");
    const token = await authority.stamp(imprint, at);
    const roots = [{ certificate: stranger.certificate, practice: false }];
    expect(objections(token, { roots })).toEqual(["CHAIN_ISSUER_UNKNOWN"]);
    expect(dataOf(token, "CHAIN_ISSUER_UNKNOWN", { roots })).toMatchObject({
      certificate: "Test TSA",
      issuer: "Test Root",
    });
    expect(judge(token, { roots }).facts).toMatchObject({
      trusted: false,
      chainOutcome: { kind: "unknown-issuer", issuer: "Test Root" },
    });
  });

  test("that had expired, or had not begun, at genTime is refused", async () => {
    const early = await authority.stamp(imprint, from - 1000);
    expect(objections(early)).toContain("CHAIN_INVALID");
    const late = await authority.stamp(imprint, until + 1000);
    expect(objections(late, { now: until + 5000 })).toContain("CHAIN_INVALID");
  });

  test("of an authority that calls itself practice is practice, trusted or not", async () => {
    const root = await createRoot("Cunzhen PRACTICE 演练 Root");
    const tsa = await root.issue("Cunzhen PRACTICE 演练 TSA", {
      extendedKeyUsage: { purposes: [purposes.timeStamping], critical: true },
    });
    const token = await timeStamping(tsa, [tsa.certificate]).stamp(imprint, at);
    const roots = [{ certificate: root.certificate, practice: true }];
    expect(judge(token, { roots }).facts).toMatchObject({ trusted: true, practice: true });
    expect(judge(token, { roots: [] }).facts).toMatchObject({ trusted: false, practice: true });
  });
});
