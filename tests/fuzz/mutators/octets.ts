import { concatBytes } from "../../../shared/bytes/octets.ts";
import type { Random } from "../../parties/random.ts";
import type { Mutator } from "./mutator.ts";

type Edit = (input: Uint8Array, random: Random, other: Uint8Array) => Uint8Array;

/** Octets at which readers of numbers, lengths and text change their mind. */
const telling = [
  0, 1, 0x0a, 0x0d, 0x20, 0x22, 0x2f, 0x30, 0x5c, 0x7f, 0x80, 0x81, 0x84, 0xfe, 0xff,
];
const tellingWords = [
  0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff,
];

function stretch(input: Uint8Array, random: Random, most: number): readonly [number, number] {
  const start = random.below(input.length + 1);
  return [start, Math.min(input.length, start + 1 + random.below(most))];
}

function changed(input: Uint8Array, at: number, octet: number): Uint8Array {
  const copy = input.slice();
  copy[at] = octet;
  return copy;
}

const edits: readonly Edit[] = [
  (input, random) => {
    const at = random.below(input.length);
    return changed(input, at, (input[at] ?? 0) ^ (1 << random.below(8)));
  },
  (input, random) => changed(input, random.below(input.length), random.pick(telling)),
  (input, random) => {
    const at = random.below(input.length);
    return changed(input, at, (input[at] ?? 0) + (random.oneIn(2) ? 1 : 255));
  },
  (input, random) => {
    const [start, end] = stretch(input, random, random.oneIn(4) ? 200 : 8);
    return concatBytes(input.subarray(0, start), input.subarray(end));
  },
  (input, random) => {
    const at = random.below(input.length + 1);
    const added = random.bytes(1 + random.below(random.oneIn(4) ? 100 : 4));
    return concatBytes(input.subarray(0, at), added, input.subarray(at));
  },
  (input, random) => {
    const [start, end] = stretch(input, random, 64);
    const times = random.oneIn(10) ? 1 + random.below(300) : 1 + random.below(3);
    const again = Array.from({ length: times }, () => input.subarray(start, end));
    return concatBytes(input.subarray(0, end), ...again, input.subarray(end));
  },
  (input, random) => {
    const copy = input.slice();
    const [start, end] = stretch(input, random, 200);
    copy.copyWithin(random.below(input.length), start, end);
    return copy;
  },
  (input, random) => {
    const copy = input.slice();
    const view = new DataView(copy.buffer);
    const width = random.pick([2, 4]);
    if (copy.length < width) return copy;
    const at = random.below(copy.length - width + 1);
    const word = random.pick(tellingWords);
    if (width === 2) view.setUint16(at, word & 0xffff, random.oneIn(2));
    else view.setUint32(at, word, random.oneIn(2));
    return copy;
  },
  (input, random, other) => {
    const [start, end] = stretch(other, random, 400);
    const at = random.below(input.length + 1);
    const skip = random.oneIn(2) ? 0 : end - start;
    return concatBytes(
      input.subarray(0, at),
      other.subarray(start, end),
      input.subarray(at + skip),
    );
  },
  (input, random, other) =>
    concatBytes(
      input.subarray(0, random.below(input.length + 1)),
      other.subarray(random.below(other.length + 1)),
    ),
  (input, random) => input.slice(0, random.below(input.length + 1)),
];

/** Changes that know nothing of the format: bits, octets, stretches cut, repeated, copied, spliced. */
export const mutateOctets: Mutator = (input, random, other) =>
  input.length === 0 ? random.bytes(random.below(20)) : random.pick(edits)(input, random, other);
