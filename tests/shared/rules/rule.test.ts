import { describe, expect, test } from "vitest";
import { namedRules, ruleText } from "../../../shared/rules/rule.ts";

const indexes = import.meta.glob<string>("../../vectors/*/INDEX.tsv", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** What a check says of a file that a parser took. */
const verdicts = ["link", "time-backwards", "newer", "nothing", "false"];

/** Every rule that a file of our vectors breaks. */
const broken = new Set(
  Object.values(indexes).flatMap((index) => {
    const [head = "", ...rows] = index.trimEnd().split("\n");
    const column = head.split("\t").indexOf("rule");
    return rows.flatMap((row) => row.split("\t")[column] || []);
  }),
);

describe("rules in words", () => {
  test("every rule that a parser names has words of its own in both languages", () => {
    expect(namedRules.length).toBeGreaterThan(300);
    for (const rule of namedRules) {
      expect(ruleText(rule, "zh"), rule).toMatch(/[\u4e00-\u9fff]/u);
      expect(ruleText(rule, "zh"), rule).not.toMatch(/[。（）]/u);
      expect(ruleText(rule, "en"), rule).not.toMatch(/[\u4e00-\u9fff]|[.()]$/u);
      expect(ruleText(rule, "en"), rule).toMatch(/^[^-]+ /u);
    }
  });

  test("every rule that a vector breaks is said and not named", () => {
    expect(broken.size).toBeGreaterThan(200);
    const unsaid = [...broken].filter(
      (rule) =>
        /^[a-z0-9.-]+$/iu.test(rule) && !verdicts.includes(rule) && ruleText(rule, "zh") === rule,
    );
    expect(unsaid).toEqual([]);
  });

  test.each([
    ["members.3.path-missing", "“members.3.path”缺失", "“members.3.path” is missing"],
    ["unknown-field", "文件有未知的字段", "the document has a field that is not known"],
    [
      "software.unknown-field",
      "“software”有未知的字段",
      "“software” has a field that is not known",
    ],
    ["code-unknown NO_SUCH", "没有这一核验项：NO_SUCH", "there is no such check: NO_SUCH"],
  ])("%s names the place and says what is wrong there", (rule, zh, en) => {
    expect(ruleText(rule, "zh")).toBe(zh);
    expect(ruleText(rule, "en")).toBe(en);
  });

  test("a name that is no rule of ours stands as it is, be it one of Object.prototype", () => {
    for (const name of ["ENOSPC", "constructor", ""]) expect(ruleText(name, "en")).toBe(name);
  });
});
