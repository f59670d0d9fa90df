import { describe, expect, test } from "vitest";
import { memorySource } from "../../../../shared/digest/memory-source.ts";
import { examineContainer } from "../../../../shared/verification/foreign/examine-container.ts";
import { defaultPolicy, judge, overallOutcome } from "../../../../shared/verification/policy.ts";
import { oddContainers } from "../../../parties/odd-containers.ts";

describe("a container of other software", () => {
  test.each(oddContainers)("$name: $outcome", async ({ make, outcome, codes }) => {
    const { bytes, options } = await make();
    const { findings } = await examineContainer(memorySource(bytes), options);
    const judged = judge(findings, defaultPolicy);
    const worst = judged.filter((check) => check.required && check.outcome === outcome);
    const found = [...new Set(worst.map(({ code }) => code))].sort();
    expect([overallOutcome(judged), judged.map(({ code }) => code)]).toMatchObject([outcome, {}]);
    if (outcome === "passed") expect(found).toEqual(expect.arrayContaining([...codes]));
    else expect(found).toEqual([...codes].sort());
  });
});
