import { ed25519 } from "@noble/curves/ed25519.js";
import { describe, expect, test } from "vitest";
import { concatBytes } from "../../../shared/bytes/octets.ts";
import { isSoundEd25519Key, verifyEd25519 } from "../../../shared/signature/ed25519.ts";

const { Point } = ed25519;

/** The eight points whose order divides the cofactor, found from a point of the whole group. */
const smallOrder = (() => {
  for (let seed = 2; ; seed += 1) {
    let whole: InstanceType<typeof Point>;
    try {
      whole = Point.fromBytes(Uint8Array.from({ length: 32 }, (_, at) => (at === 0 ? seed : 0)));
    } catch {
      // Not every y is that of a point.
      continue;
    }
    const torsion = whole.multiplyUnsafe(Point.Fn.ORDER - 1n).add(whole);
    const points = [Point.ZERO];
    for (let at = torsion; !at.is0(); at = at.add(torsion)) points.push(at);
    if (points.length === 8) return points.map((point) => point.toBytes());
  }
})();

describe("an Ed25519 key", () => {
  test("of small order is none: its signatures bind nobody to anything", () => {
    expect(new Set(smallOrder.map(String)).size).toBe(8);
    for (const key of smallOrder) {
      expect([String(key), isSoundEd25519Key(key)]).toEqual([String(key), false]);
      for (const encodedR of smallOrder) {
        const signature = concatBytes(encodedR, new Uint8Array(32));
        for (let data = 0; data < 16; data += 1)
          expect(verifyEd25519(key, signature, Uint8Array.of(data))).toBe(false);
      }
    }
  });

  test("in another spelling of its y is none", () => {
    const field = 2n ** 255n - 19n;
    for (let y = field; y < 2n ** 255n; y += 1n) {
      const digits = y.toString(16).padStart(64, "0").match(/../gu) ?? [];
      const key = Uint8Array.from(digits.reverse(), (digit) => Number.parseInt(digit, 16));
      expect(isSoundEd25519Key(key)).toBe(false);
      expect(isSoundEd25519Key(key.map((octet, at) => (at === 31 ? octet | 0x80 : octet)))).toBe(
        false,
      );
    }
  });

  test("of an ordinary signer is one", () => {
    const secret = new Uint8Array(32).fill(7);
    const key = ed25519.getPublicKey(secret);
    expect(isSoundEd25519Key(key)).toBe(true);
    const data = Uint8Array.of(1, 2, 3);
    expect(verifyEd25519(key, ed25519.sign(data, secret), data)).toBe(true);
  });
});
