import { beforeAll, describe, expect, test } from "vitest";
import { courtReport } from "../../../../shared/report/court-report/court-report.ts";
import type { Block, SectionId } from "../../../../shared/report/court-report/report-document.ts";
import { type VerifyJson, verifyJson } from "../../../../shared/report/verify-json.ts";
import { toUtf8 } from "../../../../shared/bytes/utf8.ts";
import { timestampName } from "../../../../shared/container/package-names.ts";
import { emptyTrust } from "../../../../shared/trust/trust-store.ts";
import { defaultPolicy } from "../../../../shared/verification/policy.ts";
import { fixedLines } from "../../../../shared/words/fixed-lines.ts";
import { reportSentences } from "../../../../shared/words/report-sections.ts";
import { reportLabels } from "../../../../shared/words/report-labels.ts";
import { languages } from "../../../../shared/words/language.ts";
import { judge } from "../../../parties/judge.ts";
import { judgedAt, makePackage, packFiles, type PackageWishes } from "../../../parties/package.ts";
import { createWorld, type World } from "../../../parties/world.ts";

let world: World;
let whole: VerifyJson;
let token: VerifyJson;
let letter: VerifyJson;

async function resultOf(bytes: Uint8Array, trust = world.trust): Promise<VerifyJson> {
  const inputs = [{ path: "x.asice", verdict: await judge(bytes, trust) }];
  const software = { version: "0.1.0", digest: null };
  const asked = { comparison: null, trust, policy: defaultPolicy, software, at: judgedAt };
  return verifyJson({ inputs, ...asked }, "zh");
}

const packageOf = async (wishes: PackageWishes) =>
  resultOf((await makePackage(world, wishes)).bytes);

beforeAll(async () => {
  world = await createWorld(false);
  const made = await makePackage(world);
  whole = await resultOf(made.bytes);
  token = await resultOf(made.files.get(timestampName(1)) ?? new Uint8Array());
  letter = await resultOf(toUtf8("just a letter"));
});

function blocksIn(result: VerifyJson, language: "zh" | "en", section: SectionId): readonly Block[] {
  const [part] = courtReport(result, language).parts;
  return part?.sections.find(({ id }) => id === section)?.blocks ?? [];
}

/** The rows of the first table that has a column of this heading. */
function rowsUnder(blocks: readonly Block[], heading: string): readonly (readonly string[])[] {
  for (const block of blocks)
    if (block.kind === "table" && block.columns.some((column) => column.heading === heading))
      return block.rows;
  return [];
}

const factsIn = (blocks: readonly Block[]) =>
  new Map(
    blocks.flatMap((block) =>
      block.kind === "facts" ? block.rows.map(({ label, value }) => [label, value] as const) : [],
    ),
  );

const pointsOf = (result: VerifyJson, language: "zh" | "en") =>
  courtReport(result, language).parts.flatMap(({ sections }) =>
    sections.flatMap(({ blocks }) => blocks.flatMap((one) => (one.kind === "point" ? [one] : []))),
  );

/** The sample is captured at 02:03:07 UTC, stamped 2 s, registered 4 s and closed 6 s later. */
const told = {
  zh: {
    gap: "与上一项的间隔",
    capturedAt: "北京时间 2026-11-21 10:03:07（UTC 2026-11-21 02:03:07）",
    stampedAt: "北京时间 2026-11-21 10:03:09（UTC 2026-11-21 02:03:09）",
    since: "自北京时间 2026-11-21 10:03:09.241（UTC 2026-11-21 02:03:09.241）",
    seconds: "2 秒",
    roles: "法院 1/1，公证机构 1/1，仲裁机构 0/1",
    quorum: "3 家机构中 2 家联署（至少须 3 家）",
    nothing: "本件没有回答这一点的内容。",
    unchecked: "没有可供核验的内容。",
  },
  en: {
    gap: "Since the one before",
    capturedAt: "2026-11-21 10:03:07 UTC+8 (2026-11-21 02:03:07 UTC)",
    stampedAt: "2026-11-21 10:03:09 UTC+8 (2026-11-21 02:03:09 UTC)",
    since: "Unchanged since: 2026-11-21 10:03:09.241 UTC+8",
    seconds: "2 s",
    roles: "court 1 of 1, notary office 1 of 1, arbitration commission 0 of 1",
    quorum: "2 of 3 institutions cosigned (3 needed)",
    nothing: "Nothing in this file answers it.",
    unchecked: "There was nothing to check.",
  },
} as const;

describe.each(languages)("the sections of the report (%s)", (language) => {
  const words = told[language];

  test("is unchanged since the token's time, not since the whole second that its registration tells", async () => {
    const close = await packageOf({ stampedAfter: 2_241, registeredAfter: 2_500 });
    const said = blocksIn(close, language, "conclusion").flatMap((block) =>
      block.kind === "list" ? block.items : [],
    );
    expect(said.join()).toContain(words.since);
  });

  test("the timeline has every event with 北京时间 beside UTC, and the gap since the one before", () => {
    const blocks = blocksIn(whole, language, "time");
    const rows = rowsUnder(blocks, words.gap);
    const timeline = whole.packages[0]?.facts.timeline ?? [];
    expect(timeline.map(({ event }) => event)).toEqual([
      "captured",
      "sealed",
      "stamped",
      "registered",
      "closed",
    ]);
    expect(rows).toHaveLength(timeline.length);
    expect(rows[0]?.[1]).toBe(words.capturedAt);
    expect(rows[2]?.[1]).toBe(words.stampedAt);
    for (const [, at] of rows) expect(at).toMatch(/10:03:\d\d.*UTC.*02:03:\d\d/u);
    const gaps = rows.map((row) => row.at(-1));
    expect(gaps[0]).toBe("—");
    expect(gaps.slice(3)).toEqual([words.seconds, words.seconds]);
    expect([...factsIn(blocks).values()]).toEqual([words.seconds, words.seconds]);
  });

  test("institutions stand m of n, by each role that the network has, also where none cosigned", async () => {
    const some = await packageOf({ receipt: { cosigners: ["court", "notary"] } });
    const values = [...factsIn(blocksIn(some, language, "registration")).values()];
    expect(values).toContain(words.quorum);
    expect(values).toContain(words.roles);
  });

  test("a token stands with algorithm, accuracy, and by when its revocation data is known", async () => {
    const [stamp] = whole.packages[0]?.facts.timestamps ?? [];
    expect(stamp?.revocationKnownAt).toMatch(/^2026-/u);
    const rows = blocksIn(whole, language, "time").flatMap((block) =>
      block.kind === "table" ? block.rows : [],
    );
    const row = rows.find(([file]) => file === timestampName(1));
    expect(row?.at(-1)).toMatch(
      /sha256(?:, |、)ecdsa.* 256(?:; |；).* 1,?000 .*2\.999\.1(?:; |；).*UTC.*2026/iu,
    );
  });

  test("each review point has three parts, whatever the input; what it lacks neither answers nor was checked", () => {
    for (const result of [whole, token, letter]) {
      const points = pointsOf(result, language);
      expect(points).toHaveLength(9);
      for (const { id, standing, answer, checked, cannotShow } of points) {
        expect(new Set([answer, checked, cannotShow]).size, id).toBe(3);
        for (const part of [answer, checked, cannotShow]) expect(part, id).toMatch(/\p{L}{2}/u);
        expect(answer === words.nothing, id).toBe(standing === "absent");
      }
    }
    const lacking = pointsOf(token, language).filter(({ answer }) => answer === words.nothing);
    for (const id of ["who", "kept", "neutral"])
      expect(lacking.find((point) => point.id === id)?.checked, id).toBe(words.unchecked);
    expect(pointsOf(letter, language).filter(({ standing }) => standing === "absent")).toHaveLength(
      8,
    );
  });

  test("a bare token settles nothing of completeness or repetition, and goes by its file's name", () => {
    const standings = new Map(pointsOf(token, language).map(({ id, standing }) => [id, standing]));
    expect(standings.get("complete")).toBe("absent");
    expect(standings.get("repeatable")).toBe("absent");
    const tables = blocksIn(token, language, "time").flatMap((block) =>
      block.kind === "table" ? [block] : [],
    );
    expect(tables[0]?.rows[0]?.[0]).toBe("x.asice");
    expect(tables[1]?.caption).toMatch(/x\.asice$/u);
  });

  test("of what failed nothing is said to be proven, nor that it is unchanged, nor that no time was proven", async () => {
    const made = await makePackage(world);
    const changed = packFiles(new Map(made.files).set("data/合同.pdf", toUtf8("bye")));
    for (const result of [await resultOf(changed), whole]) {
      const failed = result.outcome === "failed";
      const said = (section: SectionId) =>
        blocksIn(result, language, section).flatMap((one) =>
          one.kind === "list" ? one.items : [],
        );
      const text = [...said("conclusion"), ...said("limits")];
      for (const words of [reportSentences.sinceFailed, reportSentences.atMost])
        expect(text.includes(words[language])).toBe(failed);
      expect(text).not.toContain(reportSentences.sinceUnknown[language]);
      expect(text.includes(fixedLines.limits[language])).toBe(!failed);
    }
  });

  test("a quorum that is reached does not make the platform neutral or lawful", () => {
    const standings = new Map(pointsOf(whole, language).map(({ id, standing }) => [id, standing]));
    expect(standings.get("neutral")).toBe("shown");
    expect(standings.get("complete")).toBe("agrees");
  });

  test("who signed with a practice certificate is open where practice is not accepted", async () => {
    const practice = await createWorld(true);
    const { bytes } = await makePackage(practice);
    for (const [trust, standing] of [
      [practice.trust, "agrees"],
      [emptyTrust, "open"],
    ] as const) {
      const points = pointsOf(await resultOf(bytes, trust), language);
      expect(points.find(({ id }) => id === "who")?.standing).toBe(standing);
    }
  });

  test("the days of a certificate are those of UTC, and the heading says so", () => {
    const [shown] = whole.packages;
    if (shown === undefined) throw new Error("no verdict");
    const timestamps = shown.facts.timestamps.map((stamp) => ({
      ...stamp,
      chain: stamp.chain.map((link) => ({
        ...link,
        // In Beijing both are the day after.
        notBefore: "2026-01-01T20:00:00.000Z",
        notAfter: "2035-12-31T23:59:59.000Z",
      })),
    }));
    const packages = [{ ...shown, facts: { ...shown.facts, timestamps } }];
    const rows = rowsUnder(
      blocksIn({ ...whole, packages }, language, "time"),
      reportLabels.validityUtc[language],
    );
    expect(rows.length).toBeGreaterThan(1);
    for (const row of rows) expect(row[1]).toBe("2026-01-01 – 2035-12-31");
    expect(reportLabels.validityUtc[language]).toContain("UTC");
  });

  test("what was checked counts the very checks of the input that decide the point", () => {
    for (const { id, checked } of pointsOf(whole, language)) {
      const shown = /(\d+)\D+(\d+)\D+(\d+)\D+(\d+)\D*$/u.exec(checked)?.slice(1).map(Number);
      if (id !== "kept" && id !== "complete") continue;
      const section = id === "kept" ? "custody" : "integrity";
      const listed = blocksIn(whole, language, section).flatMap((block) =>
        block.kind === "checks" ? block.checks : [],
      );
      const [count = 0, ...parts] = shown ?? [];
      expect(count, id).toBe(listed.length);
      expect(parts.reduce((sum, one) => sum + one, 0)).toBe(count);
    }
  });
});
