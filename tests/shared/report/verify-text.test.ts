import { beforeAll, describe, expect, test } from "vitest";
import { toUtf8 } from "../../../shared/bytes/utf8.ts";
import { type VerifyJson, verifyJson } from "../../../shared/report/verify-json.ts";
import { verifyText } from "../../../shared/report/verify-text.ts";
import { verifySignature } from "../../../shared/signature/verify-signature.ts";
import { compareVerdicts } from "../../../shared/verification/comparison/compare-verdicts.ts";
import { defaultPolicy } from "../../../shared/verification/policy.ts";
import { judge } from "../../parties/judge.ts";
import { looseFile } from "../../parties/loose-file.ts";
import { judgedAt, makePackage } from "../../parties/package.ts";
import { createWorld, type World } from "../../parties/world.ts";

let world: World;
let bytes: Uint8Array;

beforeAll(async () => {
  world = await createWorld(false);
  bytes = (await makePackage(world)).bytes;
});

/** What is said of copies of one package, each judged beside its member under another name. */
async function copies(count: number, from = { world, bytes }): Promise<VerifyJson> {
  const { world, bytes } = from;
  const verdict = await judge(bytes, world.trust, {
    files: [looseFile("my.pdf", toUtf8("hello"))],
  });
  const inputs = Array.from({ length: count }, (_, n) => ({
    path: `${String(n)}.asice`,
    sha256: "ab".repeat(32),
    verdict,
  }));
  const comparison = count < 2 ? null : compareVerdicts(inputs, verifySignature);
  const { trust } = world;
  const software = { version: "0.1.0", digest: null };
  const judged = { inputs, comparison, trust, policy: defaultPolicy, software, at: judgedAt };
  return verifyJson(judged, "en");
}

describe("the text of a verification", () => {
  test.each([
    ["zh", "my.pdf: 此文件就是证据包中的成员“data/合同.pdf”"],
    ["en", "my.pdf: This file is member “data/合同.pdf”"],
  ] as const)(
    "says which member a loose file is, though all agrees (%s)",
    async (language, words) => {
      for (const count of [1, 2]) {
        const text = verifyText(await copies(count), language);
        expect(text.split(`FILE_IS_MEMBER  ${words}`).length - 1).toBe(count);
      }
    },
  );

  test("says in words what several inputs have in common, and takes no digest for words", async () => {
    const text = verifyText(await copies(2), "en");
    const [, compared = ""] = text.split("Compared with each other");
    expect(compared).toMatch(/SAME_FILE .*0\.asice, 1\.asice/u);
    expect(compared).not.toMatch(/: \d+ agree/u);
  });

  test("says of several in its first line that practice is among them", async () => {
    const practice = await createWorld(true);
    const made = await makePackage(practice);
    const several = await copies(2, { world: practice, bytes: made.bytes });
    expect(verifyText(several, "en").split("\n")[0]).toContain("no legal force");
    expect(verifyText(several, "zh").split("\n")[0]).toContain("不具法律效力");
    expect(verifyText(await copies(2), "en")).not.toContain("legal force");
  });

  test("says fifty of what agrees and counts the rest, unless all is asked for", async () => {
    const result = await copies(2);
    const [check] = result.comparison?.checks ?? [];
    if (check === undefined || result.comparison === null) throw new Error("nothing compared");
    const checks = Array.from({ length: 70 }, () => check);
    const many = { ...result, comparison: { ...result.comparison, checks } };
    expect(verifyText(many, "en").match(new RegExp(check.code, "gu"))).toHaveLength(50);
    expect(verifyText(many, "en")).toContain("20 more agree (--checks lists all)");
    expect(verifyText(many, "zh")).toContain("另有 20 项一致");
    const all = verifyText(many, "en", true);
    expect(all.match(new RegExp(`${check.code} `, "gu"))).toHaveLength(70);
  });
});
