import { describe, expect, test } from "vitest";
import { comparisonFactsJson } from "../../../../shared/report/comparison-json.ts";
import { comparisonTables } from "../../../../shared/report/court-report/comparison-tables.ts";
import type { Block } from "../../../../shared/report/court-report/report-document.ts";
import type {
  ComparedCheckpoint,
  ComparisonFacts,
  ProvenBy,
  SharedBytes,
} from "../../../../shared/verification/comparison/comparison.ts";
import { languages } from "../../../../shared/words/language.ts";

const nothing: ComparisonFacts = {
  identical: [],
  items: [],
  shared: [],
  named: [],
  numbers: [],
  ids: [],
  relations: [],
  sequences: [],
  notBefore: [],
  logs: [],
  forks: [],
};

const time = Date.UTC(2026, 10, 21, 2, 3, 7);
const earliest: ProvenBy = {
  time,
  by: "Authority",
  kind: "timestamp",
  path: "a.asice",
  file: "META-INF/timestamp001.tst",
  practice: false,
};
const bytes = (sha256: string, path: string, proven: ProvenBy | null): SharedBytes => ({
  sha256,
  size: 7,
  places: [{ path, member: "data/x" }],
  earliest: proven,
});
const checkpoint = (path: string, root: string): ComparedCheckpoint => ({
  path,
  size: 11,
  root,
  note: `example.org/log\n11\n${root}\n\n— example.org/log c2lnbmVk\n`,
  receipt: "",
  logKey: "example.org/log+00000000+key",
  cosigned: ["Court A", "Notary B"],
});

function tablesOf(facts: Partial<ComparisonFacts>, language: "zh" | "en" = "en") {
  return comparisonTables(comparisonFactsJson({ ...nothing, ...facts }), language);
}

function rowsOf(blocks: readonly Block[]): readonly (readonly string[])[] {
  return blocks.flatMap((block) => (block.kind === "table" ? block.rows : []));
}

describe("the comparison in the report", () => {
  test("shows no table where there is nothing to compare", () => {
    expect(tablesOf({})).toEqual([]);
  });

  test("files that are the same stand in one row with their digest", () => {
    const blocks = tablesOf({ identical: [{ sha256: "ab", paths: ["a.asice", "b.asice"] }] });
    expect(rowsOf(blocks)).toEqual([["a.asice; b.asice", "ab"]]);
  });

  test("an item stands with number, fingerprint, editions, and the earliest time that is proven", () => {
    const blocks = tablesOf({
      items: [
        {
          fingerprint: "fe",
          number: "0123",
          id: null,
          editions: [
            { path: "a.asice", n: 1, closedAt: time },
            { path: "b.asice", n: null, closedAt: null },
          ],
          earliest,
        },
        { fingerprint: "cd", number: null, id: null, editions: [], earliest: null },
      ],
    });
    expect(rowsOf(blocks)).toEqual([
      [
        "0123; fe",
        expect.stringMatching(/^a\.asice · edition 1 · .*2026.*UTC.*; b\.asice$/u),
        expect.stringMatching(/UTC.*; Authority \(a\.asice\)$/u),
      ],
      ["cd", "", "none is proven"],
    ]);
  });

  test("members that are the same, and those of one name that differ, stand with who proves what", () => {
    const blocks = tablesOf({
      shared: [bytes("01", "a.asice", earliest)],
      named: [
        { name: "x", versions: [bytes("02", "a.asice", null), bytes("03", "b.asice", null)] },
      ],
    });
    expect(rowsOf(blocks).map((row) => row.slice(0, 3))).toEqual([
      ["a.asice: data/x", "01", expect.stringContaining("Authority")],
      ["x", "a.asice: data/x", "02"],
      ["x", "b.asice: data/x", "03"],
    ]);
  });

  test("one number of two items is a row an item", () => {
    const items = [
      { fingerprint: "01", paths: ["a"] },
      { fingerprint: "02", paths: ["b", "c"] },
    ];
    expect(rowsOf(tablesOf({ numbers: [{ name: "N", items }] }))).toEqual([
      ["N", "01", "a"],
      ["N", "02", "b; c"],
    ]);
  });

  test("a tie says whether what it names was given, and agrees", () => {
    const tie = { type: "derived-from", evidence: "e", fingerprint: "fe" } as const;
    const blocks = tablesOf({
      relations: [
        { ...tie, path: "a", given: [], contradicted: [] },
        { ...tie, path: "b", given: ["c"], contradicted: ["d"] },
      ],
    });
    expect(rowsOf(blocks).map((row) => row[3])).toEqual([
      "not given",
      "agrees: c; does not agree: d",
    ]);
  });

  test("a sequence shows its gaps, repeated and unlinked numbers", () => {
    const place = (n: number) => ({
      n,
      fingerprint: "fe",
      previous: null,
      paths: [`${String(n)}.asice`],
    });
    const blocks = tablesOf({
      sequences: [
        {
          vault: "v",
          network: "example.org/log",
          places: [place(1), place(5)],
          missing: [
            { from: 2, to: 2 },
            { from: 3, to: 4 },
          ],
          repeated: [5],
          broken: [5],
        },
      ],
    });
    expect(rowsOf(blocks)).toEqual([
      ["v; example.org/log", "1: 1.asice; 5: 5.asice", "2, 3–4", "5"],
    ]);
  });

  test("checkpoints say whether these files show that one continues the other", () => {
    const blocks = tablesOf({
      notBefore: [{ path: "a", checkpointOf: "b", size: 4, time: null }],
      logs: [
        {
          origin: "example.org/log",
          checkpoints: [4, 8, 11].map((size) => ({ path: String(size), size, root: "00" })),
          steps: [
            { from: 4, to: 8, shown: true },
            { from: 8, to: 11, shown: false },
          ],
        },
      ],
    });
    expect(rowsOf(blocks).map((row) => row[3])).toEqual([
      "none is proven",
      "—",
      "shown",
      "not shown by these files",
    ]);
  });

  test.each(languages)("a fork stands with both signed checkpoints whole (%s)", (language) => {
    const [first, second] = [checkpoint("a", "01"), checkpoint("b", "02")];
    const blocks = tablesOf(
      {
        forks: [
          {
            origin: "example.org/log",
            kind: "same-size",
            first,
            second,
            cosignedBoth: ["Court A"],
          },
        ],
      },
      language,
    );
    const notes = blocks.flatMap((block) => (block.kind === "literal" ? [block.text] : []));
    expect(notes).toEqual([first.note.trimEnd(), second.note.trimEnd()]);
    expect(JSON.stringify(blocks)).toContain("Court A");
    expect(JSON.stringify(blocks)).toContain(first.logKey);
  });
});
