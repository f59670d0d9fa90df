import { describe, expect, test } from "vitest";
import { headline } from "../../../shared/report/headline.ts";
import { verdictJson } from "../../../shared/report/verdict-json.ts";
import { withStandings } from "../../../shared/verification/times/time-standing.ts";
import { noFacts, type Facts } from "../../../shared/verification/facts.ts";

function passedWith(facts: Partial<Facts>): string {
  const verdict = {
    outcome: "passed",
    practice: false,
    policy: "cunzhen-default/1",
    checks: [],
    facts: { ...noFacts, ...facts },
  } as const;
  const judged = { ...verdict, facts: withStandings(verdict, verdict.facts) };
  return headline(verdictJson("given", judged, "en"), "en").sentence;
}

const token = {
  file: "given.tst",
  time: Date.UTC(2026, 0, 2),
  authority: "Some TSA",
  policy: "1.2.3",
  closing: false,
  practice: false,
  trusted: true,
  accuracyMs: null,
  sound: true,
};

describe("the head of a passed verdict on what is no package of ours", () => {
  test("names the time and the authority of a bare token", () => {
    const said = passedWith({ format: "timestamp-token", timestamps: [token] });
    expect(said).toContain("2026-01-02");
    expect(said).toContain("Some TSA");
    expect(said).not.toContain("unchanged since sealing");
  });

  test("an evidence record that reaches further back comes first", () => {
    const record = {
      file: "META-INF/evidencerecord001.ers",
      chains: 1,
      tokens: 2,
      existedBy: Date.UTC(2019, 4, 6),
      digests: ["sha256"],
    } as const;
    const said = passedWith({
      format: "evidence-record",
      timestamps: [token],
      evidenceRecords: [record],
    });
    expect(said).toContain("2019-05-06");
  });

  test("a container's tokens give it no time by themselves: each may be about some of its files", () => {
    const said = passedWith({ format: "asic-e", timestamps: [token] });
    expect(said).toContain("no time is proven");
  });

  test("without any proven time it says that no time is proven", () => {
    const untrusted = { ...token, trusted: false };
    const said = passedWith({ format: "asic-e", timestamps: [untrusted] });
    expect(said).toContain("no time is proven");
  });
});
