import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startQueue, type Queue } from "../../../service/notarize/queue.ts";
import { createRunner } from "../../../service/notarize/runner.ts";
import type { Steps } from "../../../service/notarize/step.ts";
import { tryClaim } from "../../../service/vault/claims.ts";
import { listItems } from "../../../service/vault/items.ts";
import type { Vault } from "../../../service/vault/vault.ts";
import { fault } from "../../../shared/words/faults/fault.ts";
import { capturedFacts, testSteps } from "../../parties/test-steps.ts";
import {
  idOf,
  openTestVault,
  removeTestVault,
  requestTestItems,
} from "../../parties/test-vault.ts";

let vault: Vault;
let queue: Queue | undefined;

beforeEach(async () => {
  vault = await openTestVault();
});
afterEach(async () => {
  await queue?.stop();
  await removeTestVault(vault);
});

function start(scope: "all" | "asked", replaced: Partial<Steps> = {}): Queue {
  const ports = { vault, clock: () => Date.now(), log: () => undefined };
  const runner = createRunner({
    ...ports,
    steps: testSteps(replaced),
    changed: () => undefined,
    progress: () => undefined,
  });
  queue = startQueue({ ...ports, runner, scope });
  return queue;
}

async function verified(): Promise<number> {
  const items = await listItems(vault.database, { limit: 100 });
  return items.filter(({ state }) => state === "verified").length;
}

describe("the queue", () => {
  test("finishes what was left by an earlier process, never more than four at once", async () => {
    await requestTestItems(vault, 12);
    let active = 0;
    let most = 0;
    let letGo = (): void => undefined;
    const fourAtOnce = new Promise<void>((resolve) => (letGo = resolve));
    start("all", {
      requested: async () => {
        most = Math.max(most, (active += 1));
        if (active === 4) letGo();
        await fourAtOnce;
        // A fifth beside them would have begun by now.
        await new Promise((resolve) => setTimeout(resolve, 20));
        active -= 1;
        return { kind: "done", facts: capturedFacts, custody: [] };
      },
    });
    await expect.poll(verified, { timeout: 15_000 }).toBe(12);
    expect(most).toBe(4);
  });

  test("moves only what it was asked for, where that is its scope", async () => {
    await requestTestItems(vault, 3);
    start("asked").ask([idOf(2)]);
    await expect.poll(verified).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await verified()).toBe(1);
  });

  test("comes back to a wait by itself", async () => {
    await requestTestItems(vault, 1);
    let tries = 0;
    start("all", {
      sealed: () => {
        tries += 1;
        return tries === 1
          ? Promise.resolve({
              kind: "wait",
              fault: fault("COSIGNATURES_PENDING", {}),
              retryAfterMs: 0,
            })
          : Promise.resolve({ kind: "done", facts: { stamps: [], missing: [] }, custody: [] });
      },
    });
    await expect.poll(verified, { timeout: 4000 }).toBe(1);
    expect(tries).toBe(2);
  });

  test("takes over an item that another process has let go of", async () => {
    await requestTestItems(vault, 1);
    const claim = await tryClaim(vault.paths.claims, idOf(1));
    start("all");
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await verified()).toBe(0);
    await claim?.release(false);
    await expect.poll(verified, { timeout: 3000 }).toBe(1);
  });
});
