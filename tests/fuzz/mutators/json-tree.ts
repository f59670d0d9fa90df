import type { Random } from "../../parties/random.ts";
import type { Mutator } from "./mutator.ts";
import { mutateLines } from "./text-lines.ts";

/** A value inside its array or object. */
interface Place {
  readonly get: () => unknown;
  readonly set: (value: unknown) => void;
  readonly remove: () => void;
  /** A sibling with the same value. */
  readonly repeat: (random: Random) => void;
}

const names = ["__proto__", "constructor", "toString", "v", "format", "critical", "extensions", ""];
const values: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1,
  0.5,
  -0,
  1e21,
  1e308,
  9007199254740993,
  "",
  "\u0000",
  "\ud800",
  "é",
  "2026-11-21T02:03:07.000Z",
  "2026-02-30T00:00:00.000Z",
  "00".repeat(32),
  "AAAA",
  [],
  {},
];

function placesIn(value: unknown, places: Place[]): void {
  if (Array.isArray(value)) {
    const list: unknown[] = value;
    for (const [index, item] of list.entries()) {
      places.push({
        get: () => item,
        set: (other) => {
          list[index] = other;
        },
        remove: () => void list.splice(index, 1),
        repeat: (random) => {
          const times = random.oneIn(20) ? random.below(3_000) : 1;
          for (let n = 0; n < times; n += 1) list.push(item);
        },
      });
      placesIn(item, places);
    }
  } else if (typeof value === "object" && value !== null) {
    const object = value;
    for (const [name, item] of Object.entries<unknown>({ ...object })) {
      places.push({
        get: () => item,
        set: (other) => void Reflect.set(object, name, other),
        remove: () => void Reflect.deleteProperty(object, name),
        repeat: (random) => {
          const added = random.oneIn(2) ? random.pick(names) : `${name}${random.below(9)}`;
          Object.defineProperty(object, added, {
            value: item,
            enumerable: true,
            configurable: true,
            writable: true,
          });
        },
      });
      placesIn(item, places);
    }
  }
}

function otherValue(value: unknown, random: Random): unknown {
  if (typeof value === "string" && random.oneIn(2)) {
    const at = random.below(value.length + 1);
    const put = random.pick([
      "",
      "0",
      "f",
      "A",
      "/",
      " ",
      "张",
      "\u202e",
      "x".repeat(random.below(3_000)),
    ]);
    return value.slice(0, at) + put + value.slice(at + random.below(2));
  }
  if (typeof value === "number" && random.oneIn(2)) return value + random.below(5) - 2;
  return values[random.below(values.length)];
}

function nested(value: unknown, random: Random): unknown {
  let inner = value;
  const levels = random.oneIn(4) ? random.below(400) : 1;
  for (let level = 0; level < levels; level += 1) inner = random.oneIn(2) ? [inner] : { v: inner };
  return inner;
}

/** JSON text with keys in order, as RFC 8785 has it for what can be written so; loosely otherwise. */
function written(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(written).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const sorted = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${sorted.map(([name, item]) => `${JSON.stringify(name)}:${written(item)}`).join(",")}}`;
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

function edit(value: unknown, random: Random, other: unknown): void {
  const places: Place[] = [];
  placesIn(value, places);
  if (places.length === 0) return;
  const others: Place[] = [];
  placesIn(other, others);
  const place = random.pick(places);
  switch (random.below(8)) {
    case 0:
      place.remove();
      return;
    case 1:
      place.repeat(random);
      return;
    case 2:
      place.set(nested(place.get(), random));
      return;
    case 3:
      place.set(random.pick(places).get());
      return;
    case 4:
      if (others.length > 0) place.set(random.pick(others).get());
      return;
    default:
      place.set(otherValue(place.get(), random));
  }
}

/**
 * Edits of a JSON tree, written canonically most of the time, so that the edit is reached. A text of
 * several JSON lines has one of them edited.
 */
export const mutateJson: Mutator = (input, random, other) => {
  const text = new TextDecoder().decode(input);
  const lines = text.endsWith("\n") ? text.split("\n") : [text];
  const at = random.below(Math.max(1, lines.length - 1));
  const value = parsed(lines[at] ?? "");
  if (typeof value !== "object" || value === null || random.oneIn(10))
    return mutateLines(input, random, other);
  // What is copied from one place to another must not be the same object twice, or worse inside itself.
  edit(value, random, parsed(new TextDecoder().decode(other)));
  let changed = acyclic(value) ? written(value) : "[]";
  if (random.oneIn(12)) changed = changed.replace(":", random.pick([" :", ": ", ":\n"]));
  if (random.oneIn(12)) changed = changed.replace(/\{("[^"]*":[^,{}[\]]*)/u, "{$1,$1");
  lines[at] = changed;
  return new TextEncoder().encode(lines.join("\n"));
};

function acyclic(value: unknown): boolean {
  try {
    return JSON.stringify(value).length >= 0;
  } catch {
    return false;
  }
}
