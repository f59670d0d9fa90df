import type { UnixMs } from "../../shared/bytes/civil-time.ts";
import type { Fault } from "../../shared/words/faults/fault.ts";
import type { State } from "../../shared/evidence/states.ts";
import type { StoredEntry } from "../vault/custody.ts";
import type { Items } from "./items.ts";

/** Why an item does not move: until a moment, until a person does something, or because one said so. */
export type Hold =
  | {
      readonly kind: "wait";
      readonly fault: Fault;
      /** How often the step has ended in a wait since it last went on or was resumed. */
      readonly attempts: number;
      readonly until: UnixMs;
    }
  | { readonly kind: "stop"; readonly fault: Fault }
  | { readonly kind: "cancelled" };

/** What a step gets beside its item. Progress is ephemeral; an aborted step rejects or ends as it likes. */
export interface Run {
  readonly signal: AbortSignal;
  readonly progress: (done: number, total: number) => void;
}

/**
 * How a step ends. It never writes state: the runner commits facts, custody and state in one transaction.
 * `wait` when trying again later may help, `stop` when a person has to do something first.
 */
export type StepEnd<From extends State, To extends State> =
  | {
      readonly kind: "done";
      readonly facts: Omit<Items[To], keyof Items[From]>;
      readonly custody: readonly StoredEntry[];
    }
  | { readonly kind: "wait"; readonly fault: Fault; readonly retryAfterMs: number }
  | { readonly kind: "stop"; readonly fault: Fault };

/**
 * Moves an item from one state to the next. May be killed anywhere and run again, so that whatever it leaves
 * behind is either write-once or sent again unchanged.
 */
export type Step<From extends State, To extends State> = (
  item: Items[From],
  run: Run,
) => Promise<StepEnd<From, To>>;

/** The seven steps, by the state that each starts from. */
export interface Steps {
  readonly requested: Step<"requested", "captured">;
  readonly captured: Step<"captured", "sealed">;
  readonly sealed: Step<"sealed", "stamped">;
  readonly stamped: Step<"stamped", "registered">;
  readonly registered: Step<"registered", "closed">;
  readonly closed: Step<"closed", "packaged">;
  readonly packaged: Step<"packaged", "verified">;
}
