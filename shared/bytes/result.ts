import type { Rule } from "../rules/rule.ts";

/** What a parser says of bytes it refuses: the rule they break, and the byte offset where. */
export interface Malformed<R extends Rule = Rule> {
  readonly rule: R;
  readonly at: number;
}

/** A value, or the fault that kept it from being one. Nothing in `shared/` throws for bad input. */
export type Result<T, F = Malformed> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly fault: F };

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function fail<F>(fault: F): { readonly ok: false; readonly fault: F } {
  return { ok: false, fault };
}

/** The usual refusal of a parser: `rule` is a kebab-case name, `at` a byte offset into the input. */
export function malformed<R extends Rule>(
  rule: R,
  at = 0,
): { readonly ok: false; readonly fault: Malformed<R> } {
  return { ok: false, fault: { rule, at } };
}
