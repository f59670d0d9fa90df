import type { Mutator } from "./mutators/mutator.ts";
import { regressionSeeds, vectorSeeds } from "./seed-files.ts";
import type { Prepared, Target } from "./target.ts";

/** A target over vectors and whatever else is made for it. */
export function parserTarget(
  name: string,
  wishes: {
    readonly vectors: readonly string[];
    readonly mutators: readonly Mutator[];
    readonly run: Prepared["run"];
    readonly more?: () => readonly Uint8Array[] | Promise<readonly Uint8Array[]>;
    readonly maxBytes?: number;
  },
): Target {
  return {
    name,
    mutators: wishes.mutators,
    maxBytes: wishes.maxBytes ?? 200_000,
    prepare: async () => ({
      seeds: [
        ...vectorSeeds(...wishes.vectors),
        ...((await wishes.more?.()) ?? []),
        ...regressionSeeds(name),
      ],
      run: wishes.run,
    }),
  };
}
