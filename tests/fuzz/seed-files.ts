import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../scripts/layers.mjs";

function filesIn(folder: string): readonly Uint8Array[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .sort()
    .map((name) => new Uint8Array(readFileSync(join(folder, name))));
}

/** Good and bad vectors of these formats, up to 64 kB each, where mutation begins. */
export function vectorSeeds(...formats: readonly string[]): readonly Uint8Array[] {
  return formats
    .flatMap((format) =>
      ["good", "bad"].flatMap((kind) => filesIn(join(root, "tests", "vectors", format, kind))),
    )
    .filter(({ length }) => length <= 65_536);
}

/** What earlier runs found against a target, mended since. */
export function regressionSeeds(target: string): readonly Uint8Array[] {
  return filesIn(join(root, "tests", "fuzz", "seeds", target));
}
