import type { Mutator } from "./mutators/mutator.ts";

/** What came of one input: "accepted", or the rule, code or outcome that it met. Few and constant texts. */
export type Label = string;

/** A parser or a judge with its inputs, ready to be asked many times. */
export interface Prepared {
  /** Where mutation begins: good inputs and bad ones. */
  readonly seeds: readonly Uint8Array[];
  /**
   * Gives one input to the code in question. Throws a `Violation` for a wrong answer; whatever else it
   * throws is a find too.
   */
  readonly run: (input: Uint8Array) => Label | Promise<Label>;
}

/** What is fuzzed under one name. */
export interface Target {
  readonly name: string;
  readonly mutators: readonly Mutator[];
  /** Longer mutants are cut to this many bytes. */
  readonly maxBytes: number;
  prepare(): Promise<Prepared>;
}

/** The answer to an input was wrong: accepted without being canonical, passed though altered. */
export class Violation extends Error {}

/** Label of a parser's result; what is accepted must be written as the same bytes. */
export function canonical<T>(
  input: Uint8Array,
  result:
    | { readonly ok: true; readonly value: T }
    | { readonly ok: false; readonly fault: { readonly rule: string } },
  write: (value: T) => Uint8Array,
): Label {
  if (!result.ok) return result.fault.rule;
  if (!sameBytes(write(result.value), input)) throw new Violation("accepted, yet not canonical");
  return "accepted";
}

/** Label of a parser's result for a format that has several encodings. */
export function labelOf(
  result: { readonly ok: true } | { readonly ok: false; readonly fault: { readonly rule: string } },
): Label {
  return result.ok ? "accepted" : result.fault.rule;
}

export function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((octet, index) => octet === right[index]);
}
