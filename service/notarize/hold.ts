import { isFault, type Fault } from "../../shared/words/faults/fault.ts";
import type { StoredHold } from "../vault/items.ts";
import { dictionary, integer, oneOf, record, text, VaultDamage } from "../vault/shape.ts";
import type { Hold } from "./step.ts";

const kindOnly = record({ kind: oneOf(["wait", "stop", "cancelled"]) });
const faultLike = record({ code: text, data: dictionary(slotValue) });
const waiting = record({ fault: storedFault, attempts: integer, until: integer });
const stopped = record({ fault: storedFault });

/** Reads a hold as the vault keeps it. */
export function readHold(value: unknown): Hold | null {
  if (value === null) return null;
  const { kind } = kindOnly(value, "hold");
  switch (kind) {
    case "wait":
      return { kind, ...waiting(value, "hold") };
    case "stop":
      return { kind, ...stopped(value, "hold") };
    case "cancelled":
      return { kind };
  }
}

/** A hold as the vault keeps it. */
export function storeHold(hold: Hold): StoredHold {
  return {
    kind: hold.kind,
    until: hold.kind === "wait" ? hold.until : null,
    json: JSON.stringify(hold),
  };
}

const firstDelayMs = 1_000;
const longestDelayMs = 5 * 60_000;

/** How long to wait after a step has ended in its n-th wait, counted from 1; at least what the step asked for. */
export function backOff(attempts: number, askedMs: number): number {
  const doubling = firstDelayMs * 2 ** Math.min(attempts - 1, 20);
  return Math.min(Math.max(doubling, askedMs), longestDelayMs);
}

/** A wait that ends later than this lies there because the clock was set back; it counts as over. */
export const longestWaitMs = longestDelayMs;

function slotValue(value: unknown, at: string): string | number {
  if (typeof value !== "string" && typeof value !== "number") throw new VaultDamage(at);
  return value;
}

/** A code that an older version wrote and this one does not know still has to hold the item. */
function storedFault(value: unknown, at: string): Fault {
  const found = faultLike(value, at);
  return isFault(found) ? found : { code: "INTERNAL", data: {} };
}
