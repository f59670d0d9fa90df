import { expect, test } from "vitest";
import page from "../../../../docs/spec/comparison.md?raw";
import { defaultPolicy } from "../../../../shared/verification/policy.ts";
import { comparisonChecks } from "../../../../shared/words/checks/comparison.ts";

const rows = [...page.matchAll(/^\| `([A-Z_]+)` \| (\w+) \|/gmu)].map(
  ([, code = "", outcome = ""]) => [code, outcome] as const,
);

test("docs/spec/comparison.md has every code of a comparison once, with its outcome by the default policy", () => {
  const shown: ReadonlySet<string> = new Set(defaultPolicy.optional);
  const told = Object.entries(comparisonChecks).map(([code, { outcome }]) => {
    if (outcome !== "indeterminate") return [code, outcome];
    return [code, shown.has(code) ? "shown" : "open"];
  });
  expect([...rows].sort()).toEqual([...told].sort());
});
