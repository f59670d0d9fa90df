import type { SameSlots } from "../slots.ts";

/** One fault code: how what went wrong is said, what to do next, and the exit code where it is not 1. */
export interface FaultWords {
  readonly zh: string;
  readonly en: string;
  readonly next: { readonly zh: string; readonly en: string };
  /** Exit code of the command line when this ends it; 64 for wrong usage. Absent means 1. */
  readonly exit?: number;
}

/** A table of fault codes; does not compile when zh and en of an entry carry different slots. */
export function faultTable<const T extends Readonly<Record<string, FaultWords>>>(
  table: T & { readonly [C in keyof T]: SameSlots<T[C]> },
): T {
  return table;
}
