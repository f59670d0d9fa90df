import { beforeAll, describe, expect, test } from "vitest";
import { courtReport } from "../../../../shared/report/court-report/court-report.ts";
import { reportHtml } from "../../../../shared/report/court-report/report-html.ts";
import { type VerifyJson, verifyJson } from "../../../../shared/report/verify-json.ts";
import { emptyTrust, type TrustStore } from "../../../../shared/trust/trust-store.ts";
import { defaultPolicy } from "../../../../shared/verification/policy.ts";
import { judge } from "../../../parties/judge.ts";
import { judgedAt, makePackage } from "../../../parties/package.ts";
import { createWorld } from "../../../parties/world.ts";

let passed: VerifyJson;
let unknown: VerifyJson;
let practice: VerifyJson;

async function judged(bytes: Uint8Array, trust: TrustStore): Promise<VerifyJson> {
  const terms = { comparison: null, policy: defaultPolicy, at: judgedAt };
  const software = { version: "0.1.0", digest: null };
  const inputs = [{ path: "x.asice", verdict: await judge(bytes, trust) }];
  return verifyJson({ ...terms, inputs, trust, software }, "zh");
}

beforeAll(async () => {
  const world = await createWorld(false);
  const { bytes } = await makePackage(world);
  passed = await judged(bytes, world.trust);
  unknown = await judged(bytes, emptyTrust);
  const practised = await createWorld(true);
  practice = await judged((await makePackage(practised)).bytes, practised.trust);
});

describe("the report as HTML", () => {
  test("says the outcome once, above the sentence, and in Chinese with Chinese colons", () => {
    for (const result of [passed, unknown, practice]) {
      const report = courtReport(result, "zh");
      const block = report.parts[0]?.sections[0]?.blocks.find(({ kind }) => kind === "verdict");
      expect(block).toHaveProperty("sentence", expect.not.stringMatching(/^(?:演练)?核验|^无法/u));
      const prose = reportHtml(report).replaceAll(/<pre[^]*?<\/pre>/gu, "");
      expect(prose).not.toMatch(/(?:下一步|通常原因|复核): /u);
    }
  });

  test("a practised package that agrees is not shown in the colour of a real one", () => {
    expect(reportHtml(courtReport(practice, "zh"))).toContain('class="verdict passed practised"');
    expect(reportHtml(courtReport(passed, "zh"))).toContain('class="verdict passed"');
  });
});
