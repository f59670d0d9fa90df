import { describe, expect, test } from "vitest";
import { seededRandom } from "../parties/random.ts";
import { grows } from "./memory-growth.ts";
import { canonical, sameBytes, Violation } from "./target.ts";
import { targets } from "./targets.ts";

describe("what mutation begins with, earlier finds among it", () => {
  test.each(targets)("$name answers every seed, and accepts one of them", async (target) => {
    const { seeds, run } = await target.prepare();
    const labels: string[] = [];
    for (const seed of seeds) labels.push(await run(seed));
    expect(labels.length).toBeGreaterThan(0);
    if (target.name === "resealed") return;
    expect(
      labels.some((label) => /accepted|passed|root|request|canonical|network/u.test(label)),
    ).toBe(true);
  });
});

describe("the harness itself", () => {
  test.each(targets)("$name: mutants differ, and follow from the seed", async (target) => {
    const { seeds } = await target.prepare();
    const mutants = (seed: number): readonly Uint8Array[] => {
      const random = seededRandom(seed);
      return Array.from({ length: 40 }, () =>
        random.pick(target.mutators)(random.pick(seeds), random, random.pick(seeds)),
      );
    };
    const [first, again, other] = [mutants(1), mutants(1), mutants(2)];
    expect(first.every((one, at) => sameBytes(one, again[at] ?? new Uint8Array()))).toBe(true);
    expect(first.every((one, at) => sameBytes(one, other[at] ?? new Uint8Array()))).toBe(false);
    const changed = first.filter((one) => !seeds.some((seed) => sameBytes(seed, one)));
    expect(changed.length).toBeGreaterThan(20);
  });

  test("tells a leak from a level that wavers", () => {
    expect(grows([20e6, 21e6, 20e6, 21e6, 20e6, 20.5e6])).toBe(false);
    expect(grows([20e6, 22e6, 24e6, 26e6, 28e6, 30e6])).toBe(true);
  });

  test("tells what is accepted without being canonical", () => {
    const read = { ok: true, value: 1 } as const;
    expect(() => canonical(Uint8Array.of(1), read, () => Uint8Array.of(2))).toThrow(Violation);
    expect(canonical(Uint8Array.of(1), read, () => Uint8Array.of(1))).toBe("accepted");
  });
});
