import type { EntryFact, Items } from "../items.ts";
import { eachOnce } from "./trust-entries.ts";

/** Every entry of the package that is there before the closing, each once. */
export function entriesBeforeClosing(item: Items["registered"]): readonly EntryFact[] {
  return eachOnce([
    ...item.sealedEntries,
    ...item.signerEntries,
    ...item.stamps.flatMap(({ entries }) => entries),
    ...(item.registration?.entries ?? []),
  ]);
}

/** Every entry of the finished package but `mimetype`. */
export function packageEntries(item: Items["closed"]): readonly EntryFact[] {
  return eachOnce([...entriesBeforeClosing(item), ...item.closing.entries]);
}

/** One practice proof makes the whole package practice: nobody should file it by mistake. */
export function isPractice(item: Items["registered"]): boolean {
  return item.registration?.practice === true || item.stamps.some(({ practice }) => practice);
}
