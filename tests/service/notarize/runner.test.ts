import { readdir } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readHold } from "../../../service/notarize/hold.ts";
import { createRunner, type Runner } from "../../../service/notarize/runner.ts";
import { StepRefused } from "../../../service/notarize/step-refused.ts";
import type { Steps } from "../../../service/notarize/step.ts";
import { tryClaim } from "../../../service/vault/claims.ts";
import { readCustody } from "../../../service/vault/custody.ts";
import { liftHold, readItem } from "../../../service/vault/items.ts";
import type { Vault } from "../../../service/vault/vault.ts";
import { fault } from "../../../shared/words/faults/fault.ts";
import { capturedFacts, testSteps } from "../../parties/test-steps.ts";
import {
  idOf,
  openTestVault,
  removeTestVault,
  requestTestItems,
} from "../../parties/test-vault.ts";

const id = idOf(1);
let vault: Vault;
let now = 1_000_000;
let logged: unknown[] = [];
let changes = 0;

beforeEach(async () => {
  vault = await openTestVault();
  await requestTestItems(vault, 1);
  now = 1_000_000;
  logged = [];
  changes = 0;
});
afterEach(async () => {
  await removeTestVault(vault);
});

function runnerOf(replaced: Partial<Steps> = {}): Runner {
  return createRunner({
    vault,
    steps: testSteps(replaced),
    clock: () => now,
    changed: () => {
      changes += 1;
    },
    progress: () => undefined,
    log: (detail) => logged.push(detail),
  });
}

async function held() {
  const stored = await readItem(vault.database, id);
  return { state: stored?.state, hold: readHold(stored?.hold ?? null) };
}

const pending = fault("COSIGNATURES_PENDING", {});

describe("the runner", () => {
  test("moves an item through every state, telling of each, and leaves no claim behind", async () => {
    expect(await runnerOf().run(id)).toBe("verified");
    expect(await held()).toEqual({ state: "verified", hold: null });
    expect(changes).toBe(7);
    expect(await readdir(vault.paths.claims)).toEqual([]);
    expect(await runnerOf().run(id)).toBe("verified");
    expect(await runnerOf().run(idOf(99))).toBe("unknown");
  });

  test("commits facts, custody and state together or not at all", async () => {
    const entry = { seq: 1, bytes: new Uint8Array([1]) };
    const twice = runnerOf({
      requested: () =>
        Promise.resolve({ kind: "done", facts: capturedFacts, custody: [entry, entry] }),
    });
    expect(await twice.run(id)).toBe("interrupted");
    expect(await held()).toEqual({ state: "requested", hold: null });
    expect(await readCustody(vault.database, id)).toEqual([]);
    expect(logged.length).toBe(1);

    const once = runnerOf({
      requested: () => Promise.resolve({ kind: "done", facts: capturedFacts, custody: [entry] }),
    });
    expect(await once.run(id)).toBe("verified");
    expect(await readCustody(vault.database, id)).toEqual([new Uint8Array([1])]);
  });

  test("refuses facts that are not of the next state's form", async () => {
    const wrong = runnerOf({
      requested: () =>
        Promise.resolve({ kind: "done", facts: { ...capturedFacts, bytes: 0.5 }, custody: [] }),
    });
    expect(await wrong.run(id)).toBe("interrupted");
    expect(await held()).toEqual({ state: "requested", hold: null });
  });

  test("a wait holds the item, longer each time, and is over when its time has come", async () => {
    let waits = 3;
    const runner = runnerOf({
      stamped: () => {
        waits -= 1;
        return waits < 0
          ? Promise.resolve({ kind: "done", facts: { registration: null }, custody: [] })
          : Promise.resolve({ kind: "wait", fault: pending, retryAfterMs: 1_500 });
      },
    });
    const delays: number[] = [];
    for (let n = 1; n <= 3; n += 1) {
      expect(await runner.run(id)).toBe("held");
      const { state, hold } = await held();
      expect([state, hold?.kind]).toEqual(["stamped", "wait"]);
      if (hold?.kind !== "wait") throw new Error("a wait");
      expect(hold.attempts).toBe(n);
      delays.push(hold.until - now);
      expect(await runner.run(id)).toBe("held");
      expect(waits).toBe(3 - n);
      now = hold.until;
    }
    expect(delays).toEqual([1_500, 2_000, 4_000]);
    expect(await runner.run(id)).toBe("verified");
  });

  test("a wait from before the clock was set back a day does not hold for a day", async () => {
    let done = false;
    const runner = runnerOf({
      sealed: () => {
        const facts = { stamps: [], missing: [] };
        return done
          ? Promise.resolve({ kind: "done", facts, custody: [] })
          : Promise.resolve({ kind: "wait", fault: pending, retryAfterMs: 0 });
      },
    });
    expect(await runner.run(id)).toBe("held");
    done = true;
    now -= 24 * 60 * 60 * 1000;
    expect(await runner.run(id)).toBe("verified");
  });

  test("a stop holds until somebody lifts it, and then the same step runs again", async () => {
    let mended = false;
    const runner = runnerOf({
      requested: () =>
        mended
          ? Promise.resolve({ kind: "done", facts: capturedFacts, custody: [] })
          : Promise.resolve({ kind: "stop", fault: fault("SOURCE_CHANGED", { path: "a" }) }),
    });
    expect(await runner.run(id)).toBe("held");
    mended = true;
    now += 1_000_000_000;
    expect(await runner.run(id)).toBe("held");
    await liftHold(vault.database, id, now);
    expect(await runner.run(id)).toBe("verified");
  });

  test("what must not happen stops the item with a fixed sentence, and the log gets the detail", async () => {
    const secret = new Error("a path: /home/somebody");
    const runner = runnerOf({ captured: () => Promise.reject(secret) });
    expect(await runner.run(id)).toBe("held");
    expect(await held()).toEqual({
      state: "captured",
      hold: { kind: "stop", fault: { code: "INTERNAL", data: {} } },
    });
    expect(logged).toEqual([secret]);
  });

  test("a refusal from deep inside a step stops with its own fault; a full disk waits", async () => {
    const found = fault("IDENTITY_LOCKED", { name: "a" });
    const refusing = runnerOf({ captured: () => Promise.reject(new StepRefused(found)) });
    expect(await refusing.run(id)).toBe("held");
    expect((await held()).hold).toEqual({ kind: "stop", fault: found });
    await liftHold(vault.database, id, now);
    const full = Object.assign(new Error("no space"), { code: "ENOSPC" });
    const filled = runnerOf({ captured: () => Promise.reject(full) });
    expect(await filled.run(id)).toBe("held");
    expect((await held()).hold).toMatchObject({ kind: "wait", fault: { code: "SPACE_RAN_OUT" } });
  });

  test("cancel is durable and aborts the step; nothing but naming the item lifts it", async () => {
    const runner = runnerOf({
      captured: (_item, run) =>
        new Promise((_resolve, reject) => {
          run.signal.addEventListener("abort", () => {
            reject(new Error("aborted"));
          });
        }),
    });
    const end = runner.run(id);
    await expect.poll(() => changes).toBe(1);
    await runner.cancel(id);
    expect(await end).toBe("held");
    expect(await held()).toEqual({ state: "captured", hold: { kind: "cancelled" } });
    expect(await runnerOf().run(id)).toBe("held");
    await liftHold(vault.database, id, now);
    expect(await runnerOf().run(id)).toBe("verified");
  });

  test("a cancel that comes while a step is committing stays after the commit", async () => {
    const runner: Runner = runnerOf({
      requested: async () => {
        await createRunner({
          vault,
          steps: testSteps(),
          clock: () => now,
          changed: () => undefined,
          progress: () => undefined,
          log: () => undefined,
        }).cancel(id);
        return { kind: "done", facts: capturedFacts, custody: [] };
      },
    });
    expect(await runner.run(id)).toBe("held");
    expect(await held()).toEqual({ state: "captured", hold: { kind: "cancelled" } });
  });

  test("stop lets go of an item where it is, and it goes on from there", async () => {
    const runner = runnerOf({
      sealed: (_item, run) =>
        new Promise((_resolve, reject) => {
          run.signal.addEventListener("abort", () => {
            reject(new Error("aborted"));
          });
        }),
    });
    const end = runner.run(id);
    await expect.poll(() => changes).toBe(2);
    await runner.stop();
    expect(await end).toBe("interrupted");
    expect(await runner.run(id)).toBe("interrupted");
    expect(await held()).toEqual({ state: "sealed", hold: null });
    expect(await runnerOf().run(id)).toBe("verified");
  });

  test("an item that is claimed elsewhere is left alone", async () => {
    const claim = await tryClaim(vault.paths.claims, id);
    expect(await runnerOf().run(id)).toBe("claimed");
    expect(await held()).toEqual({ state: "requested", hold: null });
    await claim?.release(false);
    const runner = runnerOf();
    const both = await Promise.all([runner.run(id), runner.run(id)]);
    expect(both.sort()).toEqual(["claimed", "verified"]);
  });
});
