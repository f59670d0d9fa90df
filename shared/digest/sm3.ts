const blockLength = 64;
const initial = [
  0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e,
] as const;

function rotated(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}

/** T_j <<< j, the round constants of GB/T 32905-2016 5.3.2. */
const roundConstants = Int32Array.from({ length: 64 }, (_, round) =>
  rotated(round < 16 ? 0x79cc4519 : 0x7a879d8a, round % 32),
);

/**
 * SM3 (GB/T 32905-2016, GM/T 0004-2012) over parts that come one after another, to 2^53 bytes.
 * Own code because sm-crypto-v2 offers the digest of one whole array only.
 */
export class Sm3 {
  readonly #state = Int32Array.from(initial);
  readonly #words = new Int32Array(68);
  readonly #block = new Uint8Array(blockLength);
  #held = 0;
  #length = 0;

  update(part: Uint8Array): this {
    this.#length += part.length;
    let offset = 0;
    if (this.#held > 0) {
      offset = Math.min(blockLength - this.#held, part.length);
      this.#block.set(part.subarray(0, offset), this.#held);
      this.#held += offset;
      if (this.#held < blockLength) return this;
      this.#compress(this.#block, 0);
      this.#held = 0;
    }
    for (; offset + blockLength <= part.length; offset += blockLength) {
      this.#compress(part, offset);
    }
    this.#block.set(part.subarray(offset));
    this.#held = part.length - offset;
    return this;
  }

  digest(): Uint8Array {
    const bits = this.#length * 8;
    const padding = new Uint8Array(this.#held < 56 ? 64 - this.#held : 128 - this.#held);
    padding[0] = 0x80;
    const view = new DataView(padding.buffer);
    view.setUint32(padding.length - 8, Math.floor(bits / 2 ** 32));
    view.setUint32(padding.length - 4, bits % 2 ** 32);
    this.update(padding);
    const digest = new Uint8Array(32);
    const out = new DataView(digest.buffer);
    this.#state.forEach((word, index) => {
      out.setInt32(4 * index, word);
    });
    return digest;
  }

  #expand(bytes: Uint8Array, offset: number): Int32Array {
    const words = this.#words;
    const view = new DataView(bytes.buffer, bytes.byteOffset + offset, blockLength);
    for (let index = 0; index < 16; index += 1) words[index] = view.getInt32(4 * index);
    for (let index = 16; index < 68; index += 1) {
      const mixed =
        (words[index - 16] ?? 0) ^ (words[index - 9] ?? 0) ^ rotated(words[index - 3] ?? 0, 15);
      words[index] =
        mixed ^
        rotated(mixed, 15) ^
        rotated(mixed, 23) ^
        rotated(words[index - 13] ?? 0, 7) ^
        (words[index - 6] ?? 0);
    }
    return words;
  }

  #compress(bytes: Uint8Array, offset: number): void {
    const words = this.#expand(bytes, offset);
    const state = this.#state;
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
    for (let round = 0; round < 64; round += 1) {
      const turned = rotated(a, 12);
      const ss1 = rotated((turned + e + (roundConstants[round] ?? 0)) | 0, 7);
      const word = words[round] ?? 0;
      const pair = word ^ (words[round + 4] ?? 0);
      const ff = round < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c);
      const gg = round < 16 ? e ^ f ^ g : (e & f) | (~e & g);
      const tt1 = (ff + d + (ss1 ^ turned) + pair) | 0;
      const tt2 = (gg + h + ss1 + word) | 0;
      d = c;
      c = rotated(b, 9);
      b = a;
      a = tt1;
      h = g;
      g = rotated(f, 19);
      f = e;
      e = tt2 ^ rotated(tt2, 9) ^ rotated(tt2, 17);
    }
    [a, b, c, d, e, f, g, h].forEach((word, index) => {
      state[index] = (state[index] ?? 0) ^ word;
    });
  }
}
