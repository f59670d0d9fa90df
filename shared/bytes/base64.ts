const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const valueOfCode = new Int8Array(128).fill(-1);
for (let value = 0; value < alphabet.length; value += 1) {
  valueOfCode[alphabet.charCodeAt(value)] = value;
}

/** Base64 of RFC 4648 section 4, with padding and without line breaks. */
export function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (let index = 0; index < bytes.length; index += 3) {
    const group =
      ((bytes[index] ?? 0) << 16) | ((bytes[index + 1] ?? 0) << 8) | (bytes[index + 2] ?? 0);
    text += alphabet.charAt(group >> 18) + alphabet.charAt((group >> 12) & 63);
    text += index + 1 < bytes.length ? alphabet.charAt((group >> 6) & 63) : "=";
    text += index + 2 < bytes.length ? alphabet.charAt(group & 63) : "=";
  }
  return text;
}

function sextet(code: number): number {
  return valueOfCode[code] ?? -1;
}

/**
 * The bytes of canonical base64 (RFC 4648 section 4): padded, without white space, unused bits zero.
 * Undefined for anything else, so that a text has one reading and bytes have one text.
 */
export function fromBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0) return undefined;
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  const meaningful = text.length - padding;
  let group = 0;
  let written = 0;
  for (let index = 0; index < meaningful; index += 1) {
    const value = sextet(text.charCodeAt(index));
    if (value < 0) return undefined;
    group = ((group << 6) | value) & 0xffffff;
    if (index % 4 === 1) bytes[written++] = (group >> 4) & 0xff;
    else if (index % 4 === 2) bytes[written++] = (group >> 2) & 0xff;
    else if (index % 4 === 3) bytes[written++] = group & 0xff;
  }
  if (padding === 2 && (group & 0x0f) !== 0) return undefined;
  if (padding === 1 && (group & 0x03) !== 0) return undefined;
  return bytes;
}
