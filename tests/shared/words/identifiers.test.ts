import { describe, expect, test } from "vitest";
import { finding } from "../../../shared/verification/verdict.ts";
import { checks } from "../../../shared/words/checks/catalogue.ts";
import { listed } from "../../../shared/words/identifiers.ts";
import { fill, sentence } from "../../../shared/words/sentence.ts";

describe("identifiers in sentences for people", () => {
  test("no sentence takes a rule, an act or a reason without words for it", () => {
    const bare = /\{(?:rule|reason|act|relation|parts|field|step|status)\}/u;
    const named = Object.entries(checks).filter(([, { zh, en, next }]) =>
      bare.test([zh, en, next.zh, next.en].join()),
    );
    expect(named.map(([code]) => code)).toEqual([]);
  });

  test("data keeps the identifier, the sentence says it", () => {
    const found = finding("CHAIN_INVALID", "t", {
      certificate: "某机构",
      at: 0,
      rule: "name-not-permitted",
    });
    expect(found.data.rule).toBe("name-not-permitted");
    expect(sentence(found.code, "zh", found.data)).toMatch(
      /（名称不在签发机构获准签发的范围内）。$/u,
    );
    const en = sentence(found.code, "en", found.data);
    expect(en).toMatch(/\(its name is outside what its issuer may issue for\)\.$/u);
  });

  test("several are said one after another", () => {
    const rule = listed(["signer-revoked", "too-old"]);
    const { data } = finding("REVOCATION_UNUSABLE", "t", { certificate: "甲", rule });
    expect(data.rule).toBe("signer-revoked, too-old");
    expect(sentence("REVOCATION_UNUSABLE", "zh", data)).toContain(
      "（签发吊销信息的证书已被吊销、吊销信息早于所需的时间）",
    );
  });

  test.each([
    ["{x:act}", "handed-over", "移交", "handed over"],
    ["{x:reason}", "keyCompromise", "私钥泄露", "its key was compromised"],
    ["{x:reason}", "-", "没有写明原因", "no reason given"],
    [
      "{x:part}",
      "crls, versions",
      "所附吊销信息、版本号",
      "the revocation data beside it, version numbers",
    ],
    ["{x:status}", "rejection", "拒绝", "rejected"],
    ["{x:leaf}", "submission", "登记提交不同", "another submission"],
    ["{x:step}", "timestamp-token", "核验时间戳", "judging the time-stamp"],
    ["{x:relation}", "part-of", "是其一部分", "is part of it"],
    ["{x:cause}", "EROFS", "EROFS", "EROFS"],
    ["{x:act}", "constructor", "constructor", "constructor"],
  ])("%s of %s", (template, x, zh, en) => {
    expect(fill(template, "zh", { x })).toBe(zh);
    expect(fill(template, "en", { x })).toBe(en);
  });

  test("no gap stands between Chinese words and 北京时间", () => {
    const shown = fill("在 {at:time} 有效，{to:time} 起", "zh", { at: 0, to: 0 });
    expect(shown).toBe(
      "在北京时间 1970-01-01 08:00:00（UTC 1970-01-01 00:00:00）有效，北京时间 1970-01-01 08:00:00（UTC 1970-01-01 00:00:00）起",
    );
    expect(fill("at {at:time} it", "en", { at: 0 })).toContain("at 1970-01-01");
  });

  test("a digest to compare stands in groups of eight", () => {
    const digest = "0123456789abcdef".repeat(4);
    expect(fill("({d:digest})", "en", { d: digest })).toBe(
      `(${"01234567 89abcdef ".repeat(4).trim()})`,
    );
  });

  test("an input that cannot be read is not called by an empty name", () => {
    expect(sentence("SOURCE_UNREADABLE", "zh", { file: "" })).toBe(
      "读取这份材料时出错，核验没有完成。",
    );
    expect(sentence("SOURCE_UNREADABLE", "en", { file: "" })).toBe(
      "Reading the file failed, so verification did not finish.",
    );
    expect(sentence("SOURCE_UNREADABLE", "zh", { file: "a.pdf" })).toContain("读取“a.pdf”时");
  });
});
