import type { UnixMs } from "../../shared/bytes/civil-time.ts";
import type { State } from "../../shared/evidence/states.ts";
import { fault, type Fault } from "../../shared/words/faults/fault.ts";
import { tryClaim } from "../vault/claims.ts";
import { appendCustody, type StoredEntry } from "../vault/custody.ts";
import { advanceItem, holdItem, readItem } from "../vault/items.ts";
import { vaultFault, type Vault } from "../vault/vault.ts";
import { backOff, longestWaitMs, readHold, storeHold } from "./hold.ts";
import { readFacts, stateAfter, type Item } from "./items.ts";
import { StepRefused } from "./step-refused.ts";
import type { Hold, Run, Steps } from "./step.ts";

/**
 * Where a run left its item. `claimed`: another process or run has it. `interrupted`: cut off by `stop`, and as
 * durable as its last state.
 */
export type RunEnd = "verified" | "held" | "claimed" | "interrupted" | "unknown";

export interface Runner {
  /** Moves an item from state to state until it is verified or held. Never rejects. */
  run(id: string): Promise<RunEnd>;
  /** Puts a durable hold on an item, then aborts the step it may be in here. */
  cancel(id: string): Promise<void>;
  isRunning(id: string): boolean;
  /** Aborts every step here and waits until all runs have ended; new runs end at once. */
  stop(): Promise<void>;
}

export interface RunnerPorts {
  readonly vault: Vault;
  readonly steps: Steps;
  readonly clock: () => UnixMs;
  /** Told after every commit. */
  readonly changed: (id: string) => void;
  readonly progress: (id: string, to: State, done: number, total: number) => void;
  /** The detail of what must not happen. */
  readonly log: (detail: unknown) => void;
}

/** How a step ended, with its types worn off: the merged facts are read again by the next state's shape. */
type End =
  | { readonly kind: "done"; readonly facts: object; readonly custody: readonly StoredEntry[] }
  | { readonly kind: "wait"; readonly fault: Fault; readonly retryAfterMs: number }
  | { readonly kind: "stop"; readonly fault: Fault };

export function createRunner(ports: RunnerPorts): Runner {
  const { vault, clock } = ports;
  const running = new Map<
    string,
    { readonly abort: AbortController; readonly end: Promise<RunEnd> }
  >();
  let stopped = false;

  return {
    run: (id) => {
      if (stopped) return Promise.resolve("interrupted");
      if (running.has(id)) return Promise.resolve("claimed");
      const abort = new AbortController();
      const end = claimAndMove(ports, id, abort.signal).finally(() => running.delete(id));
      running.set(id, { abort, end });
      return end;
    },
    cancel: async (id) => {
      await holdItem(vault.database, id, storeHold({ kind: "cancelled" }), clock());
      running.get(id)?.abort.abort();
      ports.changed(id);
    },
    isRunning: (id) => running.has(id),
    stop: async () => {
      stopped = true;
      for (const { abort } of running.values()) abort.abort();
      await Promise.all([...running.values()].map(({ end }) => end));
    },
  };
}

async function claimAndMove(ports: RunnerPorts, id: string, signal: AbortSignal): Promise<RunEnd> {
  try {
    const claim = await tryClaim(ports.vault.paths.claims, id);
    if (claim === undefined) return "claimed";
    let end: RunEnd = "interrupted";
    try {
      end = await move(ports, id, signal);
    } finally {
      await claim.release(end === "verified");
    }
    return end;
  } catch (error) {
    // The vault itself cannot be used: nothing durable can be said of it, and nothing was lost.
    ports.log(error);
    return "interrupted";
  }
}

async function move(ports: RunnerPorts, id: string, signal: AbortSignal): Promise<RunEnd> {
  const { database } = ports.vault;
  for (;;) {
    const stored = await readItem(database, id);
    if (stored === undefined) return "unknown";
    if (stored.state === "verified") return "verified";
    const hold = readHold(stored.hold);
    if (hold !== null && (hold.kind !== "wait" || isPending(hold.until, ports.clock())))
      return "held";
    if (signal.aborted) return "interrupted";
    const item = readFacts(stored);
    const end = await endOf(ports, item, runOf(ports, item, signal));
    if (end === undefined) continue;
    if (end.kind === "done") {
      await advance(ports, item, end);
    } else {
      await holdItem(database, id, storeHold(holdAfter(end, hold, ports.clock())), ports.clock());
    }
    ports.changed(id);
  }
}

const progressEveryMs = 100;

function runOf(ports: RunnerPorts, item: Item, signal: AbortSignal): Run {
  const to = stateAfter(item.state) ?? item.state;
  let last = Number.NEGATIVE_INFINITY;
  return {
    signal,
    progress: (done, total) => {
      const now = performance.now();
      if (now - last < progressEveryMs && done < total) return;
      last = now;
      ports.progress(item.facts.id, to, done, total);
    },
  };
}

function isPending(until: UnixMs, now: UnixMs): boolean {
  return until > now && until - now <= longestWaitMs;
}

/** Undefined when the step was aborted: the next look at the item says by what. */
async function endOf(ports: RunnerPorts, item: Item, run: Run): Promise<End | undefined> {
  try {
    return await takeStep(ports.steps, item, run);
  } catch (error) {
    if (run.signal.aborted) return undefined;
    return endOfError(error, ports);
  }
}

function takeStep(steps: Steps, item: Item, run: Run): Promise<End> {
  switch (item.state) {
    case "requested":
      return steps.requested(item.facts, run);
    case "captured":
      return steps.captured(item.facts, run);
    case "sealed":
      return steps.sealed(item.facts, run);
    case "stamped":
      return steps.stamped(item.facts, run);
    case "registered":
      return steps.registered(item.facts, run);
    case "closed":
      return steps.closed(item.facts, run);
    case "packaged":
      return steps.packaged(item.facts, run);
    case "verified":
      throw new Error("a verified item moves no further");
  }
}

/** A full disk or a busy vault is over some day; for anything else somebody has to look. */
function endOfError(error: unknown, ports: RunnerPorts): End {
  if (error instanceof StepRefused) return { kind: "stop", fault: error.fault };
  const found = vaultFault(error, ports.vault.paths);
  if (found === undefined) {
    ports.log(error);
    return { kind: "stop", fault: fault("INTERNAL", {}) };
  }
  return found.code === "SPACE_RAN_OUT" || found.code === "VAULT_BUSY"
    ? { kind: "wait", fault: found, retryAfterMs: 10_000 }
    : { kind: "stop", fault: found };
}

function holdAfter(end: Exclude<End, { kind: "done" }>, before: Hold | null, now: UnixMs): Hold {
  if (end.kind === "stop") return { kind: "stop", fault: end.fault };
  const attempts = (before?.kind === "wait" ? before.attempts : 0) + 1;
  const until = now + backOff(attempts, end.retryAfterMs);
  return { kind: "wait", fault: end.fault, attempts, until };
}

async function advance(
  ports: RunnerPorts,
  item: Item,
  end: Extract<End, { kind: "done" }>,
): Promise<void> {
  const to = stateAfter(item.state);
  if (to === undefined) throw new Error("a verified item moves no further");
  const { facts } = readFacts({ state: to, facts: { ...item.facts, ...end.facts } });
  const { id } = facts;
  await ports.vault.database.transaction(async (statements) => {
    const moved = await advanceItem(statements, {
      id,
      from: item.state,
      to,
      factsJson: JSON.stringify(facts),
      fingerprint: "fingerprint" in facts ? facts.fingerprint : null,
      number: "number" in facts ? facts.number : null,
      at: ports.clock(),
    });
    if (!moved) throw new Error(`item ${id} is not in state ${item.state}`);
    await appendCustody(statements, id, end.custody);
  });
}
