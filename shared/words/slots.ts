import type { IdentifierSlots } from "./identifiers.ts";

/**
 * Sentences carry slots: `{name}` takes a string or a number, `{name:time}` takes a UnixMs and is
 * shown in the reader's language and zone, `{name:span}` takes milliseconds and is shown as a
 * duration, `{name:gap}` as the step from one event to the next. `{name:file}` takes a file name and is quoted, or
 * is the input itself where it is empty; `{name:digest}` is shown in groups of eight, `{name:list}` takes
 * what `nameList` makes of several names. `{name:rule}` and its like take an identifier and show its words. What a code's `data` must hold is derived from its sentences, so that a finding
 * without a value, or a translation without its slot, does not compile.
 */
export type SlotValue = string | number;

/** The slots of a template as written between braces: `"name"`, `"at:time"`. */
export type SlotsOf<Template extends string> =
  Template extends `${string}{${infer Slot}}${infer Rest}` ? Slot | SlotsOf<Rest> : never;

type NameOf<Slot extends string> = Slot extends `${infer Name}:${string}` ? Name : Slot;
type ValueOf<Slot extends string> = Slot extends `${string}:${infer Kind}`
  ? Kind extends keyof IdentifierSlots
    ? IdentifierSlots[Kind]
    : Kind extends "file" | "digest" | "list"
      ? string
      : number
  : SlotValue;

/** The object that fills a set of slots. */
export type DataFor<Slot extends string> = {
  readonly [S in Slot as NameOf<S>]: ValueOf<S>;
};

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

/** A sentence and a next step, in both languages. */
export interface Said {
  readonly zh: string;
  readonly en: string;
  readonly next: { readonly zh: string; readonly en: string };
}

/** `unknown` for an entry whose languages carry the same slots, else a type that names the difference. */
export type SameSlots<Entry extends Said> =
  Same<SlotsOf<Entry["zh"]>, SlotsOf<Entry["en"]>> extends true
    ? Same<SlotsOf<Entry["next"]["zh"]>, SlotsOf<Entry["next"]["en"]>> extends true
      ? unknown
      : { readonly next: { readonly zhMustCarry: SlotsOf<Entry["next"]["en"]> } }
    : { readonly zhMustCarry: SlotsOf<Entry["en"]> };

/** What `data` a sentence with its next step needs. */
export type DataOfSaid<Entry extends Said> = DataFor<
  SlotsOf<Entry["en"]> | SlotsOf<Entry["next"]["en"]>
>;
