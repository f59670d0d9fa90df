import { describe, expect, test } from "vitest";
import { createRateLimit } from "../../consortium/submitters/rate-limit.ts";

describe("the rate of a submitter", () => {
  test("is a burst, then so many a second, for each submitter apart", () => {
    const take = createRateLimit({ perSecond: 2, burst: 3, submitters: 10 });
    expect([1, 2, 3].map(() => take("a", 0))).toEqual([0, 0, 0]);
    expect(take("a", 0)).toBe(500);
    expect(take("b", 0)).toBe(0);
    expect(take("a", 500)).toBe(0);
    expect(take("a", 600)).toBe(400);
    expect([1, 2, 3, 4].map(() => take("a", 60_000))).toEqual([0, 0, 0, 500]);
  });

  test("is not refilled by a clock that is set back", () => {
    const take = createRateLimit({ perSecond: 1, burst: 1, submitters: 10 });
    expect(take("a", 10_000)).toBe(0);
    expect(take("a", 1_000)).toBe(1000);
  });

  test("forgets the longest unused of too many submitters, and no other", () => {
    const take = createRateLimit({ perSecond: 0.001, burst: 1, submitters: 2 });
    take("a", 0);
    take("b", 0);
    take("a", 1);
    take("c", 2);
    expect(take("a", 3)).toBeGreaterThan(0);
    expect(take("b", 4)).toBe(0);
  });
});
