import { describe, expect, test } from "vitest";
import { checkOrder, type ProvenTimes } from "../../../shared/verification/times/check-order.ts";
import { gapBetween } from "../../../shared/verification/times/timeline.ts";

const stamp = (time: number, accuracyMs: number | null = null) => ({
  file: "timestamp001.tst",
  time,
  accuracyMs,
});

function codes(times: Partial<ProvenTimes>, now = 10_000_000): readonly string[] {
  return checkOrder({ stamps: [], receipt: null, closing: null, ...times }, now).map(
    ({ code }) => code,
  );
}

describe("gaps", () => {
  test("inside one second there is no order, so no gap is negative", () => {
    expect(gapBetween(1_500, 1_000)).toBe(0);
    expect(gapBetween(1_000, 1_500)).toBe(500);
    expect(gapBetween(2_100, 1_900)).toBe(-1_000);
    expect(gapBetween(5_900, 1_000)).toBe(-4_000);
  });
});

describe("the order of proven times", () => {
  test.each([
    ["in order", stamp(1_000), stamp(2_000), "TIMES_IN_ORDER"],
    ["equal in whole seconds", stamp(1_999), stamp(1_000), "TIMES_IN_ORDER"],
    [
      "reversed within the stated accuracy",
      stamp(3_000, 1_000),
      stamp(1_000, 1_000),
      "TIMES_IN_ORDER",
    ],
    ["reversed by 1 s", stamp(2_000), stamp(1_000), "TIMES_SLIGHTLY_REVERSED"],
    ["reversed by 120 s", stamp(121_000), stamp(1_000), "TIMES_SLIGHTLY_REVERSED"],
    ["reversed by 121 s", stamp(122_000), stamp(1_000), "TIMES_REVERSED"],
    [
      "reversed by 121 s less 1 s of accuracy",
      stamp(122_000, 1_000),
      stamp(1_000),
      "TIMES_SLIGHTLY_REVERSED",
    ],
  ])("%s", (_what, before, receipt, code) => {
    expect(codes({ stamps: [before], receipt })).toEqual([code]);
    expect(codes({ stamps: [before], closing: receipt })).toEqual([code]);
    expect(codes({ receipt: before, closing: receipt })).toEqual([code]);
  });

  test("the closing token is compared with the latest time before it, not only with its neighbour", () => {
    const times = { stamps: [stamp(500_000)], receipt: stamp(500_000), closing: stamp(300_000) };
    expect(codes(times)).toEqual(["TIMES_REVERSED"]);
  });

  test("time-stamps among themselves have no order", () => {
    expect(codes({ stamps: [stamp(900_000), stamp(1_000)] })).toEqual(["TIMES_IN_ORDER"]);
  });

  test("a registration ahead of the verifier's clock is shown", () => {
    expect(codes({ receipt: stamp(500_000) }, 379_000)).toEqual(["TIME_IN_FUTURE"]);
    expect(codes({ receipt: stamp(500_000) }, 380_000)).toEqual(["TIMES_IN_ORDER"]);
  });

  test("without any time there is nothing to say", () => {
    expect(codes({})).toEqual([]);
  });
});
