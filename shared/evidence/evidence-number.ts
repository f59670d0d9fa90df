import { encodeCrockford } from "../bytes/crockford.ts";

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const dataLength = 16;

/**
 * The check character of 16 base32 characters: the sum of each value times its weight, modulo 32.
 * Weights are 3, 5, 7 ... 33 from left to right. They are odd, so that every single wrong character
 * is noticed; neighbours differ by 2, so that exchanging two neighbours is noticed unless their
 * values differ by exactly 16 (with a modulus of 32 no odd weights do better). The weight of the
 * check character itself is -1, again 2 away from its neighbour's.
 */
function checkCharacter(data: string): string {
  let sum = 0;
  for (let index = 0; index < data.length; index += 1)
    sum += alphabet.indexOf(data.charAt(index)) * (2 * index + 3);
  return alphabet.charAt(sum % 32);
}

/**
 * The evidence number: 16 Crockford base32 characters for the first 80 bits of the fingerprint, and a
 * check character.
 *
 * @param fingerprint SHA-256 of `META-INF/ASiCManifest001.xml`, 32 bytes
 */
export function evidenceNumber(fingerprint: Uint8Array): string {
  const data = encodeCrockford(fingerprint.subarray(0, 10));
  return data + checkCharacter(data);
}

/**
 * Reads a number as a person typed it: any case, spaces and hyphens anywhere, O for 0, I or L for 1.
 * Undefined when it is not 17 characters of the alphabet or its check character does not fit. For
 * human input only: in files a number is compared as it stands.
 */
export function parseEvidenceNumber(typed: string): string | undefined {
  const number = typed
    .replace(/[\s-]/gu, "")
    .toUpperCase()
    .replace(/O/gu, "0")
    .replace(/[IL]/gu, "1");
  if (!/^[0-9A-HJKMNP-TV-Z]{17}$/u.test(number)) return undefined;
  const data = number.slice(0, dataLength);
  return checkCharacter(data) === number.charAt(dataLength) ? number : undefined;
}
