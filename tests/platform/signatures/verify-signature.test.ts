import { describe, expect, test } from "vitest";
import { verifySignature } from "../../../platform/signatures/verify-signature.ts";
import { verifySignature as verifyPurely } from "../../../shared/signature/verify-signature.ts";
import { signatureVectors } from "../../parties/signature-vectors.ts";

describe("signatures, verified by node:crypto where it can", () => {
  test.each(signatureVectors)("$file: $valid", ({ data, key, scheme, signature, valid }) => {
    expect(verifySignature(key, scheme, signature, data)).toBe(valid);
  });

  test("every key under every scheme gets the pure path's answer", () => {
    const keys = signatureVectors.filter(({ file }) =>
      /rsa-pss-sha256-salt-32|ed25519\.|sm2\.|P-256-sha256|2047/u.test(file),
    );
    for (const { key } of keys) {
      for (const { data, scheme, signature } of keys) {
        const pure = verifyPurely(key, scheme, signature, data);
        expect(verifySignature(key, scheme, signature, data)).toBe(pure);
      }
    }
  });
});
