import { beforeAll, describe, expect, test } from "vitest";
import { toUtf8 } from "../../../shared/bytes/utf8.ts";
import { headline } from "../../../shared/report/headline.ts";
import { type VerdictJson, verdictJson } from "../../../shared/report/verdict-json.ts";
import { verdictText } from "../../../shared/report/verdict-text.ts";
import { emptyTrust, type TrustStore } from "../../../shared/trust/trust-store.ts";
import type { VerifyOptions } from "../../../shared/verification/verify-options.ts";
import { judge } from "../../parties/judge.ts";
import { looseFile } from "../../parties/loose-file.ts";
import { makePackage, type MadePackage, packFiles, renewSums } from "../../parties/package.ts";
import { createWorld, type World } from "../../parties/world.ts";

let world: World;
let practiceWorld: World;
let made: MadePackage;
let practised: MadePackage;

beforeAll(async () => {
  world = await createWorld(false);
  practiceWorld = await createWorld(true);
  made = await makePackage(world);
  practised = await makePackage(practiceWorld);
});

async function judged(
  bytes: Uint8Array,
  trust: TrustStore,
  wishes: Partial<VerifyOptions> = {},
): Promise<VerdictJson> {
  return verdictJson("x.asice", await judge(bytes, trust, wishes), "zh");
}

function changed(): Uint8Array {
  const files = new Map(made.files).set("data/合同.pdf", toUtf8("Hello"));
  renewSums(files);
  return packFiles(files);
}

describe("the headline", () => {
  test("passed: the time in 北京时间, the authority, m of n, and what it does not prove", async () => {
    const verdict = await judged(made.bytes, world.trust);
    expect(headline(verdict, "zh")).toEqual({
      sentence:
        "核验通过：封存后未被改动；最迟于北京时间 2026-11-21 10:03:09（UTC 2026-11-21 02:03:09）已存在（时间戳机构：Test TSA）；3 家机构中 3 家联署。不证明内容真实，也不决定可采性。",
      next: "",
    });
    expect(headline(verdict, "en").sentence).toBe(
      "Passed: unchanged since sealing; existed no later than 2026-11-21 10:03:09 UTC+8 (2026-11-21 02:03:09 UTC) (time-stamp by Test TSA); cosigned by 3 of 3 institutions. This proves neither that the content is true nor that it is admissible.",
    );
  });

  test("passed without registration speaks of no institution", async () => {
    const alone = await makePackage(world, { withoutNetwork: true });
    const { sentence } = headline(await judged(alone.bytes, world.trust), "zh");
    expect(sentence).toContain("（时间戳机构：Test TSA）。不证明");
  });

  test("practice where it is accepted never says 核验通过 alone", async () => {
    const { sentence } = headline(await judged(practised.bytes, practiceWorld.trust), "zh");
    expect(sentence).toMatch(/^演练核验通过，不具法律效力/u);
  });

  test("practice at a stranger asks nobody for anything", async () => {
    const verdict = await judged(practised.bytes, emptyTrust);
    expect(headline(verdict, "en")).toEqual({
      sentence:
        "Indeterminate: a practice network issued this; it has no legal force. No further file changes that; there is nothing to ask anyone for.",
      next: "",
    });
  });

  test("an unknown network is named with the digest to compare", async () => {
    const verdict = await judged(made.bytes, { ...world.trust, networks: [] });
    const { sentence } = headline(verdict, "en");
    expect(sentence).toContain(world.network.origin);
    expect(sentence).toMatch(/compare its digest (?:[0-9a-f]{8} ){7}[0-9a-f]{8},/u);
  });

  test("an unknown authority says where to get its root", async () => {
    const verdict = await judged(made.bytes, { ...world.trust, roots: [] });
    const { sentence, next } = headline(verdict, "en");
    expect(sentence).toMatch(/^Indeterminate: nothing speaks against it/u);
    expect(next).toContain("own channel");
  });

  test("a changed member is named as its owner called it, with how many others match", async () => {
    const { sentence } = headline(await judged(changed(), world.trust), "zh");
    expect(sentence).toBe(
      "核验未通过：成员“合同.pdf”与封存时不一致。请勿作为依据；请向提交方索取未改动的证据包。",
    );
    const two = { "data/a.txt": toUtf8("a"), "data/b.txt": toUtf8("b") };
    const files = new Map((await makePackage(world, { members: two })).files);
    files.set("data/a.txt", toUtf8("A"));
    const other = headline(await judged(packFiles(files), world.trust), "zh");
    expect(other.sentence).toMatch(/“a\.txt”.*其余 1 个成员一致。$/u);
  });

  test("a loose file that is no member is answered about that file", async () => {
    const file = looseFile("a.pdf", toUtf8("a"));
    const { sentence } = headline(await judged(made.bytes, world.trust, { files: [file] }), "en");
    expect(sentence).toMatch(/^This file is not a member of the package\. Usual causes/u);
  });

  test("a file without a package", async () => {
    const { sentence } = headline(await judged(toUtf8("hello"), world.trust), "zh");
    expect(sentence).toMatch(/^无可核验内容/u);
  });
});

describe("the verdict as text", () => {
  test("says that institutions are the submitter's claims where their network is not trusted", async () => {
    const court = { zh: "法院：", en: "Court: " };
    const claims = {
      zh: "是提交方的自称，未经核实",
      en: "cosignatures below are the submitter's claims",
    };
    for (const language of ["zh", "en"] as const) {
      const stranger = await judged(made.bytes, { ...world.trust, networks: [] });
      const [before = "", after = ""] = verdictText(stranger, language).split(claims[language]);
      expect(before).not.toContain(court[language]);
      expect(after).toContain(court[language]);
      const known = await judged(made.bytes, world.trust);
      expect(verdictText(known, language)).not.toContain(claims[language]);
    }
  });

  test.each(["zh", "en"] as const)("has every section and no open slot (%s)", async (language) => {
    for (const [bytes, trust] of [
      [made.bytes, world.trust],
      [practised.bytes, emptyTrust],
      [changed(), world.trust],
      [toUtf8("hello"), world.trust],
    ] as const) {
      const verdict = await judged(bytes, trust);
      const text = verdictText(verdict, language, true);
      expect(verdictText(verdict, language) + text).not.toMatch(
        /\{[a-zA-Z]+(?::[a-z]+)?\}|undefined|NaN/u,
      );
      for (const { code } of verdict.checks) expect(text).toContain(code);
    }
  });

  test("states the gaps, the institutions' limits, and who claims what", async () => {
    const text = verdictText(await judged(made.bytes, world.trust), "zh");
    expect(text).toContain("采集至时间戳间隔 2 秒");
    expect(text).toContain("时间戳至登记间隔 2 秒");
    expect(text).toContain("不表示法院审查或认可其内容");
    expect(text).toContain("仅证明完整性与时间");
  });

  test("what is open stands before what agrees, which is counted by subject", async () => {
    const text = verdictText(await judged(changed(), world.trust), "en");
    const lines = text.split("\n").filter((line) => /^ {2}\[/u.test(line));
    const marks = lines.map((line) => line.slice(2, 5));
    expect(marks[0]).toBe("[x]");
    expect(marks.lastIndexOf("[x]")).toBeLessThan(marks.indexOf("[+]"));
    expect(text).toMatch(/\[\+\] META-INF\/timestamp001\.tst: \d+ agree/u);
    expect(text).not.toContain("TOKEN_WELL_FORMED");
    expect(lines.length).toBeLessThan(30);
  });

  test("an answer stands in the first three lines", async () => {
    const verdict = await judged(made.bytes, world.trust);
    const [path, answer] = verdictText(verdict, "zh").split("\n");
    expect(path).toBe("x.asice");
    expect(answer).toBe(`[+] ${headline(verdict, "zh").sentence}`);
  });

  test("names from a package cannot move the cursor or turn the line", async () => {
    const verdict = await judged(made.bytes, world.trust);
    const hostile = { ...verdict, facts: { ...verdict.facts, title: "a\u001b[2Jb\u202Ec\nd" } };
    const text = verdictText(hostile, "en");
    expect(text).toContain("a<U+001B>[2Jb<U+202E>c<U+000A>d");
  });

  test("what failed is said to have existed by no time", async () => {
    const sound = verdictText(await judged(made.bytes, world.trust), "en");
    expect(sound).toContain("  Existed no later than: 2026-11-21 10:03:09 UTC+8");
    const failed = verdictText(await judged(changed(), world.trust), "en");
    expect(failed).not.toContain("Existed no later than");
  });

  test("practice says so among the limits", async () => {
    const text = verdictText(await judged(practised.bytes, practiceWorld.trust), "en");
    expect(text).toContain("Practice, no legal force.");
  });
});
