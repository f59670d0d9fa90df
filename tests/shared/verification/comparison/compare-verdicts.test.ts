import { describe, expect, test } from "vitest";
import { verifySignature } from "../../../../shared/signature/verify-signature.ts";
import { compareVerdicts } from "../../../../shared/verification/comparison/compare-verdicts.ts";
import { checks } from "../../../../shared/words/checks/catalogue.ts";
import { compare, digest, failed, member, passed, token } from "./verdicts.ts";

describe("files and members", () => {
  test("the same file twice is told, by its digest alone", () => {
    const one = { ...passed("a"), sha256: digest("whole") };
    const { codes, facts } = compare([
      one,
      { ...passed("b"), sha256: digest("whole") },
      passed("c"),
    ]);
    expect(codes).toEqual(["SAME_FILE"]);
    expect(facts.identical).toEqual([{ sha256: digest("whole"), paths: ["a", "b"] }]);
  });

  test("bytes that two items share are told with their earliest proof, real before practice", () => {
    const contract = [member("data/x.pdf", "contract")];
    const other = [member("data/y.pdf", "contract")];
    const { codes, facts } = compare([
      passed("a", { members: contract, timestamps: [token(2000)] }),
      passed("b", { members: other, timestamps: [token(1000, true), token(3000)] }),
    ]);
    expect(codes).toEqual(["SAME_BYTES", "SAME_BYTES_PROVEN"]);
    expect(facts.shared[0]?.earliest).toMatchObject({ time: 2000, path: "a", practice: false });
    expect(facts.shared[0]?.places).toHaveLength(2);
  });

  test("one name over different bytes is told, and no side taken", () => {
    const { codes, facts, findings } = compare([
      passed("a", { members: [member("data/x.pdf", "one")], timestamps: [token(2000)] }),
      passed("b", { members: [member("data/x.pdf", "two")], timestamps: [token(1000)] }),
    ]);
    expect(codes).toEqual(["SAME_NAME_OTHER_BYTES"]);
    expect(findings[0]?.data).toEqual({ name: "data/x.pdf", count: 2, files: "a, b" });
    expect(facts.named[0]?.versions.map(({ earliest }) => earliest?.time)).toEqual([2000, 1000]);
  });

  test("what a failed package says proves nothing here, nor do empty files or editions of one item", () => {
    const a = passed("a", { members: [member("data/x", "one"), member("data/e", "")] });
    const b = passed("b", { members: [member("data/x", "one"), member("data/f", "")] });
    expect(compare([a, failed(b)]).codes).toEqual([]);
    const edition = { ...a, path: "a2" };
    expect(compare([a, edition]).codes).toEqual(["SAME_ITEM"]);
  });
});

describe("items", () => {
  const editions = (n: number) =>
    Array.from({ length: n }, (_, at) => ({ n: at + 1, closedAt: at * 1000, file: "m" }));

  test("editions of one item stand in their order", () => {
    const first = passed("a", { editions: editions(1) });
    const later = { ...passed("a", { editions: editions(2) }), path: "later" };
    const { codes, facts } = compare([later, first]);
    expect(codes).toEqual(["SAME_ITEM"]);
    expect(facts.items[0]?.editions.map(({ path, n }) => [path, n])).toEqual([
      ["a", 1],
      ["later", 2],
    ]);
  });

  test("two different editions of one number are shown", () => {
    const one = { ...passed("a", { editions: editions(2) }), sha256: digest("1") };
    expect(compare([one, { ...one, path: "b", sha256: digest("2") }]).codes).toEqual([
      "SAME_ITEM",
      "EDITIONS_DIVERGE",
    ]);
    expect(compare([one, { ...one, path: "b" }]).codes).toEqual(["SAME_FILE", "SAME_ITEM"]);
  });

  test("custody logs of one item that part ways are a contradiction; a longer one is none", () => {
    const act = (n: number, text: string) => ({
      n,
      act: "stamped" as const,
      actor: null,
      time: n,
      file: "custody.jsonl",
      digest: digest(text),
    });
    const short = passed("a", { custody: [act(1, "x"), act(2, "y")] });
    const long = {
      ...passed("a", { custody: [act(1, "x"), act(2, "y"), act(3, "z")] }),
      path: "b",
    };
    const other = { ...passed("a", { custody: [act(1, "x"), act(2, "w")] }), path: "c" };
    expect(compare([short, long]).codes).toEqual(["SAME_ITEM"]);
    const { codes, findings } = compare([short, long, other]);
    expect(codes).toContain("CUSTODY_FORKED");
    expect(findings.find(({ code }) => code === "CUSTODY_FORKED")?.data).toMatchObject({ seq: 2 });
  });

  test("different manifests under one number, or under one id, are contradictions", () => {
    expect(compare([passed("a", { number: "N" }), passed("b", { number: "N" })]).codes).toEqual([
      "NUMBER_SHARED",
    ]);
    const id = "00".repeat(16);
    expect(compare([passed("a", { id }), passed("b", { id })]).codes).toEqual(["ID_SHARED"]);
  });
});

describe("ties to other items", () => {
  const target = { evidence: "ab".repeat(16), fingerprint: digest("other") };
  const tied = passed("a", { relations: [{ type: "version-of", target }] });
  const other = { id: target.evidence, fingerprint: target.fingerprint };

  test("are told as given, absent, or another than what was named", () => {
    expect(compare([tied, passed("b", other)]).codes).toEqual(["RELATED_ITEM_GIVEN"]);
    expect(compare([tied, passed("b")]).codes).toEqual(["RELATED_ITEM_ABSENT"]);
    const changed = passed("b", { ...other, fingerprint: digest("changed") });
    expect(compare([tied, changed]).codes).toEqual(["RELATED_ITEM_DIFFERS"]);
  });

  test("to a member want that member", () => {
    const wanted = { ...target, member: "data/x", sha256: digest("content") };
    const exact = passed("a", { relations: [{ type: "part-of", target: wanted }] });
    const has = passed("b", { ...other, members: [member("data/x", "content")] });
    const lacks = passed("b", { ...other, members: [member("data/x", "else")] });
    expect(compare([exact, has]).codes).toEqual(["RELATED_ITEM_GIVEN"]);
    expect(compare([exact, lacks]).codes).toEqual(["RELATED_ITEM_DIFFERS"]);
  });
});

describe("the sequence of a vault", () => {
  const at = (path: string, n: number, previous: string | null, vault = "v") =>
    passed(path, {
      sequence: { vault, network: "net", n, previous: previous && digest(previous) },
    });
  const of = (path: string) => `fingerprint ${path}`;

  test("is whole when every item names the one before it", () => {
    const { codes, facts } = compare([at("b", 2, of("a")), at("a", 1, null), at("c", 3, of("b"))]);
    expect(codes).toEqual(["SEQUENCE_WHOLE"]);
    expect(facts.sequences[0]?.places.map(({ n }) => n)).toEqual([1, 2, 3]);
  });

  test("has gaps where items were not given", () => {
    const { findings } = compare([at("a", 2, "z"), at("b", 5, "y"), at("c", 7, "x")]);
    expect(findings.map(({ code }) => code)).toEqual(["SEQUENCE_GAP"]);
    expect(findings[0]?.data).toMatchObject({ from: 2, to: 7, missing: 3, numbers: "3-4, 6" });
  });

  test("stays open where a place is taken twice or a link leads elsewhere, as in a vault that was restored", () => {
    expect(compare([at("a", 1, null), at("b", 1, null)]).codes).toEqual(["SEQUENCE_REPEATED"]);
    expect(compare([at("a", 1, null), at("b", 2, "else")]).codes).toEqual(["SEQUENCE_LINK_BROKEN"]);
    const outcomes = ["SEQUENCE_REPEATED", "SEQUENCE_LINK_BROKEN"] as const;
    expect(outcomes.map((code) => checks[code].outcome)).toEqual([
      "indeterminate",
      "indeterminate",
    ]);
    // Restored to number 1 and used on: both lines of items are honest.
    const lost = at("lost", 2, of("a"));
    const anew = at("anew", 2, of("a"));
    const next = at("next", 3, of("anew"));
    expect(compare([at("a", 1, null), lost, anew, next]).codes).toEqual(["SEQUENCE_REPEATED"]);
    expect(compare([at("a", 1, null), lost, next]).codes).toEqual(["SEQUENCE_LINK_BROKEN"]);
  });

  test("fails where an item contradicts itself: number 1 alone has nothing before it", () => {
    expect(checks.SEQUENCE_CONTRADICTED.outcome).toBe("failed");
    const { findings } = compare([at("a", 4, null), at("b", 5, of("a"))]);
    expect(findings).toEqual([
      {
        code: "SEQUENCE_CONTRADICTED",
        subject: "v",
        data: { vault: "v", n: 4, file: "a" },
      },
    ]);
    expect(compare([at("a", 1, of("z")), at("b", 2, of("a"))]).codes).toEqual([
      "SEQUENCE_CONTRADICTED",
    ]);
  });

  test("of another vault is another matter", () => {
    expect(compare([at("a", 1, null), at("b", 1, null, "w")]).codes).toEqual([]);
  });
});

describe("many inputs", () => {
  test("grow no faster than n log n: sixteen times as many take less than sixty times as long", () => {
    const vault = (count: number) =>
      Array.from({ length: count }, (_, n) =>
        passed(`p${String(n)}`, {
          members: [member(`data/${String(n)}`, `c${String(n % 50)}`)],
          timestamps: [token(n)],
          sequence: { vault: "v", network: null, n: n + 1, previous: null },
        }),
      );
    const timed = (count: number): number => {
      const inputs = vault(count);
      const start = performance.now();
      compareVerdicts(inputs, verifySignature);
      return performance.now() - start;
    };
    timed(500);
    const small = Math.max(2, timed(500));
    expect(timed(8000)).toBeLessThan(small * 60);
  });
});
