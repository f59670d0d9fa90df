import { existsSync } from "node:fs";
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { z } from "../../shared/contract/zod-csp.ts";
import { verifyResult } from "../../shared/contract/verify-result.ts";
import {
  command,
  errorIn,
  itemsIn,
  jsonIn,
  removeSetting,
  temporarySetting,
  type Ended,
} from "../parties/command.ts";
import { loadedModules } from "../parties/loaded-modules.ts";

// Each test starts several processes, on a machine that may be busy with others.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let setting: Awaited<ReturnType<typeof temporarySetting>>;
let packagePath = "";
let itemId = "";

const run = (...args: readonly string[]) => command([...args, "--json"], setting);
const verdictIn = ({ stdout }: Ended) => verifyResult.parse(jsonIn(stdout));

beforeAll(async () => {
  setting = await temporarySetting();
  await writeFile(join(setting.cwd, "a.txt"), "a");
  const ended = await run("notarize", "a.txt");
  const [item] = itemsIn(ended);
  packagePath = item?.package ?? "";
  itemId = item?.id ?? "";
});
afterAll(async () => {
  await removeSetting(setting);
});

describe("cunzhen verify", () => {
  test("passes a package where its practice network is accepted, and knows a member", async () => {
    const ended = await run("verify", packagePath, "--file", "a.txt");
    expect(ended.code, ended.stdout).toBe(0);
    const { outcome, packages } = verdictIn(ended);
    expect(outcome).toBe("passed");
    expect(packages[0]).toMatchObject({ path: packagePath, outcome: "passed", practice: true });
  });

  test("cannot conclude for a stranger, and makes no home to find that out", async () => {
    const home = join(setting.cwd, "stranger");
    const ended = await command(["verify", packagePath, "--json"], { ...setting, home });
    expect(ended.code).toBe(2);
    expect(verdictIn(ended).packages[0]?.checks.map(({ code }) => code)).toContain(
      "PRACTICE_NETWORK",
    );
    expect(existsSync(home)).toBe(false);
  });

  test("takes a folder's trust in place of the home's", async () => {
    const empty = join(setting.cwd, "no-trust");
    await mkdir(empty, { recursive: true });
    expect((await run("verify", packagePath, "--trust", "no-trust")).code).toBe(2);
    expect((await run("verify", packagePath, "--trust", join(setting.home, "trust"))).code).toBe(0);
    const missing = await run("verify", packagePath, "--trust", "nowhere");
    expect([missing.code, errorIn(missing)]).toEqual([64, "TRUST_FOLDER_MISSING"]);
  });

  test("fails a package with one byte changed, and the worst outcome wins", async () => {
    const bytes = await readFile(packagePath);
    const at = bytes.indexOf("data/a.txt") + "data/a.txt".length;
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
    await writeFile(join(setting.cwd, "changed.asice"), bytes);
    const ended = await run("verify", packagePath, "changed.asice");
    expect(ended.code).toBe(1);
    expect(verdictIn(ended).packages.map(({ outcome }) => outcome)).toEqual(["passed", "failed"]);
  });

  test("finds nothing to verify in a file that is no package", async () => {
    expect((await run("verify", "a.txt")).code).toBe(3);
  });

  test("without a package, or with an unknown option, is wrong usage", async () => {
    for (const args of [["verify"], ["verify", packagePath, "--quick"]]) {
      expect((await run(...args)).code).toBe(64);
    }
  });

  test("loads what judges and nothing else: no vault, no database, no node, no report", async () => {
    const { ended, modules } = await loadedModules(["verify", packagePath], setting);
    expect(ended.code, ended.stdout).toBe(0);
    const places = new Set(modules.map(placeOf));
    expect([...places].filter((place) => place.startsWith("npm:")).sort()).toEqual([
      "npm:@noble",
      "npm:fflate",
      "npm:sm-crypto-v2",
    ]);
    expect([...places].filter((place) => /^(?:platform|service|consortium)/u.test(place))).toEqual([
      "platform/files",
      "platform/hashing",
      "platform/signatures",
      "service/trust",
      "service/verify",
    ]);
    expect(places).toContain("shared/verification");
    expect(modules.filter((name) => /court-report|report-file/u.test(name))).toEqual([]);
    expect(modules.filter((name) => name.startsWith("cli/commands/"))).toEqual([
      "cli/commands/verify.ts",
    ]);
  });

  test("is seen to load less than a command that needs the vault", async () => {
    const { ended, modules } = await loadedModules(["list"], setting);
    expect(ended.code, ended.stdout).toBe(0);
    const places = new Set(modules.map(placeOf));
    for (const place of ["npm:sqlite3", "platform/database", "service/vault"])
      expect(places).toContain(place);
  });
});

/** `service/verify` for a file of ours, `npm:@noble` for a package. */
function placeOf(module: string): string {
  return module.startsWith("npm:")
    ? (module.split("/")[0] ?? "")
    : module.split("/").slice(0, 2).join("/");
}

describe("show, list and export", () => {
  test("name an item by id, by number and by the start of either", async () => {
    const [listed] = itemsIn(await run("list"));
    expect(listed?.id).toBe(itemId);
    const number = listed?.number ?? "";
    for (const name of [itemId, number, number.toLowerCase(), number.slice(0, 6)]) {
      const shown = await run("show", name);
      expect(shown.code, shown.stdout).toBe(0);
      expect(jsonIn(shown.stdout)).toMatchObject({ items: [{ id: itemId, memberList: [{}] }] });
    }
    const unknown = await run("show", "ffffffff");
    expect([unknown.code, errorIn(unknown)]).toEqual([1, "ITEM_UNKNOWN"]);
    expect((await run("show")).code).toBe(64);
  });

  test("export copies the package, whole, and says where", async () => {
    const [item] = itemsIn(await run("export", itemId, "--out", "given"));
    expect(item?.package).toBe(join(setting.cwd, "given", packagePath.split("/").at(-1) ?? ""));
    expect(await readFile(item?.package ?? "")).toEqual(await readFile(packagePath));
    const refused = await run("export", itemId, "--out", join(packagePath, "below"));
    expect([refused.code, errorIn(refused)]).toEqual([1, "PLACE_NOT_WRITABLE"]);
  });

  test("a finished item cannot be cancelled", async () => {
    const ended = await run("cancel", itemId);
    expect([ended.code, errorIn(ended)]).toEqual([1, "ITEM_FINISHED"]);
  });
});

const trustList = z.object({
  trusted: z.array(z.object({ file: z.string(), kind: z.string(), source: z.string() })),
});
const trustedIn = ({ stdout }: Ended) => trustList.parse(jsonIn(stdout)).trusted;

describe("cunzhen trust and tsa", () => {
  test("the home has accepted its own practice network, and each file is named", async () => {
    const trusted = trustedIn(await run("trust", "list"));
    const kinds = trusted.map(({ kind }) => kind).sort();
    expect(kinds).toEqual(["crl", "crl", "network", "root"]);
    for (const { file } of trusted)
      expect(existsSync(join(setting.home, "trust", file))).toBe(true);
  });

  test("nothing becomes trusted without a yes, and what was is not when removed", async () => {
    const other = { ...setting, home: join(setting.cwd, "other") };
    const root = trustedIn(await run("trust", "list")).find(({ kind }) => kind === "root");
    const path = join(setting.home, "trust", root?.file ?? "");
    await copyFile(path, join(setting.cwd, "root.pem"));
    const add = (...more: string[]) =>
      command(["trust", "add", "root.pem", "--json", ...more], other);
    const refused = await add();
    expect([refused.code, errorIn(refused)]).toEqual([64, "TRUST_NOT_CONFIRMED"]);
    expect(trustedIn(await command(["trust", "list", "--json"], other))).toEqual([]);
    const accepted = await add("--yes", "--source", "handed over in person");
    expect(accepted.code, accepted.stdout).toBe(0);
    const [one] = trustedIn(await command(["trust", "list", "--json"], other));
    expect(one).toMatchObject({ kind: "root", source: "handed over in person" });
    const removed = await command(["trust", "remove", one?.file ?? "", "--json"], other);
    expect(removed.code).toBe(0);
    expect(trustedIn(await command(["trust", "list", "--json"], other))).toEqual([]);
    const garbage = await command(["trust", "add", "a.txt", "--yes", "--json"], other);
    expect([garbage.code, errorIn(garbage)]).toEqual([64, "TRUST_FILE_REFUSED"]);
  });

  test("tsa list shows the running practice authority; another is added with a root and a yes", async () => {
    const listed = jsonIn((await run("tsa", "list")).stdout);
    const { authorities } = z
      .strictObject({
        authorities: z.array(
          z.strictObject({ url: z.string(), name: z.string(), practice: z.boolean() }),
        ),
      })
      .parse(listed);
    expect(authorities).toMatchObject([{ name: "Cunzhen PRACTICE 演练 TSA", practice: true }]);
    const url = authorities[0]?.url ?? "";
    const other = { ...setting, home: join(setting.cwd, "other") };
    const add = ["tsa", "add", url, "--name", "theirs", "--root", "root.pem", "--json"];
    expect((await command(add, other)).code).toBe(64);
    const added = await command([...add, "--yes"], other);
    expect(added.code, added.stdout).toBe(0);
    const stamped = await command(
      ["notarize", "a.txt", "--network", "none", "--tsa", "theirs", "--json"],
      other,
    );
    expect(stamped.code, stamped.stdout).toBe(0);
    expect((await command(["tsa", "remove", "theirs", "--json"], other)).code).toBe(0);
    expect((await command(["tsa", "remove", "theirs", "--json"], other)).code).toBe(64);
    await removeSetting({ home: other.home });
  });
});

describe("cunzhen identity", () => {
  test("creates one under a passphrase, signs with it, and refuses a wrong one", async () => {
    await writeFile(join(setting.cwd, "word"), "correct horse\n");
    await writeFile(join(setting.cwd, "wrong"), "battery staple\n");
    const created = await run(
      ...["identity", "create", "me", "--subject", "王律师", "--passphrase-file", "word"],
    );
    expect(created.code, created.stdout).toBe(0);
    const notarize = ["notarize", "a.txt", "--identity", "me"];
    const locked = await run(...notarize);
    expect(errorIn(locked)).toBe("IDENTITY_LOCKED");
    const wrong = await run(...notarize, "--passphrase-file", "wrong");
    expect(errorIn(wrong)).toBe("IDENTITY_PASSPHRASE_WRONG");
    const signed = await run(...notarize, "--passphrase-file", "word");
    expect(signed.code, signed.stdout).toBe(0);
    const [item] = itemsIn(signed);
    const verdict = verdictIn(await run("verify", item?.package ?? ""));
    expect(verdict.packages[0]?.facts.signer).toMatchObject({ selfDeclared: true });
    for (const { stdout, stderr } of [created, wrong, signed]) {
      expect(stdout + stderr).not.toContain("horse");
    }
    const again = await run("identity", "create", "me", "--passphrase-file", "word");
    expect([again.code, errorIn(again)]).toEqual([64, "IDENTITY_EXISTS"]);
    expect((await run("identity", "create", "you")).code).toBe(64);
  });
});

describe("a home that cannot be used", () => {
  test("is said in one error document, by every command that needs it", async () => {
    const home = join(setting.cwd, "a.txt", "home");
    for (const args of [["notarize", "a.txt"], ["list"], ["resume"], ["identity", "show"]]) {
      const ended = await command([...args, "--json"], { ...setting, home });
      expect([ended.code, errorIn(ended)]).toEqual([1, "PLACE_NOT_WRITABLE"]);
    }
  });
});

describe("cunzhen node", () => {
  test("tells of the running practice node and finds its log sound", async () => {
    const { stdout } = await run("node", "status");
    expect(jsonIn(stdout)).toMatchObject({ node: { kind: "running" } });
    expect(stdout).toMatch(/"time": "20\d\d-.*T.*\.\d{3}Z"/u);
    const shown = await command(["node", "status", "--lang", "en"], setting);
    expect(shown.stdout).toMatch(
      /is running .*\nAddress http:.*\nLog practice\..*, \d+ entries\n/u,
    );
    const checked = await run("node", "check");
    expect(checked.code).toBe(0);
    expect(jsonIn(checked.stdout)).toMatchObject({ node: { flaws: [] } });
    expect((await run("node", "dance")).code).toBe(64);
    const elsewhere = await run("node", "check", "--home", join(setting.cwd, "nowhere"));
    expect([elsewhere.code, errorIn(elsewhere)]).toEqual([1, "NODE_WITHOUT_LOG"]);
  });
});
