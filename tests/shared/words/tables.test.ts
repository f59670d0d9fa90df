import { describe, expect, test } from "vitest";
import { defaultPolicy } from "../../../shared/verification/policy.ts";
import { checksPage, checkSubjects } from "../../../shared/words/checks-page.ts";
import { type CheckCode, checks } from "../../../shared/words/checks/catalogue.ts";
import { faults } from "../../../shared/words/faults/catalogue.ts";
import { nextStep, sentence, slotNames } from "../../../shared/words/sentence.ts";
import page from "../../../docs/checks.md?raw";

const checkCodes = Object.keys(checks);
const faultCodes = Object.keys(faults);
const all = { ...checks, ...faults };

/** Own tables, loaded as they are, so that a code that stands in two files is seen. */
const faultFiles = import.meta.glob<Record<string, unknown>>("../../../shared/words/faults/*.ts", {
  eager: true,
});

function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function slotsOf(text: string): readonly string[] {
  return [...text.matchAll(/\{([^{}]*)\}/gu)].map(([slot]) => slot).sort();
}

describe("the words of checks and faults", () => {
  test("no check code stands in two files, and all files are in the catalogue", () => {
    const listed = checkSubjects.flatMap(({ table }) => Object.keys(table));
    expect([...listed].sort()).toEqual([...checkCodes].sort());
  });

  test("no fault code stands in two files", () => {
    const listed = Object.entries(faultFiles)
      .filter(([path]) => !path.endsWith("catalogue.ts"))
      .flatMap(([, module]) => Object.entries(module))
      .filter(([name]) => name.endsWith("Faults"))
      .flatMap(([, table]) => (isTable(table) ? Object.keys(table) : []));
    expect([...listed].sort()).toEqual([...faultCodes].sort());
  });

  test("no code is both a check and a fault", () => {
    expect(checkCodes.filter((code) => faultCodes.includes(code))).toEqual([]);
  });

  test.each(Object.entries(all))("%s speaks both languages with the same slots", (code, words) => {
    expect(code).toMatch(/^[A-Z][A-Z0-9_]{2,47}$/u);
    expect(words.zh).toMatch(/[\u4e00-\u9fff]/u);
    expect(words.en).not.toMatch(/[\u4e00-\u9fff]/u);
    expect(words.zh.length).toBeGreaterThan(4);
    expect(words.en.length).toBeGreaterThan(4);
    expect(new Set(slotsOf(words.zh))).toEqual(new Set(slotsOf(words.en)));
    expect(new Set(slotsOf(words.next.zh))).toEqual(new Set(slotsOf(words.next.en)));
    expect(words.next.zh === "").toBe(words.next.en === "");
    for (const slot of [...slotsOf(words.en), ...slotsOf(words.next.en)])
      expect(slot).toMatch(
        /^\{[a-zA-Z][a-zA-Z0-9]*(?::(?:time|span|file|digest|list|rule|cause|act|reason|relation|leaf|part|status|step))?\}$/u,
      );
  });

  test.each(Object.entries(checks))(
    "%s names its clause and, unless it passed, cause and next step in both languages",
    (_code, words) => {
      expect(words.clause).not.toBe("");
      if (words.outcome === "passed") return;
      for (const { zh, en } of [words.cause, words.next]) {
        expect(zh).toMatch(/[\u4e00-\u9fff].*。$/u);
        expect(en).toMatch(/^[A-Za-z].*\.$/u);
        expect(en).not.toMatch(/[\u4e00-\u9fff]/u);
      }
      // A finding's data are derived from its sentence and next step, never from its cause.
      expect(slotsOf(words.cause.zh + words.cause.en)).toEqual([]);
    },
  );

  test("no sentence calls the content true or admissible", () => {
    const text = Object.values(all)
      .map(({ zh }) => zh)
      .join("\n");
    expect(text).not.toMatch(/内容真实有效|有效证据|具有证据效力/u);
  });

  test("a filled sentence leaves no slot open", () => {
    for (const code of Object.keys(all).filter((name): name is CheckCode => name in checks)) {
      const data = Object.fromEntries(slotNames(code).map((name) => [name, 7]));
      for (const language of ["zh", "en"] as const)
        expect(sentence(code, language, data) + nextStep(code, language, data)).not.toMatch(
          /[{}]/u,
        );
    }
  });

  test("docs/checks.md is what the tables say (npm run docs:checks)", () => {
    expect(page).toBe(checksPage(defaultPolicy.optional));
  });
});
