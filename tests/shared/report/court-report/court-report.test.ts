import { beforeAll, describe, expect, test } from "vitest";
import { courtReport, reportJson } from "../../../../shared/report/court-report/court-report.ts";
import {
  type Block,
  type ReportDocument,
  sectionIds,
} from "../../../../shared/report/court-report/report-document.ts";
import { qrMatrix } from "../../../../shared/report/court-report/qr-matrix.ts";
import { reportHtml } from "../../../../shared/report/court-report/report-html.ts";
import type { CheckJson } from "../../../../shared/report/verdict-json.ts";
import { type VerifyJson, verifyJson } from "../../../../shared/report/verify-json.ts";
import { emptyTrust, type TrustStore } from "../../../../shared/trust/trust-store.ts";
import { defaultPolicy } from "../../../../shared/verification/policy.ts";
import { pointIds } from "../../../../shared/report/court-report/review-point.ts";
import { reviewPoints } from "../../../../shared/words/report-points.ts";
import { checks, isCheckCode } from "../../../../shared/words/checks/catalogue.ts";
import { languages } from "../../../../shared/words/language.ts";
import { judge } from "../../../parties/judge.ts";
import { judgedAt, makePackage } from "../../../parties/package.ts";
import { createWorld } from "../../../parties/world.ts";

let passed: VerifyJson;
let unknown: VerifyJson;
let practice: VerifyJson;

beforeAll(async () => {
  const world = await createWorld(false);
  const practiceWorld = await createWorld(true);
  const made = await makePackage(world);
  const practised = await makePackage(practiceWorld);
  const result = async (bytes: Uint8Array, trust: TrustStore): Promise<VerifyJson> =>
    verifyJson(
      {
        inputs: [{ path: "x.asice", verdict: await judge(bytes, trust) }],
        comparison: null,
        trust,
        policy: defaultPolicy,
        software: { version: "0.1.0", digest: "ab".repeat(32) },
        at: judgedAt,
      },
      "zh",
    );
  passed = await result(made.bytes, world.trust);
  unknown = await result(made.bytes, emptyTrust);
  practice = await result(practised.bytes, practiceWorld.trust);
});

const blocksOf = (report: ReportDocument): readonly Block[] =>
  report.parts.flatMap(({ sections }) => sections.flatMap(({ blocks }) => blocks));

function withChecks(result: VerifyJson, added: readonly CheckJson[]): VerifyJson {
  return {
    ...result,
    packages: result.packages.map((each) => ({ ...each, checks: [...each.checks, ...added] })),
  };
}

describe("the report for a court", () => {
  test("has the eleven sections in the order in which a court reviews", () => {
    const [part] = courtReport(passed, "zh").parts;
    expect(part?.sections.map(({ id }) => id)).toEqual(sectionIds);
    expect(part?.sections.map(({ heading }) => heading)).toEqual([
      "核验结论",
      "证据基本信息",
      "主体",
      "环境与方法",
      "完整性",
      "时间",
      "存证与联署",
      "保管链",
      "上链前真实性说明",
      "复核方法",
      "局限与声明",
    ]);
  });

  test("begins with the verdict", () => {
    const [first] = blocksOf(courtReport(passed, "en"));
    expect(first).toMatchObject({ kind: "verdict", outcome: "passed", word: "Passed" });
  });

  test.each(languages)(
    "shows every code there is, with sentence, and no open slot (%s)",
    (language) => {
      const all = Object.keys(checks).flatMap((code): readonly CheckJson[] =>
        isCheckCode(code)
          ? [
              {
                code,
                outcome: checks[code].outcome,
                required: true,
                subject: "s",
                message: "m",
                data: {},
              },
            ]
          : [],
      );
      const report = courtReport(withChecks(passed, all), language);
      const shown = blocksOf(report).flatMap((block) =>
        block.kind === "checks" ? block.checks.map(({ code }) => code) : [],
      );
      const html = reportHtml(report);
      for (const code of Object.keys(checks)) {
        expect(shown).toContain(code);
        expect(html).toContain(`<code>${code}</code>`);
      }
      expect(reportHtml(courtReport(passed, language))).not.toMatch(
        /\{[a-zA-Z]+(?::[a-z]+)?\}<|undefined|NaN/u,
      );
    },
  );

  test("shows each check of the verdict in a section of its own subject", () => {
    const report = courtReport(unknown, "zh");
    const sections = report.parts[0]?.sections ?? [];
    const last = (blocks: readonly Block[]) => blocks.at(-1);
    for (const check of unknown.packages[0]?.checks ?? []) {
      const found = sections.filter(({ blocks }) => {
        const block = last(blocks);
        return block?.kind === "checks" && block.checks.some(({ code }) => code === check.code);
      });
      expect(found, check.code).toHaveLength(1);
    }
  });

  test("gives the digests of software, trust store and policy, the chains, and institutions m of n by role", () => {
    const { trust, policy, packages } = passed;
    const values = blocksOf(courtReport(passed, "en")).flatMap((block) =>
      block.kind === "facts" ? block.rows.map(({ value }) => value) : [],
    );
    expect(values).toEqual(
      expect.arrayContaining(["ab".repeat(32), trust.digest, policy.digest, "cunzhen-default/1"]),
    );
    expect(values).toContain("3 of 3 institutions cosigned (3 needed)");
    expect(values).toContain("court 1 of 1, notary office 1 of 1, arbitration commission 1 of 1");
    const cells = blocksOf(courtReport(passed, "en")).flatMap((block) =>
      block.kind === "table" ? block.rows.flat() : [],
    );
    const chains = packages[0]?.facts.timestamps.flatMap(({ chain }) => chain) ?? [];
    expect(chains.length).toBeGreaterThan(3);
    for (const { sha256 } of chains) expect(cells).toContain(sha256);
    expect(cells.filter((cell) => cell.includes("(root trusted here)")).length).toBeGreaterThan(1);
    const open = blocksOf(courtReport(unknown, "en")).flatMap((block) =>
      block.kind === "table" ? block.rows.flat() : [],
    );
    expect(open).toContain("came with the file; the chain ends in no root trusted here");
  });

  test("a step back by less than the second in which times are compared is no contradiction", () => {
    const [verdict] = passed.packages;
    if (verdict === undefined) throw new Error("no verdict");
    const event = (name: "stamped" | "registered", time: string) =>
      ({ event: name, time, standing: { state: "proven", code: null }, by: "x" }) as const;
    const timeline = [
      event("stamped", "2026-11-21T02:03:09.500Z"),
      event("registered", "2026-11-21T02:03:09.000Z"),
      event("registered", "2026-11-21T02:03:07.000Z"),
    ];
    const gaps = { captureToStamp: 0, stampToRegistration: -500 };
    const facts = { ...verdict.facts, timeline, gaps };
    const text = reportJson(courtReport({ ...passed, packages: [{ ...verdict, facts }] }, "zh"));
    expect(text.match(/同一秒内/gu)).toHaveLength(2);
    expect(text).not.toContain("-0.5");
    expect(text).toContain("-2 秒");
  });

  test("as HTML begins with the verdict and draws the QR of the evidence number module by module", () => {
    const html = reportHtml(courtReport(passed, "zh"));
    const matrix = qrMatrix(passed.packages[0]?.facts.number ?? "");
    const side = matrix.length + 8;
    expect(html).toContain(`viewBox="0 0 ${String(side)} ${String(side)}"`);
    const drawn = [...html.matchAll(/M(\d+) (\d+)h1v1h-1z/gu)];
    const dark = drawn.map(([, x, y]) => `${String(x)} ${String(y)}`);
    const expected = matrix.flatMap((row, y) =>
      row.flatMap((isDark, x) => (isDark ? [`${String(x + 4)} ${String(y + 4)}`] : [])),
    );
    expect(expected.length).toBeGreaterThan(100);
    expect(dark).toEqual(expected);
    expect(html.indexOf('class="verdict passed"')).toBeLessThan(html.indexOf("<nav"));
  });

  test.each(languages)(
    "each review point says what answers it, what was checked and what it cannot show (%s)",
    (language) => {
      const blocks = blocksOf(courtReport(passed, language));
      const html = reportHtml(courtReport(passed, language));
      for (const id of pointIds) {
        const { answer, checked, cannotShow, provisions } = reviewPoints[id];
        const point = blocks.find((block) => block.kind === "point" && block.id === id);
        if (point?.kind !== "point") throw new Error(`no point ${id}`);
        expect(point).toMatchObject({
          provisions: provisions[language],
          answer: answer[language],
          cannotShow: cannotShow[language],
        });
        expect(point.checked.startsWith(checked[language]), id).toBe(true);
        for (const text of [point.provisions, point.answer, point.checked, point.cannotShow]) {
          expect(text, id).toMatch(/\p{L}{2}/u);
          expect(html).toContain(`<dd>${text.replaceAll("'", "&#39;")}</dd>`);
        }
      }
      expect(html.split('class="point"')).toHaveLength(10);
    },
  );

  test("what came before registration is shown and never agrees", () => {
    for (const result of [passed, unknown, practice]) {
      const points = blocksOf(courtReport(result, "zh")).filter(({ kind }) => kind === "point");
      expect(points).toHaveLength(9);
      expect(points).toContainEqual(expect.objectContaining({ id: "before", standing: "shown" }));
    }
  });

  test("always says the three sentences and that it is not legal advice", () => {
    for (const result of [passed, unknown, practice]) {
      const text = reportJson(courtReport(result, "zh"));
      expect(text).toContain("已证明的：");
      expect(text).toContain("自何时起未被改动：");
      expect(text).toContain("自称而未证明的：");
      expect(text).toContain("不是法律意见");
    }
  });

  test("never gives 真实 or 有效证据 as a verdict", () => {
    for (const result of [passed, unknown, practice]) {
      const words = blocksOf(courtReport(result, "zh")).flatMap((block) =>
        block.kind === "verdict"
          ? [block.word]
          : block.kind === "point"
            ? [block.standingWord]
            : [],
      );
      expect(words.join()).not.toMatch(/真实|有效证据/u);
    }
  });

  test("writes a letter in both languages to whoever can settle what is open", () => {
    const letters = blocksOf(courtReport(unknown, "zh")).filter(
      (block) => block.kind === "request",
    );
    expect(letters.length).toBeGreaterThan(0);
    for (const letter of letters) {
      expect(letter.texts.map(({ language }) => language)).toEqual(["zh", "en"]);
      expect(letter.texts[0]?.text).toContain(unknown.packages[0]?.facts.number);
      expect(letter.texts[1]?.text).toContain(unknown.packages[0]?.facts.fingerprint);
    }
    const network = letters.find(({ texts }) => texts[0]?.text.includes("UNKNOWN_NETWORK"));
    expect(network?.texts[0]?.text).toContain("network.json");
  });

  test("asks nobody for anything about practice, which marks the whole report", () => {
    const report = courtReport(practice, "zh");
    expect(blocksOf(report).some(({ kind }) => kind === "request")).toBe(false);
    expect(report.watermark).toBe("演练，不具法律效力");
    expect(reportHtml(report).match(/class="watermark"/gu)).toHaveLength(2);
  });

  test("text from a stranger cannot turn the line or become HTML", () => {
    const [verdict] = passed.packages;
    if (verdict === undefined) throw new Error("no verdict");
    const title = "a\u202Eb</p><script>alert(1)</script>\u0000";
    const hostile = { ...passed, packages: [{ ...verdict, facts: { ...verdict.facts, title } }] };
    const html = reportHtml(courtReport(hostile, "en"));
    expect(html).toContain("a&lt;U+202E&gt;b&lt;/p&gt;&lt;script&gt;");
    expect(html).not.toMatch(/<script|\u202E|\0/u);
    expect(html).toContain("default-src &#39;none&#39;");
  });

  test("is the same for the same result", () => {
    expect(reportJson(courtReport(passed, "zh"))).toBe(reportJson(courtReport(passed, "zh")));
  });

  test("of several inputs has a part for each, after their list", () => {
    const both = { ...passed, packages: [...passed.packages, ...unknown.packages] };
    const report = courtReport(both, "en");
    expect(report.parts).toHaveLength(2);
    expect(report.front.map(({ kind }) => kind)).toContain("table");
  });
});
