import type { Random } from "../../parties/random.ts";

/**
 * Gives a changed copy of an input; now and then the same bytes, where it found nothing to change.
 *
 * @param other another input of the corpus, to take parts from
 */
export type Mutator = (input: Uint8Array, random: Random, other: Uint8Array) => Uint8Array;
