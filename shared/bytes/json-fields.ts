import type { Refuse } from "./attempt.ts";
import { fromBase64 } from "./base64.ts";
import type { Json } from "./canonical-json.ts";
import { parseTime, type UnixMs } from "./civil-time.ts";

const hexDigest = /^[0-9a-f]{64}$/u;

/**
 * The members of one JSON object, taken by name and type. Every reader refuses with the rule
 * `<path>-<what is wrong>`; `end` refuses a name that no reader asked for.
 */
export interface Fields {
  readonly text: (name: string, maxLength: number) => string;
  /** Text that matches a pattern. */
  readonly matching: (name: string, pattern: RegExp) => string;
  readonly integer: (name: string, min: number, max: number) => number;
  readonly oneOf: <const T extends string>(name: string, allowed: readonly T[]) => T;
  /** SHA-256 as 64 lower-case hex digits. */
  readonly digest: (name: string) => string;
  /** Canonical base64 of exactly `length` bytes. */
  readonly bytes: (name: string, length: number) => Uint8Array;
  /** RFC 3339 UTC with milliseconds. */
  readonly time: (name: string) => UnixMs;
  readonly object: (name: string) => Fields;
  readonly list: <T>(
    name: string,
    max: number,
    read: (item: Json, path: string) => T,
  ) => readonly T[];
  /** Whatever JSON stands there. */
  readonly any: (name: string) => Json;
  /** Null as null, everything else through `read`. */
  readonly nullable: <T>(name: string, read: (name: string) => T) => T | null;
  readonly has: (name: string) => boolean;
  /** The names that no reader has asked for yet. */
  readonly rest: () => readonly string[];
  /** Refuses when a name is left that no reader has asked for. */
  readonly end: () => void;
}

function isObject(json: Json | undefined): json is { readonly [key: string]: Json } {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

function isList(json: Json): json is readonly Json[] {
  return Array.isArray(json);
}

/** A text of 1 to `maxLength` UTF-16 units. */
export function readText(json: Json, path: string, maxLength: number, refuse: Refuse): string {
  if (typeof json !== "string") return refuse(`${path}-not-text`);
  if (json.length === 0 || json.length > maxLength) return refuse(`${path}-length`);
  return json;
}

/** Opens `json` as an object at `path` ("" for the document itself). */
export function readFields(json: Json, path: string, refuse: Refuse): Fields {
  if (!isObject(json)) return refuse(`${path === "" ? "document" : path}-not-object`);
  const object = json;
  const asked = new Set<string>();
  const at = (name: string): string => (path === "" ? name : `${path}.${name}`);
  const take = (name: string): Json => {
    asked.add(name);
    const value = Object.hasOwn(object, name) ? object[name] : undefined;
    return value === undefined ? refuse(`${at(name)}-missing`) : value;
  };
  const rest = (): readonly string[] => Object.keys(object).filter((name) => !asked.has(name));
  const fields: Fields = {
    text: (name, maxLength) => readText(take(name), at(name), maxLength, refuse),
    matching(name, pattern) {
      const value = take(name);
      return typeof value === "string" && pattern.test(value) ? value : refuse(`${at(name)}-form`);
    },
    integer(name, min, max) {
      const value = take(name);
      if (typeof value !== "number" || !Number.isSafeInteger(value))
        return refuse(`${at(name)}-not-integer`);
      return value < min || value > max ? refuse(`${at(name)}-range`) : value;
    },
    oneOf(name, allowed) {
      const value = take(name);
      return allowed.find((choice) => choice === value) ?? refuse(`${at(name)}-unknown`);
    },
    digest: (name) => fields.matching(name, hexDigest),
    bytes(name, length) {
      const value = take(name);
      const bytes = typeof value === "string" ? fromBase64(value) : undefined;
      return bytes?.length === length ? bytes : refuse(`${at(name)}-form`);
    },
    time(name) {
      const value = take(name);
      const time = typeof value === "string" ? parseTime(value) : undefined;
      return time ?? refuse(`${at(name)}-form`);
    },
    object: (name) => readFields(take(name), at(name), refuse),
    list(name, max, read) {
      const value = take(name);
      if (!isList(value)) return refuse(`${at(name)}-not-list`);
      if (value.length > max) return refuse(`${at(name)}-too-many`);
      return value.map((item) => read(item, at(name)));
    },
    any: take,
    nullable: (name, read) => (take(name) === null ? null : read(name)),
    has: (name) => Object.hasOwn(object, name),
    rest,
    end() {
      const [unknown] = rest();
      if (unknown !== undefined) refuse(`${at("")}unknown-field`);
    },
  };
  return fields;
}
