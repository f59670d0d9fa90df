import { describe, expect, test } from "vitest";
import { shellWord } from "../../../shared/words/shell-word.ts";

describe("a file name in a command", () => {
  test.each([
    ["x.asice", "x.asice"],
    ["-rf", "./-rf"],
    ["it's.asice", "'it'\\''s.asice'"],
    ["$(id).asice", "'$(id).asice'"],
    ["合同 甲.asice", "'合同 甲.asice'"],
    ["a\nb\u202E", "$'a\\U0000000Ab\\U0000202E'"],
  ])("%j is one word of bash", (name, word) => {
    expect(shellWord(name)).toBe(word);
  });
});
