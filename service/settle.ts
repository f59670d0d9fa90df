import type { UnixMs } from "../shared/bytes/civil-time.ts";
import type { Language } from "../shared/words/language.ts";
import { readHold } from "./notarize/hold.ts";
import { readItem, type StoredItem } from "./vault/items.ts";
import type { Vault } from "./vault/vault.ts";

export interface SettleOptions {
  readonly language: Language;
  /** Ends the looking; the items are then told as they are. */
  readonly signal: AbortSignal;
}

/** A wait that is over sooner than this is still waited for. */
const patienceMs = 3_000;
/** How often to look at items that another process may move. */
const lookEveryMs = 250;

/**
 * Resolves when each of these items is verified or held, or when the signal says so. `changed` is told of every
 * commit in this process; commits of other processes are found by looking.
 */
export async function settle(
  vault: Vault,
  clock: () => UnixMs,
  changed: (listener: () => void) => () => void,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const open = new Set(ids);
  while (!signal.aborted) {
    const next = untilChange(changed, signal);
    for (const id of open) {
      const stored = await readItem(vault.database, id);
      if (stored === undefined || isSettled(stored, clock())) open.delete(id);
    }
    if (open.size === 0) {
      next.cancel();
      return;
    }
    await next.promise;
  }
}

function isSettled(stored: StoredItem, now: UnixMs): boolean {
  if (stored.state === "verified") return true;
  const hold = readHold(stored.hold);
  return hold !== null && (hold.kind !== "wait" || hold.until - now > patienceMs);
}

function untilChange(
  changed: (listener: () => void) => () => void,
  signal: AbortSignal,
): { readonly promise: Promise<void>; cancel(): void } {
  let finish: () => void = () => undefined;
  const promise = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const stopListening = changed(() => {
    finish();
  });
  const timer = setTimeout(() => {
    finish();
  }, lookEveryMs);
  const onAbort = (): void => {
    finish();
  };
  signal.addEventListener("abort", onAbort);
  const cancel = (): void => {
    clearTimeout(timer);
    stopListening();
    signal.removeEventListener("abort", onAbort);
    finish();
  };
  return { promise: promise.finally(cancel), cancel };
}
