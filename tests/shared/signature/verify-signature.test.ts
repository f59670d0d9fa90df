import { describe, expect, test } from "vitest";
import { verifySignature } from "../../../shared/signature/verify-signature.ts";
import { signatureVectors } from "../../parties/signature-vectors.ts";

describe("signatures, verified with nothing but ECMAScript", () => {
  test.each(signatureVectors)("$file: $valid", ({ data, key, scheme, signature, valid }) => {
    expect(verifySignature(key, scheme, signature, data)).toBe(valid);
  });

  const good = signatureVectors.filter(({ valid }) => valid);

  test.each(good)("$file with a flipped bit is false", ({ data, key, scheme, signature }) => {
    for (const at of [0, signature.length >> 1, signature.length - 1]) {
      const flipped = signature.slice();
      flipped[at] = (flipped[at] ?? 0) ^ 1;
      expect(verifySignature(key, scheme, flipped, data)).toBe(false);
    }
  });
});
