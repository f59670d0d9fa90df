import { type ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { LanguageContext } from "../../renderer/components/language-context.ts";
import { Digest } from "../../renderer/components/digest.tsx";
import { Members } from "../../renderer/components/members.tsx";
import { Receipt } from "../../renderer/components/receipt.tsx";
import { Timeline } from "../../renderer/components/timeline.tsx";
import { Verdict } from "../../renderer/components/verdict.tsx";
import type { PackageVerdict, VerdictCheck } from "../../shared/contract/verify-result.ts";
import type { Language } from "../../shared/words/language.ts";
import { outcomes, outcomeWords } from "../../shared/words/outcome.ts";
import { hex, shownVerdict } from "../parties/shown-evidence.ts";

/** The words of what is drawn, without its tags. */
function drawn(language: Language, node: ReactNode): string {
  const html = renderToStaticMarkup(<LanguageContext value={language}>{node}</LanguageContext>);
  return html.replace(/<[^>]*>/gu, " ").replace(/\s+/gu, " ");
}

const real: PackageVerdict = { ...shownVerdict, practice: false };

function check(code: string, outcome: VerdictCheck["outcome"], change: object = {}): VerdictCheck {
  return {
    code,
    outcome,
    required: true,
    subject: "",
    message: `message of ${code}`,
    data: {},
    ...change,
  };
}

describe("a verdict", () => {
  test.each(outcomes.flatMap((outcome) => [["zh", outcome] as const, ["en", outcome] as const]))(
    "in %s says %s in a word, not by colour alone",
    (language, outcome) => {
      const words = drawn(
        language,
        <Verdict policy="cunzhen-default/1" verdict={{ ...real, outcome }} />,
      );
      expect(words).toContain(outcomeWords[outcome].name[language]);
    },
  );

  test("that passed says by when it existed, who attests it, and what it does not prove", () => {
    const words = drawn("zh", <Verdict policy="cunzhen-default/1" verdict={real} />);
    expect(words).toContain("最迟于北京时间 2026-11-21 10:03:07（UTC 2026-11-21 02:03:07）已存在");
    expect(words).toContain("3 家机构中 3 家联署");
    expect(words).toContain("不证明内容真实，也不决定可采性");
  });

  test("that passed says in its head only such cosignatures as are proven", () => {
    const { receipt } = real.facts;
    if (receipt === null) throw new Error("the verdict has no receipt");
    const open = { state: "open", code: "UNKNOWN_NETWORK" } as const;
    const claimed = { ...receipt, trusted: false, existedBy: null, standing: open };
    const facts = { ...real.facts, receipt: claimed };
    const verdict: PackageVerdict = { ...real, facts };
    const words = drawn("zh", <Verdict policy="cunzhen-default/1" verdict={verdict} />);
    const [head = "", ...rest] = words.split("3 家机构中 3 家联署");
    expect(head).toContain("已存在");
    // Once, where the registration is told, and there it is marked.
    expect(rest).toHaveLength(1);
    expect(rest.join("")).toMatch(/^[^。]*不在信任列表/u);
  });

  test("of a practice package never says 核验通过 alone", () => {
    const words = drawn("zh", <Verdict policy="cunzhen-default/1" verdict={shownVerdict} />);
    expect(words).toContain("演练核验通过，不具法律效力");
    expect(words.replaceAll("演练核验通过", "")).not.toContain("核验通过");
    expect(words).toContain("演练 不具法律效力");
  });

  test("that failed says why and what to do, in the reader's language", () => {
    const checks = [check("FILE_NOT_MEMBER", "failed", { subject: "x.pdf" })];
    const failed: PackageVerdict = { ...real, outcome: "failed", checks };
    expect(drawn("zh", <Verdict policy="cunzhen-default/1" verdict={failed} />)).toContain(
      "此文件不是该证据包的任何成员",
    );
    const en = drawn("en", <Verdict policy="cunzhen-default/1" verdict={failed} />);
    expect(en).toContain("not a member of the package");
    expect(en).toContain("What to do next");
    expect(en).not.toContain("message of");
  });

  test("shows the message of a code that this page is too old to know", () => {
    const verdict = { ...real, checks: [check("FROM_THE_FUTURE", "indeterminate")] };
    expect(drawn("en", <Verdict policy="cunzhen-default/1" verdict={verdict} />)).toContain(
      "message of FROM_THE_FUTURE",
    );
  });

  test("names every check with its code, the optional ones as such", () => {
    const checks = [check("ONE", "passed"), check("TWO", "indeterminate", { required: false })];
    const words = drawn("en", <Verdict policy="cunzhen-default/1" verdict={{ ...real, checks }} />);
    expect(words).toContain("ONE");
    expect(words).toContain("TWO does not bear on the verdict");
  });
});

describe("a timeline", () => {
  const moment = { standing: { state: "proven", code: null }, by: "", event: "stamped" } as const;

  test("shows the gap between two moments", () => {
    const moments = [
      { ...moment, time: "2026-11-21T02:03:04.500Z" },
      { ...moment, time: "2026-11-21T02:05:16.500Z" },
    ];
    expect(drawn("en", <Timeline moments={moments} />)).toContain("2 min 12 s apart");
  });

  test("does not run backwards beside a time in whole seconds", () => {
    const moments = [
      { ...moment, time: "2026-11-21T02:03:04.345Z" },
      { ...moment, time: "2026-11-21T02:03:04.000Z" },
    ];
    expect(drawn("en", <Timeline moments={moments} />)).toContain("0 s apart");
  });

  test("hides no time that truly runs backwards", () => {
    const moments = [
      { ...moment, time: "2026-11-21T02:03:09.000Z" },
      { ...moment, time: "2026-11-21T02:03:04.000Z" },
    ];
    expect(drawn("en", <Timeline moments={moments} />)).toContain("-5 s apart");
  });
});

describe("a receipt", () => {
  test("says how many of how many, by role, and what a court's cosignature is not", () => {
    const words = drawn("zh", <Receipt receipt={real.facts.receipt} />);
    expect(words).toContain("3 家机构中 3 家联署，至少需要 3 家");
    expect(words).toContain("法院 PRACTICE 演练 法院");
    expect(words).toContain("不表示法院审查或认可其内容");
  });

  test("that is not there is said to be missing", () => {
    expect(drawn("en", <Receipt receipt={null} />)).toContain("time-stamps only");
  });
});

describe("members", () => {
  test("show the name as it was found and the whole digest in groups of eight", () => {
    const members = real.facts.members.map((member) => ({
      ...member,
      path: `data/${member.path}`,
    }));
    const words = drawn("zh", <Members members={members} />);
    expect(words).toContain("采购合同.pdf");
    expect(words).not.toContain("data/");
    const digest = real.facts.members[0]?.sha256 ?? "";
    expect(words).toContain((digest.match(/.{8}/gu) ?? []).join(" "));
  });

  test("keep a name that was made portable beside the name that it has", () => {
    const [member] = real.facts.members;
    const renamed =
      member === undefined ? [] : [{ ...member, path: "data/CON_.txt", originalName: "CON.txt" }];
    const words = drawn("en", <Members members={renamed} />);
    expect(words).toContain("CON.txt");
    expect(words).toContain("CON_.txt");
  });

  test("draw fifty at first and offer the rest", () => {
    const [member] = real.facts.members;
    const many = Array.from({ length: 120 }, (_, at) => ({
      path: `data/${at}.txt`,
      originalName: `${at}.txt`,
      type: "file",
      size: 1,
      sha256: member?.sha256 ?? null,
      sm3: null,
    }));
    const words = drawn("en", <Members members={many} />);
    expect(words).toContain("49.txt");
    expect(words).not.toContain(" 50.txt");
    expect(words).toContain("Show 70 more");
  });

  test("name no link's digest: its target was never read", () => {
    const link = [
      { path: "data/l", originalName: "l", type: "link", size: 0, sha256: null, sm3: null },
    ];
    expect(drawn("en", <Members members={link} />)).toContain("its target was not read");
  });
});

test("a digest's copy button says whose digest it copies", () => {
  const html = renderToStaticMarkup(
    <LanguageContext value="en">
      <Digest value={hex(1)} what="contract.pdf" />
    </LanguageContext>,
  );
  expect(html).toContain('aria-label="Copy the whole digest of contract.pdf"');
});
