import { describe, expect, test } from "vitest";
import { digestOf } from "../../../../shared/digest/digest.ts";
import { checks } from "../../../../shared/words/checks/catalogue.ts";
import { createRoot, purposes, type Wishes } from "../../../parties/certificate-authority.ts";
import { timeStamping } from "../../../parties/time-stamping.ts";
import { createTokenCase, file } from "../../../parties/token-case.ts";

const day = (text: string): number => Date.parse(`${text}T00:00:00Z`);
const { judge } = await createTokenCase();

const validity: Wishes = { notBefore: day("2008-01-01"), notAfter: day("2040-01-01") };
const root = await createRoot("Old Root", validity);
const signer = await root.issue("Old TSA", {
  ...validity,
  extendedKeyUsage: { purposes: [purposes.timeStamping], critical: true },
});
const authority = timeStamping(signer, [signer.certificate]);
const roots = [{ certificate: root.certificate, practice: false }];
const stamp = (time: string): Promise<Uint8Array> =>
  authority.stamp(digestOf("sha1", file), day(time), { digest: "sha1" });

function told(token: Uint8Array, judgedAt?: string) {
  const verdict = judge(token, {
    roots,
    crls: [],
    now: day("2026-11-21"),
    ...(judgedAt === undefined ? {} : { judgedAt: day(judgedAt) }),
  });
  const found = verdict.findings.find(({ code }) => code.startsWith("TOKEN_ALGORITHM"));
  return {
    code: found?.code,
    data: found?.data,
    outcome: found && checks[found.code].outcome,
    trusted: verdict.facts?.trusted,
  };
}

describe("a token over SHA-1", () => {
  test("of 2009 is left open today, and the sentence says until when a renewal would have been in time", async () => {
    expect(told(await stamp("2009-05-01"))).toEqual({
      code: "TOKEN_ALGORITHM_AGED",
      data: { algorithm: "sha1", time: day("2009-05-01"), until: day("2012-08-01") },
      outcome: "indeterminate",
      trusted: true,
    });
  });

  test("of 2009 stands where something newer protects it since 2012-07", async () => {
    expect(told(await stamp("2009-05-01"), "2012-07-31").code).toBe("TOKEN_ALGORITHMS_ACCEPTED");
    expect(told(await stamp("2009-05-01"), "2012-08-01").code).toBe("TOKEN_ALGORITHM_AGED");
  });

  test("of 2014 was past its term but not broken: open", async () => {
    expect(told(await stamp("2014-05-01"))).toMatchObject({
      code: "TOKEN_ALGORITHM_PAST_USE",
      outcome: "indeterminate",
    });
  });

  test("of 2020 was broken before it was made: failed", async () => {
    expect(told(await stamp("2020-05-01"))).toMatchObject({
      code: "TOKEN_ALGORITHM_REFUSED",
      outcome: "failed",
    });
  });
});

test("the facts name digest, signature and key size, and every certificate of the chain", async () => {
  const token = await stamp("2009-05-01");
  const { facts } = judge(token, { roots, crls: [], now: day("2026-11-21") });
  expect(facts?.algorithms).toEqual({ digest: "sha1", signature: "ecdsa", keyBits: 256 });
  expect(facts?.certificates).toMatchObject([
    { subject: "C=CN, CN=Old TSA", issuer: "C=CN, CN=Old Root", anchor: false, source: "" },
    { subject: "C=CN, CN=Old Root", anchor: true, notAfter: day("2040-01-01") },
  ]);
});
