import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "../../scripts/layers.mjs";
import { reportBytes } from "../../service/report/write-report.ts";
import { courtReport } from "../../shared/report/court-report/court-report.ts";
import type { Block } from "../../shared/report/court-report/report-document.ts";
import { type VerifyJson, verifyJson } from "../../shared/report/verify-json.ts";
import type { CheckJson } from "../../shared/report/verdict-json.ts";
import { defaultPolicy } from "../../shared/verification/policy.ts";
import { checks, isCheckCode } from "../../shared/words/checks/catalogue.ts";
import { judge } from "../parties/judge.ts";
import { judgedAt, makePackage } from "../parties/package.ts";
import { createWorld, type World } from "../parties/world.ts";
import { run } from "./workbench.ts";

const name = "甲 it's $(id).asice";
let folder: string;
let result: VerifyJson;

async function judgedAs(bytes: Uint8Array, practice: World): Promise<VerifyJson> {
  return verifyJson(
    {
      inputs: [{ path: name, verdict: await judge(bytes, practice.trust) }],
      comparison: null,
      trust: practice.trust,
      policy: defaultPolicy,
      software: { version: "0.1.0", digest: null },
      at: judgedAt,
    },
    "zh",
  );
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "cunzhen-read-"));
  const world = await createWorld(false);
  result = await judgedAs((await makePackage(world)).bytes, world);
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function writtenPdf(shown: VerifyJson, language: "zh" | "en"): Promise<string> {
  const path = join(folder, `${language}.pdf`);
  writeFileSync(path, await reportBytes(shown, "pdf", language, join(root, "resources")));
  return path;
}

/** What zbarimg, which shares nothing with us, reads in one picture: nothing where it finds no code. */
async function qrIn(picture: string): Promise<readonly string[]> {
  const words = ["-q", "--raw", "-Sdisable", "-Sqrcode.enable", picture];
  const ended = await run("zbarimg", words);
  // 4 is its word for a picture without any code.
  expect([0, 4], ended.stderr).toContain(ended.code);
  return ended.stdout.split("\n").filter((line) => line !== "");
}

/** The one drawing in an HTML report as a picture, ten dots a module. */
function drawnPicture(html: string): Buffer {
  const side = Number(/viewBox="0 0 (\d+) \1"/u.exec(html)?.[1]);
  const scale = 10;
  const dots = Buffer.alloc((side * scale) ** 2, 255);
  for (const [, x, y] of html.matchAll(/M(\d+) (\d+)h1v1h-1z/gu))
    for (let line = Number(y) * scale; line < (Number(y) + 1) * scale; line += 1)
      dots.fill(0, (line * side + Number(x)) * scale, (line * side + Number(x) + 1) * scale);
  const head = `P5 ${String(side * scale)} ${String(side * scale)} 255\n`;
  return Buffer.concat([Buffer.from(head), dots]);
}

/** The words of a block that stand above it. */
function headingOf(block: Block): readonly string[] {
  switch (block.kind) {
    case "commands":
    case "literal":
      return [block.title];
    case "table":
    case "checks":
      return [block.caption];
    case "heading":
      return [block.text];
    default:
      return [];
  }
}

/** Red, green and blue of the bar at the left of the verdict, on the first page as it is drawn. */
async function colourOfVerdict(shown: VerifyJson): Promise<readonly [number, number, number]> {
  const path = await writtenPdf(shown, "zh");
  const drawn = await run("pdftoppm", ["-r", "72", "-f", "1", "-l", "1", path, join(folder, "v")]);
  expect(drawn.code, drawn.stderr).toBe(0);
  const file = readdirSync(folder).find((one) => /^v-0*1\.ppm$/u.test(one)) ?? "";
  const picture = readFileSync(join(folder, file));
  const [head = "", width = ""] = /^P6\s(\d+)\s\d+\s255\s/u.exec(picture.toString("latin1")) ?? [];
  // The bar stands at the left margin, 54 points from the edge, and is 5 wide.
  for (let y = 100; y < 300; y += 1) {
    const at = head.length + (y * Number(width) + 56) * 3;
    const [red = 0, green = 0, blue = 0] = picture.subarray(at, at + 3);
    if (Math.max(red, green, blue) - Math.min(red, green, blue) > 40) return [red, green, blue];
  }
  throw new Error("no colour beside the verdict");
}

async function textOf(shown: VerifyJson, language: "zh" | "en"): Promise<string> {
  const path = await writtenPdf(shown, language);
  const ended = await run("pdftotext", ["-layout", path, "-"]);
  expect(ended.code, ended.stderr).toBe(0);
  return ended.stdout;
}

describe("the report read back by foreign programs", () => {
  test.each([
    [
      "zh",
      ["电子数据核验报告", "核验结论", "上链前真实性说明", "复核方法", "局限与声明", "北京时间"],
    ],
    ["en", ["Report on the verification", "Verdict", "Before registration", "UTC+8"]],
  ] as const)(
    "holds every section, the number and every check code there is (%s)",
    async (language, words) => {
      const all = Object.keys(checks).flatMap((code): readonly CheckJson[] =>
        isCheckCode(code)
          ? [
              {
                code,
                outcome: checks[code].outcome,
                required: true,
                subject: "",
                message: "",
                data: {},
              },
            ]
          : [],
      );
      const packages = result.packages.map((each) => ({ ...each, checks: all }));
      const text = await textOf({ ...result, packages }, language);
      for (const word of words) expect(text).toContain(word);
      expect(text).toContain(result.packages[0]?.facts.number);
      expect(Object.keys(checks).filter((code) => !text.includes(code))).toEqual([]);
      const pages = text.split("\f").length - 1;
      const last =
        language === "zh"
          ? `第 ${String(pages)} 页，共 ${String(pages)} 页`
          : `page ${String(pages)} of ${String(pages)}`;
      expect(text).toContain(last);
    },
  );

  test("no heading is left alone at the foot of a page, wherever the pages break", async () => {
    const [whole] = result.packages;
    if (whole === undefined) throw new Error("no verdict");
    const [member] = whole.facts.members;
    if (member === undefined) throw new Error("no member");
    // Each member moves all that follows by one row of a table.
    for (let more = 0; more < 40; more += 1) {
      const language = more % 2 === 0 ? "zh" : "en";
      const members = Array.from({ length: 1 + more }, () => member);
      const packages = [{ ...whole, facts: { ...whole.facts, members } }];
      const shown = { ...result, packages };
      const headings = courtReport(shown, language).parts.flatMap(({ sections }) =>
        sections.flatMap(({ heading, blocks }) => [heading, ...blocks.flatMap(headingOf)]),
      );
      const pages = (await textOf(shown, language)).split("\f").slice(0, -1);
      const lines = (page: string) => page.split("\n").flatMap((line) => line.trim() || []);
      const last = pages.map((page) => lines(page).at(-2) ?? "");
      expect(last).not.toContain("");
      expect(last.filter((line) => headings.includes(line))).toEqual([]);
    }
  });

  test("shows a practised package that passed in another colour than a real one, on the paper too", async () => {
    const real = await colourOfVerdict(result);
    const practice = await createWorld(true);
    const judged = await judgedAs((await makePackage(practice)).bytes, practice);
    expect([result.outcome, judged.outcome]).toEqual(["passed", "passed"]);
    const [red, green, blue] = await colourOfVerdict(judged);
    expect(real[1]).toBeGreaterThan(real[0] + 40);
    expect(real[1]).toBeGreaterThan(real[2] + 40);
    expect(green).toBeLessThan(red);
    expect(green).toBeLessThan(blue);
  });

  test("shows the evidence number as a QR code that a foreign reader reads, in PDF and in HTML", async () => {
    const number = result.packages[0]?.facts.number;
    const path = await writtenPdf(result, "zh");
    const pages = join(folder, "page");
    const drawn = await run("pdftoppm", ["-r", "150", "-gray", path, pages]);
    expect(drawn.code, drawn.stderr).toBe(0);
    const pictures = readdirSync(folder).filter((name) => /^page-.*\.pgm$/u.test(name));
    const read = await Promise.all(pictures.map((name) => qrIn(join(folder, name))));
    expect(read.length).toBeGreaterThan(5);
    expect(read.flat()).toEqual([number]);

    const html = await reportBytes(result, "html", "zh", join(root, "resources"));
    const picture = drawnPicture(Buffer.from(html).toString("utf8"));
    writeFileSync(join(folder, "drawn.pgm"), picture);
    expect(await qrIn(join(folder, "drawn.pgm"))).toEqual([number]);
    // The reader does not just echo: without the finder in one corner it reads nothing.
    const side = Math.sqrt(picture.length);
    writeFileSync(join(folder, "spoilt.pgm"), picture.fill(255, 20, Math.floor(side * (side / 2))));
    expect(await qrIn(join(folder, "spoilt.pgm"))).toEqual([]);
  });

  test("says on every page of a practice report that it has no legal force", async () => {
    const practice = await createWorld(true);
    const text = await textOf(await judgedAs((await makePackage(practice)).bytes, practice), "zh");
    const pages = text.split("\f").slice(0, -1);
    expect(pages.length).toBeGreaterThan(5);
    for (const page of pages) expect(page).toContain("演练，不具法律效力");
  });

  test("a title of characters that the font lacks or that turn the line is not lost", async () => {
    const packages = result.packages.map((each) => ({
      ...each,
      facts: { ...each.facts, title: "镕\u202E한\u{1F600}) Tj (x" },
    }));
    const text = await textOf({ ...result, packages }, "zh");
    expect(text).toContain("镕<U+202E><U+D55C><U+1F600>) Tj (x");
  });

  test("nine hundred members are all there, each with its digest", async () => {
    const [first] = result.packages[0]?.facts.members ?? [];
    if (first === undefined) throw new Error("no member");
    const members = Array.from({ length: 900 }, (_, index) => ({
      ...first,
      path: `data/${"长".repeat(index % 60)}${String(index)}.txt`,
      originalName: "",
    }));
    const packages = result.packages.map((each) => ({
      ...each,
      facts: { ...each.facts, members },
    }));
    const text = (await textOf({ ...result, packages }, "zh")).replace(/\s/gu, "");
    for (let index = 0; index < 900; index += 1) expect(text).toContain(`${String(index)}.txt`);
  });
});
