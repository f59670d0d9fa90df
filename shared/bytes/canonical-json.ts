import type { Rule } from "../rules/rule.ts";
import type { Result } from "./result.ts";
import { attempt } from "./attempt.ts";
import { fromUtf8, isWellFormed, toUtf8 } from "./utf8.ts";

/** A JSON value of RFC 8785: finite numbers, well-formed strings. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };

/** Levels of arrays and objects that a text may have. */
const maxDepth = 64;

/** Appends the canonical text of a value to `out`, or says why it has none. */
function append(value: unknown, depth: number, out: string[]): Rule | undefined {
  if (typeof value === "string") {
    if (!isWellFormed(value)) return "json-lone-surrogate";
    out.push(JSON.stringify(value));
    return undefined;
  }
  if (typeof value === "number") {
    if (!Number.isFinite(value)) return "json-number-not-finite";
    out.push(JSON.stringify(value));
    return undefined;
  }
  if (value === null || typeof value === "boolean") {
    out.push(String(value));
    return undefined;
  }
  if (typeof value !== "object") return "json-not-a-value";
  if (depth >= maxDepth) return "json-too-deep";
  return Array.isArray(value) ? appendArray(value, depth, out) : appendObject(value, depth, out);
}

function appendArray(items: readonly unknown[], depth: number, out: string[]): Rule | undefined {
  let separator = "[";
  for (const item of items) {
    out.push(separator);
    const flaw = append(item, depth + 1, out);
    if (flaw !== undefined) return flaw;
    separator = ",";
  }
  out.push(items.length === 0 ? "[]" : "]");
  return undefined;
}

function appendObject(value: object, depth: number, out: string[]): Rule | undefined {
  const members: [string, unknown][] = Object.entries(value);
  // Comparing strings goes by UTF-16 code units, which is the order that section 3.2.3 asks for.
  members.sort(([a], [b]) => (a < b ? -1 : 1));
  let separator = "{";
  for (const [key, member] of members) {
    out.push(separator);
    const flaw = append(key, depth + 1, out);
    if (flaw !== undefined) return flaw;
    out.push(":");
    const inner = append(member, depth + 1, out);
    if (inner !== undefined) return inner;
    separator = ",";
  }
  out.push(members.length === 0 ? "{}" : "}");
  return undefined;
}

/**
 * UTF-8 of the canonical form (RFC 8785): no white space, keys in order of UTF-16 code units, numbers
 * as ECMAScript writes them. Throws for what has none: a lone surrogate, NaN, an infinity, 65 levels.
 */
export function writeCanonicalJson(value: Json): Uint8Array<ArrayBuffer> {
  const out: string[] = [];
  const flaw = append(value, 0, out);
  if (flaw !== undefined) throw new RangeError(flaw);
  return toUtf8(out.join(""));
}

function firstDifference(a: string, b: string): number {
  let index = 0;
  while (index < a.length && a.charCodeAt(index) === b.charCodeAt(index)) index += 1;
  return index;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether `append` found a text for the value, which it does for JSON alone. */
function isJson(value: unknown, flaw: string | undefined): value is Json {
  return value !== undefined && flaw === undefined;
}

/** The value as JSON; undefined for what JSON cannot say, or not in this many levels. */
export function asJson(value: unknown): Json | undefined {
  const flaw = append(value, 0, []);
  return isJson(value, flaw) ? value : undefined;
}

/**
 * The value of canonical JSON (RFC 8785) of at most `maxBytes`. White space, duplicate or unsorted
 * keys, other spellings of numbers and strings are `json-not-canonical`: the bytes must be exactly what
 * `writeCanonicalJson` gives for the value. The offset counts UTF-16 units.
 */
export function parseCanonicalJson(bytes: Uint8Array, maxBytes: number): Result<Json> {
  return attempt((refuse) => {
    if (bytes.length > maxBytes) return refuse("json-too-large", maxBytes);
    const text = fromUtf8(bytes);
    if (text === undefined) return refuse("json-not-utf8");
    const value = parseJson(text);
    if (value === undefined) return refuse("json-syntax");
    const out: string[] = [];
    const flaw = append(value, 0, out);
    if (!isJson(value, flaw)) return refuse(flaw ?? "json-not-a-value");
    const canonical = out.join("");
    if (canonical !== text) return refuse("json-not-canonical", firstDifference(canonical, text));
    return value;
  });
}
