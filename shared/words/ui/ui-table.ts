import type { Language, Words } from "../language.ts";
import { fill } from "../sentence.ts";
import type { DataFor, SlotsOf } from "../slots.ts";

type SlotsMatch<W extends Words> = [SlotsOf<W["zh"]>] extends [SlotsOf<W["en"]>]
  ? [SlotsOf<W["en"]>] extends [SlotsOf<W["zh"]>]
    ? unknown
    : { readonly zhMustCarry: SlotsOf<W["en"]> }
  : { readonly enMustCarry: SlotsOf<W["zh"]> };

/** A table of words for screens; does not compile when zh and en of an entry carry different slots. */
export function uiTable<const T extends Readonly<Record<string, Words>>>(
  table: T & { readonly [K in keyof T]: SlotsMatch<T[K]> },
): T {
  return table;
}

/** What `say` needs beside an entry: the values of its slots, or nothing. */
export type SayData<W extends Words> = string extends W["en"]
  ? []
  : [SlotsOf<W["en"]>] extends [never]
    ? []
    : [data: DataFor<SlotsOf<W["en"]>>];

/** Says one entry in a language; an entry with slots takes their values. */
export function say<const W extends Words>(
  words: W,
  language: Language,
  ...data: SayData<W>
): string {
  return fill(words[language], language, data[0] ?? {});
}
