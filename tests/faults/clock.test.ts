import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startNode } from "../../cli/start-node.ts";
import type { Service } from "../../service/create-service.ts";
import type { ItemSummary } from "../../shared/contract/item-summary.ts";
import { z } from "../../shared/contract/zod-csp.ts";
import { removeSetting, temporarySetting } from "../parties/command.ts";
import { openTestService } from "../parties/test-service.ts";

const day = 24 * 60 * 60 * 1000;
let setting: Awaited<ReturnType<typeof temporarySetting>>;
/** How far this computer's clock is off; the authority and the node keep the true time. */
let off = 0;
let service: Service;

beforeAll(async () => {
  setting = await temporarySetting();
  service = await openTestService(setting, {
    startNode,
    clock: () => Date.now() + off,
    scope: "asked",
  });
  await writeFile(join(setting.cwd, "a.txt"), "a");
  expect(await notarize()).toMatchObject({ state: "verified" });
});
afterAll(async () => {
  await service.close();
  await removeSetting(setting);
});

const sources = z.object({ sources: z.array(z.string()) });
const items = z.object({ items: z.array(z.object({ id: z.string() })) });

async function value(call: string, input: unknown): Promise<unknown> {
  const reply = await service.invoke(call, input);
  if (!reply.ok) throw new Error(reply.error.code);
  return reply.value;
}

async function settled(answer: unknown): Promise<ItemSummary | undefined> {
  const ids = items.parse(answer).items.map(({ id }) => id);
  const signal = AbortSignal.timeout(30_000);
  const [item] = await service.settle(ids, { language: "en", signal });
  return item;
}

async function notarize(): Promise<ItemSummary | undefined> {
  const added = await value("source.add", { paths: [join(setting.cwd, "a.txt")], via: "cli" });
  return settled(await value("evidence.notarize", sources.parse(added)));
}

describe("a clock that is off", () => {
  // What was sealed by a clock a day ahead claims a time that its own token disproves: that stays open (docs/adr/0013).
  test.each([
    ["ahead", 1, "indeterminate"],
    ["behind", -1, "passed"],
  ])(
    "by a day %s stops the item with that reason, and it goes on when the clock is set right",
    async (_, sign, verdict) => {
      off = sign * day;
      const item = await notarize();
      expect(item?.hold?.kind).toBe("stop");
      expect(["AUTHORITY_CLOCK_OFF", "IDENTITY_EXPIRED"]).toContain(item?.hold?.code);
      expect(item?.hold?.message).toMatch(/clock|not valid now/u);
      off = 0;
      const resumed = await settled(await value("evidence.resume", { ids: [item?.id] }));
      expect(resumed).toMatchObject({ state: "verified", verdict, hold: null });
    },
  );

  test("by a minute is recorded and stops nothing", async () => {
    off = 50_000;
    const item = await notarize();
    off = 0;
    expect(item).toMatchObject({ state: "verified" });
    const shown = z
      .object({ item: z.object({ clockOffset: z.number() }) })
      .parse(await value("evidence.get", { id: item?.id }));
    expect(Math.abs(shown.item.clockOffset - 50_000)).toBeLessThan(5_000);
  });
});

describe("sleep in mid-job", () => {
  test("of some hours after a step leaves a gap that is shown, and nothing else", async () => {
    const unsubscribe = service.subscribe((event) => {
      // As a computer that wakes: its clock has gone on, by more than any wait or time-out.
      if (event.type === "item" && event.item.state === "captured") off = 0;
    });
    off = -2 * 60 * 60 * 1000;
    const item = await notarize();
    unsubscribe();
    off = 0;
    const resumed =
      item?.state === "verified"
        ? item
        : await settled(await value("evidence.resume", { ids: [item?.id] }));
    expect(resumed).toMatchObject({ state: "verified" });
    expect(resumed?.gaps.captureToStamp).toBeGreaterThan(60 * 60 * 1000);
  });
});
