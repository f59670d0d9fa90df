import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { evidenceNumber, parseEvidenceNumber } from "../../../shared/evidence/evidence-number.ts";

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const fingerprint = fc.uint8Array({ minLength: 32, maxLength: 32 });

function withCharacter(number: string, at: number, character: string): string {
  return number.slice(0, at) + character + number.slice(at + 1);
}

describe("the evidence number", () => {
  test("is 16 base32 characters of the first 80 bits and a check character", () => {
    const counting = new Uint8Array(32).map((_, index) => index);
    expect(evidenceNumber(counting)).toBe("000G40R40M30E209E");
    expect(evidenceNumber(new Uint8Array(32))).toBe("00000000000000000");
  });

  test("is read back as people type it", () => {
    fc.assert(
      fc.property(fingerprint, (bytes) => {
        const number = evidenceNumber(bytes);
        const typed = number.toLowerCase().replace(/0/gu, "o").replace(/1/gu, "l");
        expect(parseEvidenceNumber(` ${typed.slice(0, 4)}-${typed.slice(4)} `)).toBe(number);
      }),
    );
  });

  test("refuses every number with one wrong character", () => {
    fc.assert(
      fc.property(fingerprint, (bytes) => {
        const number = evidenceNumber(bytes);
        for (let at = 0; at < number.length; at += 1)
          for (const character of alphabet)
            if (character !== number.charAt(at))
              expect(parseEvidenceNumber(withCharacter(number, at, character))).toBeUndefined();
      }),
      { numRuns: 10 },
    );
  });

  test("refuses neighbours exchanged, unless their values differ by exactly 16", () => {
    fc.assert(
      fc.property(fingerprint, fc.integer({ min: 0, max: 15 }), (bytes, at) => {
        const number = evidenceNumber(bytes);
        const [left, right] = [number.charAt(at), number.charAt(at + 1)];
        const exchanged = withCharacter(withCharacter(number, at, right), at + 1, left);
        const apart = Math.abs(alphabet.indexOf(left) - alphabet.indexOf(right));
        const noticed = apart !== 0 && apart !== 16;
        expect(parseEvidenceNumber(exchanged) === undefined).toBe(noticed);
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    "",
    "0",
    "000G40R40M30E209",
    "000G40R40M30E209EX",
    "U00G40R40M30E209E",
    "000G40R40M30E2094",
  ])("refuses %j", (typed) => {
    expect(parseEvidenceNumber(typed)).toBeUndefined();
  });
});
