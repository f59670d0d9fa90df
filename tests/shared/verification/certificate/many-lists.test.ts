import { expect, test } from "vitest";
import { verifySignature } from "../../../../shared/signature/verify-signature.ts";
import type { VerifySignature } from "../../../../shared/signature/scheme.ts";
import { checkCertificate } from "../../../../shared/verification/certificate/certificate-check.ts";
import { createChain, from, until } from "../../../parties/certificate-authority.ts";
import { certificateOf } from "../../../parties/odd-tokens.ts";

test("sixty-four questions beside a hundred lists verify each list and certificate once", async () => {
  const chain = await createChain();
  const crls = [await chain.root.crl()];
  for (let n = 0; n < 99; n += 1) {
    crls.push(await chain.intermediate.crl({ number: BigInt(n), thisUpdate: from + n * 1000 }));
  }
  let count = 0;
  const counting: VerifySignature = (...asked) => {
    count += 1;
    return verifySignature(...asked);
  };
  const leaf = certificateOf(chain.operator);
  const pool = [certificateOf(chain.intermediate)];
  const roots = [{ certificate: chain.root.certificate, practice: false }];
  for (let n = 0; n < 64; n += 1) {
    const { findings } = checkCertificate({
      subject: "",
      leaf,
      pool,
      roots,
      crls,
      ocsps: [],
      at: from + 1_000_000,
      verify: counting,
      laterRevocation: "by-reason",
      judgedAt: until,
    });
    expect(findings.map(({ code }) => code)).toEqual([
      "CHAIN_TRUSTED",
      "NOT_REVOKED",
      "NOT_REVOKED",
    ]);
  }
  // One hundred lists and two certificates.
  expect(count).toBe(102);
});
