import { existsSync } from "node:fs";
import { copyFile, mkdir, readdir, readFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { verifyResult } from "../../shared/contract/verify-result.ts";
import { toUtf8 } from "../../shared/bytes/utf8.ts";
import { timestampName } from "../../shared/container/package-names.ts";
import {
  command,
  errorIn,
  jsonIn,
  removeSetting,
  startCommand,
  temporarySetting,
  type Ended,
} from "../parties/command.ts";
import { makePackage } from "../parties/package.ts";
import { createWorld } from "../parties/world.ts";

// Each test starts several processes, on a machine that may be busy with others.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const at = "2026-11-22T10:03:07+08:00";
let setting: Awaited<ReturnType<typeof temporarySetting>>;

const run = (...args: readonly string[]) =>
  command(["verify", ...args, "--trust", "trust", "--at", at, "--json"], setting);
const said = (...args: readonly string[]) => command(["verify", ...args], setting);
const verdictIn = ({ stdout }: Ended) => verifyResult.parse(jsonIn(stdout));
const codesIn = (ended: Ended): readonly string[] =>
  verdictIn(ended).packages.flatMap(({ checks }) => checks.map(({ code }) => code));
const inside = (name: string) => join(setting.cwd, name);

beforeAll(async () => {
  setting = await temporarySetting();
  const world = await createWorld(false);
  const practice = await createWorld(true);
  const made = await makePackage(world);
  const files = {
    "合同.asice": made.bytes,
    "合同.pdf": toUtf8("hello"),
    "other.pdf": toUtf8("other"),
    "token.tst": made.files.get(timestampName(1)) ?? new Uint8Array(),
    "stamped.xml": made.files.get("META-INF/ASiCManifest002.xml") ?? new Uint8Array(),
    "X-PRACTICE.asice": (await makePackage(practice)).bytes,
    "trust/root.cer": world.root.certificate,
    "trust/network.json": world.network.descriptorBytes,
    "trust/readme.txt": toUtf8("no trust"),
    "odd-trust/root.pem": toUtf8("no certificate"),
    "odd.json": toUtf8("{"),
    "loose.json": toUtf8(
      JSON.stringify({ format: "cunzhen-policy/1", name: "x", optional: ["ENTRY_CHANGED"] }),
    ),
  };
  for (const folder of ["trust", "odd-trust", "no-trust"]) await mkdir(inside(folder));
  for (const [name, bytes] of Object.entries(files)) await writeFile(inside(name), bytes);
});
afterAll(async () => {
  await removeSetting(setting);
});

describe("the flags of cunzhen verify", () => {
  test("--trust gives the roots and networks of a folder, and --at the moment: a stranger's package passes", async () => {
    const ended = await run("合同.asice");
    expect(ended.code, ended.stdout).toBe(0);
    const { trust, at: judged, policy, software } = verdictIn(ended);
    expect([trust.roots.length, trust.networks.length]).toEqual([1, 1]);
    expect(judged).toBe("2026-11-22T02:03:07.000Z");
    expect(trust.digest + policy.digest).toMatch(/^[0-9a-f]{128}$/u);
    expect(software.version).toMatch(/^\d+\.\d+\.\d+/u);
  });

  test("--file says which member a file is, and of another that it is none", async () => {
    const member = await run("合同.asice", "--file", "合同.pdf");
    expect([member.code, codesIn(member)]).toEqual([0, expect.arrayContaining(["FILE_IS_MEMBER"])]);
    const other = await run("合同.asice", "--file", "other.pdf");
    expect([other.code, codesIn(other)]).toEqual([1, expect.arrayContaining(["FILE_NOT_MEMBER"])]);
  });

  test("--data is what a bare token is about: it passes with it, is open without, and fails with another", async () => {
    const whole = await run("token.tst", "--data", "stamped.xml");
    expect(whole.code, whole.stdout).toBe(0);
    expect(codesIn(whole)).toContain("TOKEN_IMPRINT_MATCHES");
    const alone = await run("token.tst");
    expect([alone.code, codesIn(alone)]).toEqual([
      2,
      expect.arrayContaining(["TOKEN_DATA_NOT_GIVEN"]),
    ]);
    const other = await run("token.tst", "--data", "other.pdf");
    expect([other.code, codesIn(other)]).toEqual([
      1,
      expect.arrayContaining(["TOKEN_IMPRINT_DIFFERS"]),
    ]);
  });

  test("--checks shows every check by its code in text; without it only what is not in order", async () => {
    const wide = ["合同.asice", "--trust", "trust", "--at", at] as const;
    const all = await said(...wide, "--checks");
    for (const code of codesIn(await run("合同.asice"))) expect(all.stdout).toContain(code);
    expect((await said(...wide)).stdout).not.toContain("TOKEN_WELL_FORMED");
  });

  test("--report writes each form, once more only when forced, and never over what is judged", async () => {
    const reports = ["r.pdf", "r.html", "r.json"].flatMap((name) => ["--report", name]);
    const first = await run("合同.asice", ...reports);
    expect(first.code, first.stdout).toBe(0);
    const json = await readFile(inside("r.json"), "utf8");
    expect(json).toContain('"format": "cunzhen-report/1"');
    expect((await readFile(inside("r.pdf"))).subarray(0, 5).toString()).toBe("%PDF-");
    const again = await run("合同.asice", "--report", "r.json");
    expect([again.code, errorIn(again)]).toEqual([64, "REPORT_EXISTS"]);
    const forced = await run("合同.asice", "--report", "r.json", "--force");
    expect([forced.code, await readFile(inside("r.json"), "utf8")]).toEqual([0, json]);
    const over = await run("合同.asice", "--file", "合同.pdf", "--report", "合同.pdf", "--force");
    expect([over.code, errorIn(over)]).toEqual([64, "REPORT_IS_INPUT"]);
    expect(await readFile(inside("合同.pdf"), "utf8")).toBe("hello");
  });

  test("a report that cannot be written ends with a fault and leaves nothing half-written", async () => {
    const ended = await run("合同.asice", "--report", "nowhere/r.pdf");
    expect([ended.code, errorIn(ended)]).toEqual([64, "REPORT_NOT_WRITABLE"]);
    expect(existsSync(inside("nowhere"))).toBe(false);
    expect((await readdir(setting.cwd)).filter((name) => name.includes("tmp"))).toEqual([]);
  });

  test("a practice package at a stranger: indeterminate, and the sentence says that no further file changes that", async () => {
    const ended = await run("X-PRACTICE.asice");
    expect(ended.code).toBe(2);
    const check = verdictIn(ended).packages[0]?.checks.find(
      ({ code }) => code === "PRACTICE_NETWORK",
    );
    expect(check).toMatchObject({ outcome: "indeterminate", required: true });
    for (const [language, words] of [
      ["zh", "没有任何补充文件能改变这一点"],
      ["en", "no further file changes that"],
    ] as const) {
      const shown = await said("X-PRACTICE.asice", "--trust", "trust", "--lang", language);
      expect(shown.stdout.toLowerCase()).toContain(words);
    }
  });
});

describe("Ctrl-C during cunzhen verify", () => {
  test("ends it at once with 130 and no verdict; no report is begun", async () => {
    const big = inside("big.bin");
    await writeFile(big, "");
    // A hole that takes far longer to read than the wait below.
    await truncate(big, 30e9);
    const { child, ended } = startCommand(
      ["verify", "token.tst", "--data", "big.bin", "--report", "cut.pdf", "--json"],
      setting,
    );
    setTimeout(() => child.kill("SIGINT"), 3_000);
    const { code, stdout } = await ended;
    expect([code, jsonIn(stdout)]).toMatchObject([130, { error: { code: "VERIFY_CANCELLED" } }]);
    expect((await readdir(setting.cwd)).filter((name) => name.startsWith("cut"))).toEqual([]);
  });

  test("ends the report that is being set as well: what is written stays, the other is not there", async () => {
    const copies = Array.from({ length: 40 }, (_, n) => `copy-${n}.asice`);
    await Promise.all(copies.map((copy) => copyFile(inside("合同.asice"), inside(copy))));
    const reports = ["--report", "done.json", "--report", "cut.pdf"];
    const { child, ended } = startCommand(["verify", ...copies, ...reports, "--json"], setting);
    await expect.poll(() => existsSync(inside("done.json")), { timeout: 60_000 }).toBe(true);
    child.kill("SIGINT");
    const { code, stdout } = await ended;
    expect([code, jsonIn(stdout)]).toMatchObject([130, { error: { code: "VERIFY_CANCELLED" } }]);
    expect((await readdir(setting.cwd)).filter((name) => name.startsWith("cut"))).toEqual([]);
    const kept = jsonIn(await readFile(inside("done.json"), "utf8"));
    expect(kept).toMatchObject({ format: "cunzhen-report/1", outcome: "indeterminate" });
  });
});

describe("what is given wrongly to cunzhen verify", () => {
  test.each([
    ["a package that is not there", ["none.asice"], "INPUT_MISSING", "none.asice"],
    ["a folder in place of a package", ["trust"], "INPUT_FOLDER", "trust/*.asice"],
    ["a file of --file that is not there", ["合同.asice", "--file", "x"], "INPUT_MISSING", "x"],
    ["data that is a folder", ["token.tst", "--data", "trust"], "INPUT_FOLDER", "trust"],
    ["a time without zone", ["合同.asice", "--at", "2026-11-21"], "TIME_REFUSED", "+08:00"],
    ["a time that is none", ["合同.asice", "--at", "yesterday"], "TIME_REFUSED", "yesterday"],
    ["a report of another form", ["合同.asice", "--report", "x.docx"], "REPORT_ENDING", ".html"],
    [
      "a trust folder that is not there",
      ["合同.asice", "--trust", "no"],
      "TRUST_FOLDER_MISSING",
      ".crl",
    ],
    [
      "a trust folder without trust in it",
      ["合同.asice", "--trust", "odd-trust"],
      "TRUST_FILE_REFUSED",
      "root.pem",
    ],
    [
      "a policy that is no JSON",
      ["合同.asice", "--policy", "odd.json"],
      "POLICY_REFUSED",
      "odd.json",
    ],
    [
      "a policy that lets changes pass",
      ["合同.asice", "--policy", "loose.json"],
      "POLICY_REFUSED",
      "ENTRY_CHANGED",
    ],
    [
      "one --data for two inputs",
      ["token.tst", "合同.asice", "--data", "odd.json"],
      "USAGE",
      "--data",
    ],
    ["an unknown flag", ["合同.asice", "--quick"], "USAGE", "--quick"],
    ["nothing", [], "ARGUMENT_MISSING", "--help"],
  ] as const)(
    "%s is 64, told in both languages with the way on",
    async (_what, args, code, word) => {
      const asJson = await said(...args, "--json");
      expect([asJson.code, errorIn(asJson)]).toEqual([64, code]);
      for (const language of ["zh", "en"] as const) {
        const ended = await said(...args, "--lang", language);
        expect(ended.code).toBe(64);
        expect(ended.stdout).toBe("");
        expect(ended.stderr).toContain(word);
        expect(/[\u4e00-\u9fff]{3}/u.test(ended.stderr.replaceAll("合同", ""))).toBe(
          language === "zh",
        );
        expect(ended.stderr.trim().split("\n").length).toBeGreaterThan(1);
      }
    },
  );

  test("an empty trust folder says that nothing is trusted, and what belongs in it", async () => {
    const ended = await said("合同.asice", "--trust", "no-trust", "--lang", "zh");
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain("不信任任何机构");
    expect(ended.stderr).toContain(".crl");
  });

  test("a file that is no evidence says what verify takes", async () => {
    const ended = await said("合同.pdf", "--lang", "en");
    expect(ended.code).toBe(3);
    for (const word of [".asice", ".tst", ".tlog-proof", ".ers", "--data", "--file"])
      expect(ended.stdout).toContain(word);
  });
});
