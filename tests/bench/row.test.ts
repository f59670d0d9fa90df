import { describe, expect, test } from "vitest";
import { median, percentile, turnsOf } from "../../bench/measure.ts";
import { limitRow, speedRow, tableOf } from "../../bench/row.ts";

describe("a figure of the bench", () => {
  test("holds a speed against the peer's by their ratio", () => {
    const row = speedRow("digest", 1_000_000_000, { ours: 1000, peer: 960, ratio: 0.96 }, 0.95);
    expect(row).toEqual({
      name: "digest",
      value: 1000,
      unit: "MB/s",
      peer: 1041.667,
      ratio: 0.96,
      bound: { min: 0.95 },
      holds: true,
    });
    expect(speedRow("digest", 1, { ours: 1000, peer: 900, ratio: 0.9 }, 0.95).holds).toBe(false);
  });

  test("holds a limit without a peer, and never one that could not be measured", () => {
    expect(limitRow("memory", 149.9, "MB", 150)).toMatchObject({ ratio: null, holds: true });
    expect(limitRow("memory", 150, "MB", 150).holds).toBe(false);
    expect(limitRow("memory", undefined, "MB", 150).holds).toBe(false);
  });

  test("says in the table which does not hold", () => {
    const table = tableOf([limitRow("a", 1, "ms", 2), limitRow("b", 3, "ms", 2)]);
    expect(table.split("\n")[1]).toMatch(/holds$/u);
    expect(table.split("\n")[2]).toMatch(/DOES NOT HOLD$/u);
  });
});

test("percentiles are values that were measured", () => {
  const values = Array.from({ length: 20 }, (_, index) => 20 - index);
  expect(percentile(values, 0.95)).toBe(19);
  expect(median([3, 1, 2])).toBe(2);
});

test("a machine that is slow for a while is slow for both of a pair", () => {
  const ours = [100, 300, 110];
  const peer = [90, 290, 100];
  expect(turnsOf(ours, peer)).toEqual({ ours: 110, peer: 100, ratio: 100 / 110 });
});
