/** Numbers that follow from a seed, the same in every run and runtime. */
export interface Random {
  /** A whole number of 32 bits. */
  next(): number;
  /** A whole number from 0 to below `limit`. */
  below(limit: number): number;
  /** True once in `times`. */
  oneIn(times: number): boolean;
  /** One of a list that has any. */
  pick<T extends object | string | number | bigint | boolean>(list: readonly T[]): T;
  bytes(length: number): Uint8Array;
}

/** @param seed any number; two seeds give two unrelated rows (sfc32, warmed up) */
export function seededRandom(seed: number): Random {
  let a = seed | 0;
  let b = Math.floor(seed / 2 ** 32) | 0;
  let c = 0x9e3779b9 | 0;
  let counter = 1;
  const next = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return sum >>> 0;
  };
  for (let turn = 0; turn < 20; turn += 1) next();
  const below = (limit: number): number => Math.floor((next() / 2 ** 32) * limit);
  return {
    next,
    below,
    oneIn: (times) => below(times) === 0,
    pick(list) {
      const found = list[below(list.length)];
      if (found === undefined) throw new RangeError("nothing to pick from");
      return found;
    },
    bytes: (length) => Uint8Array.from({ length }, () => next() & 0xff),
  };
}
