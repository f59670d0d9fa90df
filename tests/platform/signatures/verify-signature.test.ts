import { ed25519 } from "@noble/curves/ed25519.js";
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

  test("more keys than are remembered are verified all the same, again and again", () => {
    const data = Uint8Array.of(1, 2, 3);
    const scheme = { kind: "ed25519" } as const;
    const signed = Array.from({ length: 100 }, (_, seed) => {
      const secret = new Uint8Array(32).fill(seed);
      const key = { kind: "ed25519", bytes: ed25519.getPublicKey(secret) } as const;
      return { key, signature: ed25519.sign(data, secret) };
    });
    for (const { key, signature } of [...signed, ...signed]) {
      expect(verifySignature(key, scheme, signature, data)).toBe(true);
      expect(verifySignature(key, scheme, signature, Uint8Array.of(1, 2, 4))).toBe(false);
    }
  });
});
