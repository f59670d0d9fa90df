import type { Outcome } from "../outcome.ts";
import type { SameSlots } from "../slots.ts";

/** One check code: what it means for the verdict, on which clause it rests, how it is said, what to do next. */
export interface CheckWords {
  readonly outcome: Outcome;
  /** The provision or specification behind it, e.g. `RFC 3161 §2.4.2`. */
  readonly clause: string;
  readonly zh: string;
  readonly en: string;
  /** What usually lies behind it: one sentence; empty strings where nothing went wrong. */
  readonly cause: { readonly zh: string; readonly en: string };
  /** The step that would settle it; empty strings where nothing need be done. */
  readonly next: { readonly zh: string; readonly en: string };
}

/** `unknown` for an entry that passed or names a cause, else a type that names what is missing. */
type SaysCause<Entry extends CheckWords> = Entry["outcome"] extends "passed"
  ? unknown
  : "" extends Entry["cause"]["zh"] | Entry["cause"]["en"]
    ? { readonly cause: { readonly mustBeSaid: true } }
    : unknown;

/**
 * A table of check codes; does not compile when zh and en of an entry carry different slots, or
 * when an entry that is not `passed` names no cause in one of them.
 */
export function checkTable<const T extends Readonly<Record<string, CheckWords>>>(
  table: T & { readonly [C in keyof T]: SameSlots<T[C]> & SaysCause<T[C]> },
): T {
  return table;
}

/** The next step of a check that passed. */
export const nothingToDo = { zh: "", en: "" } as const;
