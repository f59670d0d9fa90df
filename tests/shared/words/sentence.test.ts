import { describe, expect, test } from "vitest";
import { isFault } from "../../../shared/words/faults/fault.ts";
import { showBriefly, showSpan, showTime } from "../../../shared/words/moments.ts";
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

  test("in a list they are Beijing time to the second", () => {
    expect(showBriefly(at + 496, "zh")).toBe("北京时间 2026-11-21 10:03:07");
    expect(showBriefly(at + 496, "en")).toBe("2026-11-21 10:03:07 UTC+8");
  });

  test("there is no Beijing time where it would be in the year 10000", () => {
    // What certificates without an end say (RFC 5280 4.1.2.5), and what anybody's token may.
    const last = 253_402_300_799_000;
    expect(showTime(last, "zh")).toBe("UTC 9999-12-31 23:59:59");
    expect(showTime(last, "en")).toBe("9999-12-31 23:59:59 UTC");
    expect(showBriefly(last, "zh")).toBe("UTC 9999-12-31 23:59:59");
    expect(showBriefly(last, "en")).toBe("9999-12-31 23:59:59 UTC");
    expect(showTime(last - 8 * 3_600_000, "en")).toBe(
      "9999-12-31 23:59:59 UTC+8 (9999-12-31 15:59:59 UTC)",
    );
    expect(sentence("TOKEN_FROM_THE_FUTURE", "en", { time: last + 999, now: at })).toContain(
      "9999-12-31 23:59:59.999 UTC",
    );
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
