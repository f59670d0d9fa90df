import type { Refuse } from "../bytes/attempt.ts";
import { fromUtf8, toUtf8 } from "../bytes/utf8.ts";

/** One line of a text, without its newline, the byte offset at which it begins, and its length in octets of UTF-8. */
export interface TextLine {
  readonly text: string;
  readonly at: number;
  readonly octets: number;
}

/**
 * The lines of UTF-8 text in which every line, the last too, ends in U+000A. Refuses what is no UTF-8, more
 * than `maxBytes`, a missing last newline, and every control character below U+0020 other than the newline
 * (`tab` lets U+0009 pass).
 */
export function linesOf(
  bytes: Uint8Array,
  maxBytes: number,
  refuse: Refuse,
  allowed: { readonly tab: boolean } = { tab: false },
): readonly TextLine[] {
  if (bytes.length > maxBytes) return refuse("text-too-large", maxBytes);
  for (const [at, octet] of bytes.entries()) {
    if (octet < 0x20 && octet !== 0x0a && !(allowed.tab && octet === 0x09)) {
      return refuse("control-character", at);
    }
  }
  const text = fromUtf8(bytes);
  if (text === undefined) return refuse("text-not-utf8");
  if (!text.endsWith("\n")) return refuse("no-final-newline", bytes.length);
  const lines: TextLine[] = [];
  let at = 0;
  for (const line of text.slice(0, -1).split("\n")) {
    const octets = toUtf8(line).length;
    lines.push({ text: line, at, octets });
    at += octets + 1;
  }
  return lines;
}

const decimal = /^(?:0|[1-9][0-9]{0,15})$/;

/** The value of ASCII decimal without leading zeroes, up to 2^53 - 1; undefined for any other text. */
export function parseDecimal(text: string): number | undefined {
  if (!decimal.test(text)) return undefined;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : undefined;
}
