import type { Target } from "./target.ts";
import { containerTargets } from "./targets/container-targets.ts";
import { derTargets } from "./targets/der-targets.ts";
import { judgedTargets } from "./targets/judged-targets.ts";
import { textTargets } from "./targets/text-targets.ts";

/** Everything that is fuzzed, the slowest first, so that the last to run are short. */
export const targets: readonly Target[] = [
  ...judgedTargets,
  ...containerTargets,
  ...derTargets,
  ...textTargets,
];
