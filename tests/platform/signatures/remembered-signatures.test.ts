import { ed25519 } from "@noble/curves/ed25519.js";
import { describe, expect, test } from "vitest";
import { rememberedSignatures } from "../../../platform/signatures/remembered-signatures.ts";
import { verifySignature } from "../../../platform/signatures/verify-signature.ts";
import type { VerifySignature } from "../../../shared/signature/scheme.ts";
import { signatureVectors } from "../../parties/signature-vectors.ts";

/** A verifier that counts how often it is asked. */
function counting(): { readonly verify: VerifySignature; readonly asked: () => number } {
  let count = 0;
  const verify: VerifySignature = (...question) => {
    count += 1;
    return verifySignature(...question);
  };
  return { verify, asked: () => count };
}

describe("signatures whose answers are remembered", () => {
  test("every vector gets its answer, the first time and again", () => {
    const { verify, asked } = counting();
    const remembered = rememberedSignatures(verify);
    for (let turn = 0; turn < 2; turn += 1) {
      for (const { key, scheme, signature, data, valid } of signatureVectors) {
        expect(remembered(key, scheme, signature, data)).toBe(valid);
      }
    }
    expect(asked()).toBeLessThanOrEqual(signatureVectors.length);
  });

  test("one that differs in key, scheme, signature or data only is a question of its own", () => {
    const remembered = rememberedSignatures(verifySignature);
    const secret = new Uint8Array(32).fill(7);
    const key = { kind: "ed25519", bytes: ed25519.getPublicKey(secret) } as const;
    const data = Uint8Array.of(1, 2, 3);
    const signature = ed25519.sign(data, secret);
    const scheme = { kind: "ed25519" } as const;
    const other = ed25519.getPublicKey(new Uint8Array(32).fill(8));
    expect(remembered(key, scheme, signature, data)).toBe(true);
    expect(remembered({ kind: "ed25519", bytes: other }, scheme, signature, data)).toBe(false);
    expect(remembered(key, { kind: "sm2-sm3" }, signature, data)).toBe(false);
    expect(remembered(key, scheme, signature.slice(0, 63), data)).toBe(false);
    expect(remembered(key, scheme, signature, Uint8Array.of(1, 2))).toBe(false);
    // The last octet of the signature moved to the head of the data.
    const moved = Uint8Array.of(signature[63] ?? 0, ...data);
    expect(remembered(key, scheme, signature.slice(0, 63), moved)).toBe(false);
    expect(remembered(key, scheme, signature, data)).toBe(true);
  });

  test("a key bound to PSS parameters is another than the same key without", () => {
    const remembered = rememberedSignatures((key) => key.kind === "rsa" && !key.pssParameters);
    const free = { kind: "rsa", n: 3n ** 700n, e: 65_537n, pssOnly: true } as const;
    const parameters = { digest: "sha256", mgfDigest: "sha256", saltLength: 32 } as const;
    const bound = { ...free, pssParameters: parameters };
    const scheme = { kind: "rsa-pss", digest: "sha1", mgfDigest: "sha1", saltLength: 20 } as const;
    const [signature, data] = [Uint8Array.of(1), Uint8Array.of(2)];
    expect(remembered(free, scheme, signature, data)).toBe(true);
    expect(remembered(bound, scheme, signature, data)).toBe(false);
    const longer = { ...free, pssParameters: { ...parameters, saltLength: 33 } };
    let asked = 0;
    const counted = rememberedSignatures(() => (asked += 1) > 0);
    for (const key of [bound, longer, bound]) counted(key, scheme, signature, data);
    expect(asked).toBe(2);
  });

  test("forgets the oldest of more than 4,096, and answers it again", () => {
    const { verify, asked } = counting();
    const remembered = rememberedSignatures(verify);
    const key = { kind: "ed25519", bytes: new Uint8Array(32) } as const;
    const ask = (n: number): boolean =>
      remembered(key, { kind: "ed25519" }, new Uint8Array(), Uint8Array.of(n >> 8, n & 255));
    for (let n = 0; n <= 4_096; n += 1) expect(ask(n)).toBe(false);
    expect(ask(4_096)).toBe(false);
    expect(asked()).toBe(4_097);
    expect(ask(0)).toBe(false);
    expect(asked()).toBe(4_098);
  });
});
