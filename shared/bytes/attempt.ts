import type { Rule } from "../rules/rule.ts";
import type { Malformed, Result } from "./result.ts";
import { fail, ok } from "./result.ts";

/**
 * Ends the surrounding `attempt` with a `Malformed`. Annotate the parameter as `Refuse` so that the
 * compiler knows that nothing runs after the call.
 */
export type Refuse = (rule: Rule, at?: number) => never;

class Refusal extends Error {
  readonly fault: Malformed;

  constructor(fault: Malformed) {
    super(fault.rule);
    this.fault = fault;
  }
}

/**
 * Runs a straight-line parser. `refuse(rule, at)` inside it becomes the failed result; every other
 * exception, a refusal of an outer `attempt` included, passes through untouched.
 */
export function attempt<T>(body: (refuse: Refuse) => T): Result<T> {
  let own: Refusal | undefined;
  const refuse: Refuse = (rule, at = 0) => {
    own = new Refusal({ rule, at });
    throw own;
  };
  try {
    return ok(body(refuse));
  } catch (thrown) {
    if (thrown instanceof Refusal && thrown === own) return fail(thrown.fault);
    throw thrown;
  }
}

/** The value of a nested parse, or the same refusal with its offset moved by `shift` bytes. */
export function accept<T>(result: Result<T>, refuse: Refuse, shift = 0): T {
  return result.ok ? result.value : refuse(result.fault.rule, result.fault.at + shift);
}
