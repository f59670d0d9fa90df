import type { UnixMs } from "../../shared/bytes/civil-time.ts";
import { nextDue, openItems } from "../vault/items.ts";
import type { Vault } from "../vault/vault.ts";
import { longestWaitMs } from "./hold.ts";
import type { Runner } from "./runner.ts";

/**
 * Which items a queue moves: every open one of the vault, as an app does that stays open, or only those it was
 * asked for, as one command does.
 */
export type QueueScope = "all" | "asked";

export interface Queue {
  /** Looks now, and from here on also for these items. */
  ask(ids: readonly string[]): void;
  /** Ends the looking and the runs. */
  stop(): Promise<void>;
}

export interface QueuePorts {
  readonly vault: Vault;
  readonly runner: Runner;
  readonly clock: () => UnixMs;
  readonly scope: QueueScope;
  readonly log: (detail: unknown) => void;
}

/** More at once only share the same disk and processor; several hide each other's waits for the network. */
const parallel = 4;
/** How soon to look again at items that another process has, or that it may have left. */
const lookAgainMs = 500;
const longestSleepMs = 30_000;

/** Starts a queue over the vault: the SELECT of open items, again and again, whenever one may move. */
export function startQueue(ports: QueuePorts): Queue {
  const { vault, runner, clock } = ports;
  const asked = new Set<string>();
  let timer: { readonly at: number; readonly handle: NodeJS.Timeout } | undefined;
  let looking: Promise<void> | undefined;
  let again = false;
  let stopped = false;
  let active = 0;

  /** Wakes after `ms`, or when it was to wake anyway if that is sooner. */
  const sleep = (ms: number): void => {
    const at = performance.now() + ms;
    if (stopped || (timer !== undefined && timer.at <= at)) return;
    clearTimeout(timer?.handle);
    timer = { at, handle: setTimeout(wake, ms) };
  };
  const wake = (): void => {
    clearTimeout(timer?.handle);
    timer = undefined;
    if (stopped) return;
    if (looking !== undefined) {
      again = true;
      return;
    }
    looking = look()
      .catch((error: unknown) => {
        ports.log(error);
        sleep(lookAgainMs);
      })
      .finally(() => {
        looking = undefined;
        if (!again) return;
        again = false;
        wake();
      });
  };
  const look = async (): Promise<void> => {
    const open = await openItems(vault.database, clock(), longestWaitMs);
    for (const id of open) {
      if (active >= parallel) return;
      if (runner.isRunning(id) || (ports.scope === "asked" && !asked.has(id))) continue;
      start(id);
    }
    const due = await nextDue(vault.database, clock());
    sleep(
      due === undefined ? longestSleepMs : Math.min(Math.max(due - clock(), 0), longestSleepMs),
    );
  };
  const start = (id: string): void => {
    active += 1;
    void runner.run(id).then((end) => {
      active -= 1;
      if (end === "verified" || end === "unknown") asked.delete(id);
      // What another process has is worth another look, but not at once.
      if (end === "claimed" || end === "interrupted") sleep(lookAgainMs);
      else wake();
    });
  };
  if (ports.scope === "all") wake();

  return {
    ask: (ids) => {
      for (const id of ids) asked.add(id);
      wake();
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer?.handle);
      await runner.stop();
      await looking;
    },
  };
}
