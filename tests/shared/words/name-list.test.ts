import { describe, expect, test } from "vitest";
import { nameList, shownList, shownNames } from "../../../shared/words/name-list.ts";
import { fill } from "../../../shared/words/sentence.ts";

describe("several names in a sentence", () => {
  test("are parted by 、 in Chinese and by commas in English", () => {
    const files = nameList(["a.asice", "b.asice"]);
    expect(fill("相同：{files:list}。", "zh", { files })).toBe("相同：a.asice、b.asice。");
    expect(fill("the same: {files:list}.", "en", { files })).toBe("the same: a.asice, b.asice.");
    expect(shownNames([], "zh")).toBe("");
    expect(shownNames(["a"], "zh")).toBe("a");
  });

  test("keep a comma that is part of a name, and stay told apart", () => {
    const names = ["a, b.txt", "c"];
    expect(shownNames(names, "zh")).toBe("“a, b.txt”、“c”");
    expect(shownNames(names, "en")).toBe("“a, b.txt”, “c”");
    expect(shownNames(["a, b.txt"], "zh")).toBe("“a, b.txt”");
    expect(shownList(`${nameList(names)} … (+2)`, "zh")).toBe("“a, b.txt”、“c” … (+2)");
  });
});
