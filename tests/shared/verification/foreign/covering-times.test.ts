import { describe, expect, test } from "vitest";
import { checkCoveringTimes } from "../../../../shared/verification/foreign/covering-times.ts";
import {
  type JudgedProof,
  nothingProven,
} from "../../../../shared/verification/foreign/judged-proof.ts";

const noon = Date.UTC(2026, 10, 21, 12);
const minute = 60_000;

/** A sound token over the files, at so many minutes past noon. */
function stamp(
  name: string,
  minutes: number,
  covers: readonly string[],
  accuracyMs: number | null = null,
): JudgedProof {
  const file = `META-INF/${name}.tst`;
  const over = {
    name: `META-INF/${name}.xml`,
    bytes: new Uint8Array(),
    manifest: { sigReference: file, references: [] },
  };
  const token = {
    file,
    time: noon + minutes * minute,
    authority: "Some TSA",
    policy: "1.2.3",
    closing: false,
    practice: false,
    trusted: false,
    accuracyMs,
    sound: true,
  };
  return {
    ...nothingProven,
    proof: { kind: "timestamp", file, over, covers: new Set(covers) },
    findings: [],
    standing: "sound",
    timestamps: [token],
  };
}

const told = (judged: readonly JudgedProof[]): readonly string[] =>
  checkCoveringTimes(judged).map(({ code, data }) => `${code} ${JSON.stringify(data)}`);

describe("tokens that cover tokens", () => {
  test("follow each other, by whatever way one reaches the other", () => {
    const first = stamp("a", 0, ["data.txt"]);
    const second = stamp("b", 1, ["data.txt", "META-INF/a.xml", "META-INF/a.tst"]);
    const third = stamp("c", 2, ["META-INF/b.xml"]);
    expect(told([first, second, third])).toEqual([]);
    const early = stamp("c", -5, ["META-INF/b.xml", "META-INF/b.tst"]);
    const found = told([first, second, early]);
    expect(found).toHaveLength(2);
    for (const [file, span] of [
      ["META-INF/a.tst", 5],
      ["META-INF/b.tst", 6],
    ] as const)
      expect(found).toContain(
        `TIMES_REVERSED ${JSON.stringify({ earlier: file, later: "META-INF/c.tst", span: span * minute })}`,
      );
  });

  test("one that leaves its time wide open hides no other", () => {
    const covered = stamp("a", 60, ["data.txt"]);
    const names = ["META-INF/a.xml", "META-INF/a.tst"];
    const wide = stamp("b", 0, names, 120 * minute);
    const exact = stamp("c", 10, names);
    expect(told([covered, wide])).toEqual([]);
    expect(told([covered, wide, exact])).toEqual([
      `TIMES_REVERSED ${JSON.stringify({ earlier: "META-INF/a.tst", later: "META-INF/c.tst", span: 50 * minute })}`,
    ]);
  });

  test("in a long row are told once each", () => {
    const row = Array.from({ length: 128 }, (_, n) =>
      stamp(
        `t${n}`,
        -10 * n,
        n === 0 ? ["data.txt"] : [`META-INF/t${n - 1}.xml`, `META-INF/t${n - 1}.tst`],
      ),
    );
    expect(told(row)).toHaveLength(127);
  });
});
