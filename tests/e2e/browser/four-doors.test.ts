import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Locator, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toUtf8 } from "../../../shared/bytes/utf8.ts";
import { verifyResult } from "../../../shared/contract/verify-result.ts";
import { z } from "../../../shared/contract/zod-csp.ts";
import { digestOf } from "../../../shared/digest/digest.ts";
import { command, jsonIn } from "../../parties/command.ts";
import { addEdition } from "../../parties/edition.ts";
import {
  addSigned,
  addStamped,
  asicE,
  filesOf,
  listed,
  packForeign,
} from "../../parties/foreign-container.ts";
import { capturedAt, judgedAt, makePackage } from "../../parties/package.ts";
import { createWorld } from "../../parties/world.ts";
import { type PageModel, pageModel, watchFaults } from "../page-model.ts";
import { chromiumBinary, launchChromium } from "./chromium.ts";
import { dropPaths } from "./file-drop.ts";
import { type LocalApp, startLocalApp } from "./local-app.ts";
import { momentField, type OpenedPage, openVerifierPage } from "./verifier-page.ts";

if (chromiumBinary === undefined && process.env["CI"] === "true") {
  throw new Error("not run: no Chromium");
}
const textOfPdf = spawnSync("pdftotext", ["-v"]).status === 0;

const check = z.object({ code: z.string(), outcome: z.string(), subject: z.string() });
const shownVerdict = z.object({ outcome: z.string(), checks: z.array(check) });
const reportBlock = z.object({ kind: z.string(), checks: z.array(check).optional() });
const reportDocument = z.object({
  outcome: z.string(),
  front: z.array(reportBlock),
  parts: z.array(z.object({ sections: z.array(z.object({ blocks: z.array(reportBlock) })) })),
});

/** What one door said of one drop: the outcome, and each check of each input in an order of its own. */
interface Said {
  readonly outcome: string;
  readonly checks: readonly (readonly string[])[];
}

/** What is given to every door, with what the verdict must be: that all doors agree on nonsense is not enough. */
interface Drop {
  readonly inputs: readonly string[];
  readonly loose?: string;
  readonly data?: string;
  readonly outcome: string;
  readonly code: string;
}

const drops: Readonly<Record<string, Drop>> = {
  "a good package": { inputs: ["good.asice"], outcome: "passed", code: "QUORUM_REACHED" },
  "a package with one flipped bit": {
    inputs: ["flipped.asice"],
    outcome: "failed",
    code: "ENTRY_CHANGED",
  },
  "a practised package at a stranger": {
    inputs: ["practice.asice"],
    outcome: "indeterminate",
    code: "PRACTICE_NETWORK",
  },
  "an edition": { inputs: ["edition.asice"], outcome: "passed", code: "CUSTODY_CONTINUED" },
  "a container of other software": {
    inputs: ["foreign.asice"],
    outcome: "passed",
    code: "FOREIGN_CONTAINER",
  },
  "a package and a loose file that is its member": {
    inputs: ["good.asice"],
    loose: "member.txt",
    outcome: "passed",
    code: "FILE_IS_MEMBER",
  },
  "a bare token and its data": {
    inputs: ["token.tst"],
    data: "data.txt",
    outcome: "passed",
    code: "TOKEN_IMPRINT_MATCHES",
  },
  "a package and its edition": {
    inputs: ["good.asice", "edition.asice"],
    outcome: "passed",
    code: "SAME_ITEM",
  },
  "packages of a log that forked": {
    inputs: ["good.asice", "other.asice"],
    outcome: "failed",
    code: "LOG_FORK",
  },
};

describe.skipIf(chromiumBinary === undefined)("four doors, one verdict", () => {
  const at = new Date(Math.floor(judgedAt / 1000) * 1000).toISOString();
  let folder: string;
  let home: string;
  let browser: Browser;
  let app: LocalApp;
  let appPage: Page;
  let model: PageModel;
  let faults: readonly string[];
  let opened: OpenedPage;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "cunzhen-doors-"));
    home = join(folder, "home");
    await writeFiles();
    for (const name of ["root.cer", "network.json"]) {
      const added = await command(["trust", "add", join("trust", name), "--yes"], {
        home,
        cwd: folder,
      });
      expect(added).toMatchObject({ code: 0 });
    }
    browser = await launchChromium(chromiumBinary ?? "");
    opened = await openVerifierPage(browser, { query: "?lang=zh" });
    app = await startLocalApp({ home });
    appPage = await browser.newPage({ locale: "zh-CN", acceptDownloads: true });
    faults = await watchFaults(appPage);
    model = pageModel(appPage);
    await appPage.goto(`${app.address}&lang=zh`);
    await model.goTo("verify");
    await appPage.getByTestId("terms").locator("summary").click();
    await appPage.getByTestId("moment").fill(momentField(judgedAt));
    await opened.page.getByTestId("grounds").locator("summary").click();
    await opened.page.getByTestId("moment").fill(momentField(judgedAt));
    await opened.accept(["root.cer", "network.json"].map((name) => join(folder, "trust", name)));
  });

  afterAll(async () => {
    expect([...faults, ...opened.faults]).toEqual([]);
    await opened.close();
    await browser.close();
    expect(await app.stop("keep")).toBe(0);
    await rm(folder, { recursive: true, force: true });
  });

  async function put(name: string, bytes: Uint8Array | string): Promise<void> {
    await writeFile(join(folder, name), bytes);
  }

  async function writeFiles(): Promise<void> {
    const world = await createWorld(false);
    const made = await makePackage(world);
    await mkdir(join(folder, "trust"));
    await put("trust/root.cer", world.root.certificate);
    await put("trust/network.json", world.network.descriptorBytes);
    await put("good.asice", made.bytes);
    const flipped = new Uint8Array(made.bytes);
    const place = Buffer.from(flipped).indexOf("hello");
    flipped[place] = (flipped[place] ?? 0) ^ 1;
    await put("flipped.asice", flipped);
    await put("practice.asice", (await makePackage(await createWorld(true))).bytes);
    const other = await makePackage(world, { members: { "data/合同.pdf": toUtf8("other") } });
    await put("other.asice", other.bytes);
    const edition = await addEdition(world, made.files, {
      at: capturedAt + 3_600_000,
      acts: [{ action: "exported", time: capturedAt + 3_000_000, party: null, subject: null }],
    });
    await put("edition.asice", edition.bytes);
    const files = filesOf(asicE, { "合同.txt": "a contract" });
    await addSigned(
      files,
      world.operator,
      [world.operator.certificate, world.intermediate.certificate],
      capturedAt,
    );
    await addStamped(files, world.authority, capturedAt + 60_000, {
      manifest: "META-INF/ASiCManifest2.xml",
      file: "META-INF/timestamp2.tst",
      names: listed(files, true),
    });
    await put("foreign.asice", packForeign(files));
    await put("member.txt", "hello");
    await put("data.txt", "the data");
    const imprint = digestOf("sha256", toUtf8("the data"));
    await put("token.tst", await world.authority.stamp(imprint, capturedAt));
  }

  const namesOf = ({ inputs, loose, data }: Drop): readonly string[] =>
    [...inputs, loose, data].filter((name) => name !== undefined);

  async function byCommand(drop: Drop, language: "zh" | "en"): Promise<Said> {
    const { inputs, loose, data } = drop;
    const ended = await command(
      [
        "verify",
        ...inputs,
        ...(loose === undefined ? [] : ["--file", loose]),
        ...(data === undefined ? [] : ["--data", data]),
        ...["--trust", "trust", "--at", at, "--json", "--lang", language],
        ...["json", "html", "pdf"].flatMap((form) => ["--report", `${language}.${form}`]),
      ],
      { home: join(folder, "no-home"), cwd: folder },
    );
    expect(ended.stderr).toBe("");
    const result = verifyResult.parse(jsonIn(ended.stdout));
    const compared = result.comparison?.checks ?? [];
    return said(result.outcome, [...result.packages.map(({ checks }) => checks), compared]);
  }

  async function byPage(drop: Drop): Promise<Said> {
    const paths = namesOf(drop).map((name) => join(folder, name));
    const result = await opened.judge(paths);
    return said(result.outcome, [
      ...result.packages.map(({ checks }) => checks),
      await comparedIn(opened.page),
    ]);
  }

  async function byApp(drop: Drop): Promise<Said> {
    await model.goTo("");
    await model.goTo("verify");
    await appPage.getByTestId("terms").locator("summary").click();
    await appPage.getByTestId("moment").fill(momentField(judgedAt));
    await dropPaths(
      appPage,
      namesOf(drop).map((name) => join(folder, name)),
    );
    await appPage.getByTestId("report-json").waitFor();
    const inputs: z.infer<typeof shownVerdict>[] = [];
    for (const result of await appPage.getByTestId("result").all()) {
      await result
        .locator("details", { has: appPage.locator("a") })
        .locator("summary")
        .click();
      const verdict = shownVerdict.parse(JSON.parse(await result.locator("pre").innerText()));
      expect(await rowsIn(result)).toEqual(codes(verdict.checks));
      inputs.push(verdict);
    }
    const compared = await comparedIn(appPage);
    const { outcome } = await reportOfApp();
    return said(outcome, [...inputs.map(({ checks }) => checks), compared]);
  }

  async function reportOfApp(): Promise<Said> {
    const downloading = appPage.waitForEvent("download");
    await appPage.getByTestId("report-json").click();
    const path = await (await downloading).path();
    return inReport(await readFile(path, "utf8"));
  }

  async function reportOfPage(): Promise<Said> {
    const downloading = opened.page.waitForEvent("download");
    await opened.page.getByTestId("report-json").click();
    const path = await (await downloading).path();
    return inReport(await readFile(path, "utf8"));
  }

  describe.each(Object.entries(drops))("%s", (_name, drop) => {
    let commandSaid: Said;

    beforeAll(async () => {
      commandSaid = await byCommand(drop, "zh");
    });

    test("gets the verdict that it deserves", () => {
      expect(commandSaid.outcome).toBe(drop.outcome);
      const all = commandSaid.checks.flat();
      expect(all.map((line) => line.split(" ")[0])).toContain(drop.code);
    });

    test("gets the same checks from the page and from the app as on the command line", async () => {
      expect(await byPage(drop)).toEqual(commandSaid);
      expect(await byApp(drop)).toEqual(commandSaid);
    });

    test("gets the same checks in the report of each door", async () => {
      // What decides stands in a report's first section too.
      const once = { ...commandSaid, checks: commandSaid.checks.map(withoutTwins) };
      const written = inReport(await readFile(join(folder, "zh.json"), "utf8"));
      expect(written).toEqual(once);
      expect(await reportOfPage()).toEqual(once);
      expect(await reportOfApp()).toEqual(once);
    });

    test.each(["zh", "en"] as const)(
      "has every code in the report as HTML (%s)",
      async (language) => {
        if (language === "en") expect(await byCommand(drop, "en")).toEqual(commandSaid);
        const text = await readFile(join(folder, `${language}.html`), "utf8");
        expect(missingIn(text, commandSaid)).toEqual([]);
      },
    );

    test.skipIf(!textOfPdf)("has every code in the report as PDF, in both languages", () => {
      for (const language of ["zh", "en"]) {
        const read = spawnSync("pdftotext", ["-raw", join(folder, `${language}.pdf`), "-"]);
        expect(missingIn(read.stdout.toString("utf8"), commandSaid)).toEqual([]);
      }
    });
  });
});

function said(outcome: string, inputs: readonly (readonly z.infer<typeof check>[])[]): Said {
  return { outcome, checks: inputs.map(codes) };
}

function codes(checks: readonly z.infer<typeof check>[]): readonly string[] {
  return checks.map(({ code, outcome, subject }) => `${code} ${outcome} ${subject}`.trim()).sort();
}

/** The checks that stand on the page below this, with code, outcome and subject as a reader sees them. */
async function rowsIn(place: Locator): Promise<readonly string[]> {
  const rows = await place.locator("li[data-code]").evaluateAll((elements) =>
    elements.map((row) => {
      const subject = row.querySelector("code + bdi")?.textContent ?? "";
      return `${row.getAttribute("data-code") ?? ""} ${row.getAttribute("data-outcome") ?? ""} ${subject}`.trim();
    }),
  );
  return rows.sort();
}

async function comparedIn(page: Page): Promise<readonly z.infer<typeof check>[]> {
  const rows = await rowsIn(page.getByTestId("comparison"));
  return rows.map((row) => {
    const [code = "", outcome = "", ...subject] = row.split(" ");
    return { code, outcome, subject: subject.join(" ") };
  });
}

/** What a report in JSON says, input by input, and of the comparison last. */
function inReport(text: string): Said {
  const { outcome, parts, front } = reportDocument.parse(JSON.parse(text));
  const checksOf = (blocks: readonly z.infer<typeof reportBlock>[]) =>
    blocks.flatMap((block) => block.checks ?? []);
  const found = said(outcome, [
    ...parts.map(({ sections }) => sections.flatMap(({ blocks }) => checksOf(blocks))),
    checksOf(front),
  ]);
  return { outcome, checks: found.checks.map(withoutTwins) };
}

function withoutTwins(lines: readonly string[]): readonly string[] {
  return [...new Set(lines)];
}

function missingIn(text: string, { checks }: Said): readonly string[] {
  const all = new Set(checks.flat().map((line) => line.split(" ")[0] ?? ""));
  return [...all].filter((code) => !text.includes(code));
}
