import { nameList } from "../../words/name-list.ts";

/** How many names a sentence lists before it only counts them. */
const most = 4;

/** Names as a sentence shows them: the first four, and how many more there are. The facts have them all. */
export function listed(names: readonly string[]): string {
  const shown = nameList(names.slice(0, most));
  const more = names.length - most;
  return more > 0 ? `${shown} … (+${String(more)})` : shown;
}

/** Every value once, in the order of first appearance. */
export function distinct<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)];
}

/** Values by key, keys and values in the order of appearance. */
export function grouped<T>(
  values: readonly T[],
  keyOf: (value: T) => string,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return groups;
}
