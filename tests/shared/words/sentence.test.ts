import { describe, expect, test } from "vitest";
import { isFault } from "../../../shared/words/faults/fault.ts";
import { showSpan, showTime } from "../../../shared/words/moments.ts";
import { fill, sentence } from "../../../shared/words/sentence.ts";

const at = 1_795_226_587_000; // 2026-11-21T02:03:07Z

describe("sentences", () => {
  test("times are shown as 北京时间 with UTC beside them", () => {
    expect(showTime(at, "zh")).toBe("北京时间 2026-11-21 10:03:07（UTC 2026-11-21 02:03:07）");
    expect(showTime(at, "en")).toBe("2026-11-21 10:03:07 UTC+8 (2026-11-21 02:03:07 UTC)");
  });

  test("milliseconds are kept where there are any: cutting them would claim an earlier time", () => {
    expect(showTime(at + 496, "en")).toContain("10:03:07.496 UTC+8");
  });

  test.each([
    [0, "0 秒", "0 s"],
    [3_240, "3.2 秒", "3.2 s"],
    [-59_940, "-59.9 秒", "-59.9 s"],
    [59_960, "1 分", "1 min"],
    [312_000, "5 分 12 秒", "5 min 12 s"],
    [7_500_000, "2 小时 5 分", "2 h 5 min"],
    [273_600_000, "3 天 4 小时", "3 d 4 h"],
  ])("%d ms is %s", (ms, zh, en) => {
    expect(showSpan(ms, "zh")).toBe(zh);
    expect(showSpan(ms, "en")).toBe(en);
  });

  test("slots are filled by kind; a slot without a value stays visible", () => {
    expect(fill("{a} {b:time} {c:span} {d}", "en", { a: "x", b: at, c: 1500 })).toBe(
      "x 2026-11-21 10:03:07 UTC+8 (2026-11-21 02:03:07 UTC) 1.5 s {d}",
    );
  });

  test("what stands in a value is not filled again", () => {
    expect(sentence("SOURCE_UNREADABLE", "en", { file: "{file:time}$&" })).toContain(
      "“{file:time}$&”",
    );
  });

  test("a name from Object.prototype is no value", () => {
    expect(fill("{constructor}", "en", {})).toBe("{constructor}");
  });

  test("a stored fault counts only with a known code and all its values", () => {
    expect(isFault({ code: "TRUST_FILE_REFUSED", data: { file: "x", rule: "y" } })).toBe(true);
    expect(isFault({ code: "TRUST_FILE_REFUSED", data: { file: "x" } })).toBe(false);
    expect(isFault({ code: "constructor", data: {} })).toBe(false);
  });
});
