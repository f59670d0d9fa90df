import { describe, expect, test } from "vitest";
import { assignInputs } from "../../../shared/verification/assign-inputs.ts";
import type { InputKind } from "../../../shared/verification/recognise-input.ts";

const drop = (...things: readonly (readonly [string, InputKind])[]) =>
  assignInputs(things.map(([thing, kind]) => ({ thing, kind })));

describe("one drop zone for everything", () => {
  test("a package and a loose file: the file lies beside the package", () => {
    expect(drop(["a.pdf", "nothing"], ["p", "package"])).toEqual({
      inputs: ["p"],
      files: ["a.pdf"],
    });
  });

  test.each(["timestamp-token", "timestamp-response", "tlog-proof", "evidence-record"] as const)(
    "a bare %s and one other file: that is its data",
    (kind) => {
      expect(drop(["a.pdf", "nothing"], ["t", kind])).toEqual({
        inputs: ["t"],
        files: [],
        data: "a.pdf",
      });
    },
  );

  test("with two other files neither is named as the data", () => {
    expect(drop(["t", "timestamp-token"], ["a", "nothing"], ["b", "nothing"])).toEqual({
      inputs: ["t"],
      files: ["a", "b"],
    });
  });

  test("a container beside a file is judged with the file as a possible member", () => {
    expect(drop(["c", "container"], ["a", "nothing"])).toEqual({ inputs: ["c"], files: ["a"] });
  });

  test("files alone are judged, so that somebody says that nothing is in them", () => {
    expect(drop(["a", "nothing"], ["b", "nothing"])).toEqual({ inputs: ["a", "b"], files: [] });
  });

  test("several inputs keep their order", () => {
    expect(drop(["p", "package"], ["t", "timestamp-token"], ["a", "nothing"])).toEqual({
      inputs: ["p", "t"],
      files: ["a"],
    });
  });
});
