const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Crockford's base32, upper case, five bits a character from the first bit on; the last one zero-filled. */
export function encodeCrockford(bytes: Uint8Array): string {
  let text = "";
  let held = 0;
  let bits = 0;
  for (const octet of bytes) {
    held = ((held << 8) | octet) & 0xfff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet.charAt((held >> bits) & 31);
    }
  }
  return bits > 0 ? text + alphabet.charAt((held << (5 - bits)) & 31) : text;
}
