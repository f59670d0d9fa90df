import { describe, expect, test } from "vitest";
import { createEmbeddedSequencer } from "../../consortium/sequencer/embedded-sequencer.ts";
import type { Block, SequencedEntry } from "../../consortium/sequencer/sequencer.ts";

function entry(number: number): SequencedEntry {
  const digest = number.toString(16).padStart(64, "0");
  const times = { acceptedAt: 0, notAfter: 1 };
  return {
    type: "registration",
    fingerprint: digest,
    submission: digest,
    acceptedBy: "court",
    ...times,
  };
}

function sequencer(clock: () => number = () => 1000) {
  const blocks: Block[] = [];
  const gate: { open: () => void; wait: Promise<void> } = {
    open: () => undefined,
    wait: Promise.resolve(),
  };
  const engine = createEmbeddedSequencer({ clock, height: 7, time: 500, maxEntries: 10 });
  engine.onCommitted(async (block) => {
    await gate.wait;
    blocks.push(block);
    return block.entries.map(() => "registered");
  });
  const close = (): void => {
    gate.wait = new Promise((resolve) => {
      gate.open = resolve;
    });
  };
  return { engine, blocks, gate, shut: close };
}

describe("the embedded sequencer", () => {
  test("commits at once when idle", async () => {
    const { engine, blocks } = sequencer();
    expect(await engine.submitBatch([entry(1)])).toEqual(["registered"]);
    expect(blocks).toMatchObject([{ height: 8, time: 1000 }]);
  });

  test("gathers what comes in meanwhile into the next blocks, in order and within their limit", async () => {
    const { engine, blocks, gate, shut } = sequencer();
    shut();
    const all = Array.from({ length: 25 }, (_, number) => engine.submitBatch([entry(number)]));
    gate.open();
    await Promise.all(all);
    expect(blocks.map(({ entries }) => entries.length)).toEqual([1, 10, 10, 4]);
    expect(blocks.map(({ height }) => height)).toEqual([8, 9, 10, 11]);
    expect(blocks.flatMap(({ entries }) => entries)).toEqual(
      Array.from({ length: 25 }, (_, at) => entry(at)),
    );
  });

  test("gives each batch its own results", async () => {
    const { engine } = sequencer();
    const [one, three] = await Promise.all([
      engine.submitBatch([entry(1)]),
      engine.submitBatch([entry(2), entry(3), entry(4)]),
    ]);
    expect([one.length, three.length]).toEqual([1, 3]);
  });

  test("never lets time go backwards", async () => {
    let now = 2000;
    const { engine, blocks } = sequencer(() => now);
    await engine.submitBatch([entry(1)]);
    now = 900;
    expect(engine.blockTime()).toBe(2000);
    await engine.submitBatch([entry(2)]);
    expect(blocks.map(({ time }) => time)).toEqual([2000, 2000]);
  });

  test("passes on that a commit failed, keeps its height, and goes on", async () => {
    let broken = true;
    const engine = createEmbeddedSequencer({ clock: () => 1, height: 0, time: 0 });
    const heights: number[] = [];
    engine.onCommitted(({ height, entries }) => {
      heights.push(height);
      return broken
        ? Promise.reject(new Error("disk full"))
        : Promise.resolve(entries.map(() => "registered"));
    });
    await expect(engine.submitBatch([entry(1)])).rejects.toThrow("disk full");
    broken = false;
    expect(await engine.submitBatch([entry(1)])).toEqual(["registered"]);
    expect(heights).toEqual([1, 1]);
  });

  test("finishes what it has taken, and takes no more once closed", async () => {
    const { engine, blocks, gate, shut } = sequencer();
    shut();
    const taken = [engine.submitBatch([entry(1)]), engine.submitBatch([entry(2)])];
    const closed = engine.close();
    gate.open();
    await closed;
    await Promise.all(taken);
    expect(blocks).toHaveLength(2);
    await expect(engine.submitBatch([entry(3)])).rejects.toThrow("closed");
  });
});
