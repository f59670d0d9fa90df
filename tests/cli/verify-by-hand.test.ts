import { spawnSync } from "node:child_process";
import { existsSync, openSync } from "node:fs";
import { link, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { verifyResult } from "../../shared/contract/verify-result.ts";
import { toUtf8 } from "../../shared/bytes/utf8.ts";
import {
  command,
  commandLine,
  errorIn,
  jsonIn,
  removeSetting,
  temporarySetting,
} from "../parties/command.ts";
import { makePackage } from "../parties/package.ts";
import { createWorld } from "../parties/world.ts";

// Each test starts several processes, on a machine that may be busy with others.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const at = "2026-11-22T10:03:07+08:00";
const trusted = ["--trust", "trust", "--at", at] as const;
let setting: Awaited<ReturnType<typeof temporarySetting>>;

const run = (...args: readonly string[]) => command(["verify", ...args, "--json"], setting);
const said = (...args: readonly string[]) => command(["verify", ...args], setting);
const inside = (name: string) => join(setting.cwd, name);

beforeAll(async () => {
  setting = await temporarySetting();
  const world = await createWorld(false);
  const { bytes } = await makePackage(world);
  const files = {
    "a.asice": bytes,
    "-dash.asice": bytes,
    "合 同 😀.asice": bytes,
    "new\nline.asice": bytes,
    "cut.asice": bytes.subarray(0, bytes.length / 2),
    "empty.asice": new Uint8Array(),
    "two folders/b.asice": bytes,
    "trust/root.cer": world.root.certificate,
    "trust/network.json": world.network.descriptorBytes,
    "a-home/trust": toUtf8("a file where the folder of trust should be"),
  };
  for (const folder of ["two folders", "trust", "a-home"]) await mkdir(inside(folder));
  for (const [name, content] of Object.entries(files)) await writeFile(inside(name), content);
});
afterAll(async () => {
  await removeSetting(setting);
});

describe("the help of one command", () => {
  test.each([
    ["zh", "退出码"],
    ["en", "exit code"],
  ])("names every flag and exit code, asked for in each way (%s)", async (language, word) => {
    const asked = [
      ["help", "verify"],
      ["verify", "--help"],
      ["verify", "-h"],
    ];
    for (const args of asked) {
      const { code, stdout } = await command([...args, "--lang", language], setting);
      expect(code).toBe(0);
      expect(stdout).not.toContain("notarize");
      expect(stdout).toContain(word);
      for (const flag of ["file", "data", "trust", "policy", "at", "report", "force", "checks"])
        expect(stdout.split(`--${flag}`).length, flag).toBeGreaterThan(2);
    }
  });

  test("of a command that is not there says so", async () => {
    const ended = await command(["help", "verfiy", "--json"], setting);
    expect([ended.code, errorIn(ended)]).toEqual([64, "COMMAND_UNKNOWN"]);
  });
});

describe("names as people have them", () => {
  test.each(["合 同 😀.asice", "new\nline.asice", "./-dash.asice", "two folders/b.asice"])(
    "%j is judged under its own name",
    async (name) => {
      const ended = await run(name, ...trusted);
      expect(ended.code, ended.stdout).toBe(0);
      expect(verifyResult.parse(jsonIn(ended.stdout)).packages[0]?.path).toBe(name);
    },
  );

  test("a name that begins with a dash passes after --, and before it is told how to write it", async () => {
    expect((await said(...trusted, "--", "-dash.asice")).code).toBe(0);
    for (const language of ["zh", "en"]) {
      const ended = await said("-dash.asice", "--lang", language);
      expect(ended.code).toBe(64);
      expect(ended.stderr).toContain("./-dash.asice");
    }
  });

  test("a folder is told with a command that can be run as it stands", async () => {
    const { code, stderr } = await said("two folders/");
    expect(code).toBe(64);
    const [shown = ""] = /cunzhen verify (.*)/u.exec(stderr) ?? [];
    const words = spawnSync("sh", ["-c", shown.replace("cunzhen verify", "printf %s")], {
      cwd: setting.cwd,
      encoding: "utf8",
    });
    expect(words.stdout).toBe("two folders/b.asice");
  });

  test.each([
    ["an empty name", [""], "INPUT_MISSING"],
    ["an empty trust folder name", ["a.asice", "--trust", ""], "TRUST_FOLDER_MISSING"],
    ["a device", ["/dev/null"], "INPUT_MISSING"],
    ["a day that no calendar has", ["a.asice", "--at", "2026-02-30T00:00:00Z"], "TIME_REFUSED"],
    ["an hour that no clock has", ["a.asice", "--at", "2026-02-03T24:00:00Z"], "TIME_REFUSED"],
    ["a zone that is none", ["a.asice", "--at", "2026-02-03T00:00:00+24:00"], "TIME_REFUSED"],
  ] as const)("%s is wrong usage and no verdict", async (_what, args, code) => {
    const ended = await run(...args);
    expect([ended.code, errorIn(ended)]).toEqual([64, code]);
  });

  test("what is wrong in a flag is told without a word of another language", async () => {
    for (const flags of [["--quick"], ["--json=1"], ["--lang"], ["--file", "--checks"]]) {
      const { code, stderr } = await said("a.asice", ...flags, "--lang=zh");
      expect(code).toBe(64);
      expect(stderr).not.toMatch(/option|argument|unknown/iu);
      expect(stderr).toContain(flags[0]?.split("=")[0]);
    }
  });
});

describe("an input that is cut or empty", () => {
  test("the first half of a package fails, a file of no bytes is nothing to verify", async () => {
    expect((await run("cut.asice", ...trusted)).code).toBe(1);
    expect((await run("empty.asice", ...trusted)).code).toBe(3);
  });
});

describe("a report that has no place", () => {
  test("is refused before anything is judged, and not with the code of a failed verdict", async () => {
    for (const name of ["nowhere/r.pdf", "a.asice/r.pdf"]) {
      const ended = await run("a.asice", ...trusted, "--report", name);
      expect([ended.code, errorIn(ended)]).toEqual([64, "REPORT_NOT_WRITABLE"]);
      expect(existsSync(inside("nowhere"))).toBe(false);
    }
  });

  test("is not written over an input by another name of it", async () => {
    await link(inside("a.asice"), inside("a.json"));
    const ended = await run("a.asice", "--report", "a.json", "--force");
    expect([ended.code, errorIn(ended)]).toEqual([64, "REPORT_IS_INPUT"]);
    expect(await readFile(inside("a.json"))).toEqual(await readFile(inside("a.asice")));
  });

  test("is not written over the policy that it follows", async () => {
    const own = { format: "cunzhen-policy/1", name: "own" };
    await writeFile(inside("policy.json"), JSON.stringify(own));
    expect((await run("a.asice", ...trusted, "--policy", "policy.json")).code).toBe(0);
    const over = ["--policy", "policy.json", "--report", "policy.json", "--force"];
    const ended = await run("a.asice", ...over);
    expect([ended.code, errorIn(ended)]).toEqual([64, "REPORT_IS_INPUT"]);
  });
});

describe("trust that was meant and cannot be read", () => {
  test("refuses the run in place of judging without it", async () => {
    const ended = await run("a.asice", "--home", "a-home");
    expect([ended.code, errorIn(ended)]).toEqual([64, "TRUST_FILE_REFUSED"]);
  });
});

describe("the surroundings of a process", () => {
  const env = (changed: Readonly<Record<string, string | undefined>>) =>
    command(["verify", "empty.asice"], { ...setting, env: changed });

  test("an empty variable is as none: the language follows LANG, the home is the default one", async () => {
    const spoken = await env({ LC_ALL: "", LC_MESSAGES: "", LANG: "zh_CN.UTF-8" });
    expect(spoken.stdout).toContain("无可核验内容");
    const home = { HOME: inside("nobody"), USERPROFILE: inside("nobody"), CUNZHEN_HOME: "" };
    const listed = await command(["trust", "add", "trust/root.cer", "--yes", "--json"], {
      ...setting,
      env: home,
    });
    expect(listed.code, listed.stderr).toBe(0);
    expect(existsSync(inside("nobody/.cunzhen/trust"))).toBe(true);
  });

  test.runIf(existsSync("/dev/full"))(
    "a verdict that could not be written down does not end as passed",
    () => {
      const [program = "", ...args] = commandLine(["verify", "a.asice", ...trusted]);
      for (const form of [[], ["--json"]]) {
        const { status, stderr } = spawnSync(program, [...args, ...form], {
          cwd: setting.cwd,
          env: { ...process.env, INIT_CWD: setting.cwd, CUNZHEN_HOME: setting.home },
          stdio: ["ignore", openSync("/dev/full", "w"), "pipe"],
          encoding: "utf8",
        });
        expect(status).toBe(74);
        expect(stderr).toContain("ENOSPC");
      }
    },
  );

  test.skipIf(process.platform === "win32")(
    "output that nobody reads on keeps the exit code of the verdict",
    () => {
      const words = commandLine(["verify", ...Array<string>(40).fill("cut.asice"), "--json"]);
      const line = `${words.map((word) => `'${word}'`).join(" ")} | head -c 1 >&2; exit "\${PIPESTATUS[0]}"`;
      const { status, stderr } = spawnSync("bash", ["--norc", "-c", line], {
        cwd: setting.cwd,
        env: { ...process.env, INIT_CWD: setting.cwd, CUNZHEN_HOME: setting.home },
        encoding: "utf8",
      });
      expect([status, stderr]).toEqual([1, "{"]);
    },
  );
});
