import { createServer, type Server } from "node:http";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import {
  command,
  errorIn,
  itemsIn,
  removeSetting,
  startCommand,
  temporarySetting,
} from "../parties/command.ts";

// Each test starts several processes, on a machine that may be busy with others.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let setting: Awaited<ReturnType<typeof temporarySetting>>;
/** An authority that answers every request with a web page. */
let webSite: Server;
let webAddress = "";

const run = (...args: readonly string[]) => command([...args, "--json"], setting);

beforeAll(async () => {
  setting = await temporarySetting();
  const { cwd } = setting;
  await writeFile(join(cwd, "合同.txt"), "甲方\n");
  await writeFile(join(cwd, "empty"), "");
  await mkdir(join(cwd, "photos", "deep"), { recursive: true });
  await writeFile(join(cwd, "photos", "a.jpg"), "a");
  await writeFile(join(cwd, "photos", "deep", "b.jpg"), "b");
  webSite = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "text/html" }).end("<html>welcome</html>");
  });
  await new Promise<void>((resolve) => webSite.listen(0, "127.0.0.1", resolve));
  const address = webSite.address();
  if (typeof address !== "object" || address === null) throw new Error("the site listens");
  webAddress = `http://127.0.0.1:${String(address.port)}/stamp`;
});

afterAll(async () => {
  webSite.close();
  await removeSetting(setting);
});

describe("cunzhen notarize", () => {
  test("makes one verified item a path, in argument order, with a package in --out", async () => {
    const ended = await run(
      "notarize",
      "photos/",
      "合同.txt",
      "--out",
      "out",
      "--matter",
      "甲诉乙",
    );
    expect(ended.code, ended.stderr).toBe(0);
    const items = itemsIn(ended);
    expect(items.map(({ title, kind }) => [title, kind])).toEqual([
      ["photos", "folder"],
      ["合同.txt", "file"],
    ]);
    for (const item of items) {
      expect(item).toMatchObject({
        state: "verified",
        verdict: "passed",
        hold: null,
        practice: true,
        matters: ["甲诉乙"],
        timestamps: [{ authority: "Cunzhen PRACTICE 演练 TSA" }],
      });
      expect(item.receipt?.cosignatures.map(({ role }) => role).sort()).toEqual([
        "arbitration",
        "court",
        "notary",
      ]);
      expect(item.package).toBe(join(setting.cwd, "out", `${item.number ?? ""}-PRACTICE.asice`));
    }
    expect((await readdir(join(setting.cwd, "out"))).length).toBe(2);
    expect(itemsIn(await run("list", "--matter", "甲诉乙")).length).toBe(2);
    expect(itemsIn(await run("list", "--matter", "nobody")).length).toBe(0);
  });

  test("takes an empty file, a title and SM3, and only a time-stamp where no network is wanted", async () => {
    const ended = await run(
      ...["notarize", "empty", "--title", "空", "--sm3", "--network", "none", "--tsa", "practice"],
    );
    expect(ended.code, ended.stdout + ended.stderr).toBe(0);
    expect(itemsIn(ended)).toMatchObject([
      {
        title: "空",
        receipt: null,
        state: "verified",
        bytes: 0,
        gaps: { stampToRegistration: null },
      },
    ]);
  });

  test("prints for people on stdout, in the language asked for, and keeps the exit code", async () => {
    const ended = await command(["notarize", "合同.txt", "--lang", "zh"], setting);
    expect(ended.code).toBe(0);
    expect(ended.stdout).toContain("已自检");
    expect(ended.stdout).toContain("演练");
    expect(ended.stdout).not.toContain("核验通过");
  });

  test.each([
    [["notarize"], "ARGUMENT_MISSING"],
    [["notarize", "合同.txt", "--what"], "USAGE"],
    [["notarize", "合同.txt", "--needed", "0"], "USAGE"],
    [["notarize", "合同.txt", "--needed", "2"], "NEEDED_TOO_MANY"],
    [["notarize", "合同.txt", "--lang", "fr"], "USAGE"],
    [["notarize", "合同.txt", "--network", "none"], "NO_AUTHORITY_CHOSEN"],
    [["notarize", "合同.txt", "--network", "log.example/1"], "NETWORK_UNKNOWN"],
    [["notarize", "合同.txt", "--tsa", "nobody"], "AUTHORITY_UNKNOWN"],
    [["notarize", "合同.txt", "--identity", "nobody"], "IDENTITY_UNKNOWN"],
    [["frobnicate"], "COMMAND_UNKNOWN"],
    [[], "ARGUMENT_MISSING"],
  ])("%j is wrong usage: %s", async (args, code) => {
    const ended = await run(...args);
    expect(ended.code).toBe(64);
    expect(errorIn(ended)).toBe(code);
  });

  test("a path that is not there makes no item of any path, and wrong usage made none", async () => {
    const ended = await run("notarize", "合同.txt", "gone.txt");
    expect([ended.code, errorIn(ended)]).toEqual([1, "SOURCE_MISSING"]);
    const items = itemsIn(await run("list"));
    expect(items.length).toBe(4);
    expect(items.every(({ state }) => state === "verified")).toBe(true);
  });

  test("what has no fixed content is refused with a reason, and resume does not mend it", async () => {
    const ended = await run("notarize", "/dev/null");
    expect(ended.code, ended.stdout).toBe(1);
    expect(itemsIn(ended)).toMatchObject([
      { state: "requested", hold: { kind: "stop", code: "SOURCE_TYPE_UNSUPPORTED" } },
    ]);
    const [item] = itemsIn(ended);
    const cancelled = await run("cancel", item?.id ?? "");
    expect(itemsIn(cancelled)).toMatchObject([{ hold: { kind: "cancelled" } }]);
  });
});

describe("an authority that does not stamp", () => {
  test("that is down keeps the sealed item in the vault: exit 4, and resume goes on", async () => {
    const ended = await run(
      ...["notarize", "合同.txt", "--network", "none", "--tsa", "http://127.0.0.1:9/tsa"],
    );
    expect(ended.code, ended.stderr).toBe(4);
    const [item] = itemsIn(ended);
    expect(item).toMatchObject({
      state: "sealed",
      hold: { kind: "wait", code: "AUTHORITY_UNREACHABLE" },
      package: null,
    });
    expect(item?.hold?.retryAt).toMatch(/Z$/u);
    const resumed = await run("resume", item?.number ?? "");
    expect(resumed.code).toBe(4);
    expect((await run("cancel", item?.id ?? "")).code).toBe(0);
    expect(itemsIn(await run("resume")).map(({ id }) => id)).not.toContain(item?.id);
  });

  test("that answers with a web page stops the item for a person, beside one that stamps is named as missing", async () => {
    const alone = await run("notarize", "合同.txt", "--tsa", webAddress);
    expect(alone.code).toBe(4);
    expect(itemsIn(alone)).toMatchObject([
      { state: "sealed", hold: { kind: "stop", code: "AUTHORITY_NOT_A_TIMESTAMP" } },
    ]);
    const [item] = itemsIn(alone);
    await run("cancel", item?.id ?? "");

    const both = ["--tsa", webAddress, "--tsa", "practice", "--needed", "1"];
    const enough = await run("notarize", "合同.txt", ...both);
    expect(enough.code, enough.stdout).toBe(0);
    expect(itemsIn(enough)).toMatchObject([{ state: "verified", verdict: "passed" }]);
  });
});

describe("Ctrl-C", () => {
  test("at any moment keeps what there is: exit 4 or done, and resume completes it", async () => {
    for (const delay of [250, 350, 450]) {
      const { child, ended } = startCommand(["notarize", "合同.txt", "--json"], setting);
      setTimeout(() => child.kill("SIGINT"), delay);
      const { code, stderr } = await ended;
      expect([0, 4, null], stderr).toContain(code);
    }
    const resumed = await run("resume");
    expect(resumed.code, resumed.stdout).toBe(0);
  });
});
