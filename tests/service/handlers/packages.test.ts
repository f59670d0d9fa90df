import { mkdir, mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { packageHandlers } from "../../../service/handlers/packages.ts";
import { createSourceRegistry, type SourceRegistry } from "../../../service/sources/registry.ts";
import { addTrust } from "../../../service/trust/owner-trust.ts";
import type { Vault } from "../../../service/vault/vault.ts";
import { verifyFiles } from "../../../service/verify/verify-files.ts";
import { reportBytes } from "../../../service/report/write-report.ts";
import { fromBase64 } from "../../../shared/bytes/base64.ts";
import { formatTime } from "../../../shared/bytes/civil-time.ts";
import { toHex } from "../../../shared/bytes/hex.ts";
import { fromUtf8, toUtf8 } from "../../../shared/bytes/utf8.ts";
import { calls } from "../../../shared/contract/calls.ts";
import { digestOf } from "../../../shared/digest/digest.ts";
import { reportForms } from "../../../shared/report/court-report/report-form.ts";
import { capturedAt, judgedAt, makePackage } from "../../parties/package.ts";
import { openTestVault, removeTestVault } from "../../parties/test-vault.ts";
import { createWorld, type World } from "../../parties/world.ts";

const at = formatTime(judgedAt);
const software = { name: "cunzhen", version: "0.1.0", digest: "00".repeat(32) };
let folder: string;
let vault: Vault;
let world: World;
let sources: SourceRegistry;
let handlers: ReturnType<typeof packageHandlers>;
let token: Uint8Array;
const told: { readonly job: string; readonly done: number; readonly total: number }[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "cunzhen-packages-"));
  vault = await openTestVault();
  world = await createWorld(false);
  sources = createSourceRegistry(vault.paths.spool);
  const trusted = { "root.cer": world.root.certificate, "n.json": world.network.descriptorBytes };
  for (const [name, bytes] of Object.entries(trusted)) {
    const digest = toHex(digestOf("sha256", bytes));
    const added = await addTrust(vault.paths.trust, await put(name, bytes), digest, "test");
    expect(added).toMatchObject({ ok: true });
  }
  token = await world.authority.stamp(digestOf("sha256", toUtf8("the data")), capturedAt);
  handlers = packageHandlers({
    vault,
    sources,
    judging: (job, done, total) => void told.push({ job, done, total }),
    clock: () => judgedAt,
    language: "zh",
    software,
    verifierPage: join(folder, "absent.html"),
    resources: resolve("resources"),
  });
});

afterAll(async () => {
  await removeTestVault(vault);
  await rm(folder, { recursive: true, force: true });
});

async function put(name: string, bytes: Uint8Array | string): Promise<string> {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
  return path;
}

/** A file that somebody dropped. */
async function dropped(name: string, bytes: Uint8Array | string): Promise<string> {
  return sources.add(await put(name, bytes), "drop");
}

async function judged(request: Parameters<(typeof handlers)["package.verify"]>[0]) {
  const answer = await handlers["package.verify"](request);
  if (!answer.ok) throw new Error(answer.fault.code);
  return calls["package.verify"].output.parse(answer.value);
}

describe("what is dropped together", () => {
  test("a package and a loose file: the file is said to be its member, or none", async () => {
    const pack = await dropped("p.asice", (await makePackage(world)).bytes);
    const member = await dropped("a.txt", "hello");
    const stranger = await dropped("b.txt", "no member");
    const asked = await handlers["package.recognize"]({ sources: [member, pack] });
    expect(asked).toEqual({ ok: true, value: { packages: [pack], files: [member], data: null } });
    const one = await judged({ packages: [pack], files: [member] });
    expect(one.outcome).toBe("passed");
    expect(one.packages[0]?.checks.map(({ code }) => code)).toContain("FILE_IS_MEMBER");
    const other = await judged({ packages: [pack], files: [stranger] });
    expect(other.packages[0]?.checks.map(({ code }) => code)).toContain("FILE_NOT_MEMBER");
  });

  test("a token and one file: the file is its data, and another file fails it", async () => {
    const stamp = await dropped("t.tst", token);
    const data = await dropped("d.txt", "the data");
    const asked = await handlers["package.recognize"]({ sources: [data, stamp] });
    expect(asked).toEqual({ ok: true, value: { packages: [stamp], files: [], data } });
    expect((await judged({ packages: [stamp], files: [], data })).outcome).toBe("passed");
    const other = await dropped("e.txt", "other data");
    expect((await judged({ packages: [stamp], files: [], data: other })).outcome).toBe("failed");
  });

  test("two inputs of one name are told apart and compared", async () => {
    const pack = (await makePackage(world)).bytes;
    const packages = [await dropped("x/p.asice", pack), await dropped("y/p.asice", pack)];
    const both = await judged({ packages, files: [] });
    expect(both.packages.map(({ path }) => path)).toEqual(["p.asice", "p.asice (2)"]);
    expect(both.comparison?.checks.length).toBeGreaterThan(0);
  });

  test("what cannot be read, alone, is judged and said to be unreadable", async () => {
    const gone = sources.add(join(folder, "gone.asice"), "drop");
    const asked = await handlers["package.recognize"]({ sources: [gone] });
    expect(asked).toMatchObject({ ok: true, value: { packages: [gone] } });
    const { outcome, packages } = await judged({ packages: [gone], files: [] });
    expect(outcome).toBe("indeterminate");
    expect(packages[0]?.checks.map(({ code }) => code)).toEqual(["SOURCE_UNREADABLE"]);
  });

  test.each(["packages", "files", "data", "policy"] as const)(
    "an id among the %s that names no source is refused",
    async (place) => {
      const pack = await dropped("p.asice", (await makePackage(world)).bytes);
      const unknown = "f".repeat(32);
      const change = place === "data" || place === "policy" ? unknown : [unknown];
      const answer = await handlers["package.verify"]({
        packages: [pack],
        files: [],
        [place]: change,
      });
      expect(answer).toMatchObject({ ok: false, fault: { code: "SOURCE_UNKNOWN" } });
    },
  );
});

describe("by which rules and as of when", () => {
  test("a policy that demands more leaves the verdict open, and is named", async () => {
    const pack = await dropped(
      "p.asice",
      (await makePackage(world, { withoutNetwork: true })).bytes,
    );
    expect((await judged({ packages: [pack], files: [] })).outcome).toBe("passed");
    const rules = { format: "cunzhen-policy/1", name: "ours/1", required: ["QUORUM_REACHED"] };
    const policy = await dropped("policy.json", JSON.stringify(rules));
    const stricter = await judged({ packages: [pack], files: [], policy });
    expect(stricter.outcome).toBe("indeterminate");
    expect(stricter.policy.name).toBe("ours/1");
  });

  test.each([
    ["is no policy", '{"format":"other"}'],
    [
      "would waive what speaks against an input",
      '{"format":"cunzhen-policy/1","name":"x","optional":["ENTRY_CHANGED"]}',
    ],
    ["is larger than 64 KiB", `"${"x".repeat(70_000)}"`],
  ])("a file that %s is refused as policy", async (_why, text) => {
    const pack = await dropped("p.asice", (await makePackage(world)).bytes);
    const policy = await dropped("policy.json", text);
    const answer = await handlers["package.verify"]({ packages: [pack], files: [], policy });
    expect(answer).toMatchObject({ ok: false, fault: { code: "POLICY_REFUSED" } });
  });

  test("a moment before the token makes it a token of the future", async () => {
    const pack = await dropped("p.asice", (await makePackage(world)).bytes);
    const early = formatTime(capturedAt - 86_400_000);
    const result = await judged({ packages: [pack], files: [], at: early });
    expect(result.at).toBe(early);
    expect(result.outcome).not.toBe("passed");
  });

  test("a moment that is none is no call", () => {
    const input = { packages: ["0".repeat(32)], files: [] };
    const { input: schema } = calls["package.verify"];
    expect(schema.safeParse({ ...input, at }).success).toBe(true);
    expect(schema.safeParse({ ...input, at: "2026-13-41T00:00:00.000Z" }).success).toBe(false);
    expect(schema.safeParse({ ...input, at: "now" }).success).toBe(false);
  });
});

describe("the report for a court", () => {
  test.each(reportForms)(
    "as %s is byte for byte what the command line writes of the same result",
    async (form) => {
      const { bytes } = await makePackage(world);
      const pack = await dropped("p.asice", bytes);
      const answer = await handlers["package.report"]({
        packages: [pack],
        files: [],
        at,
        form,
        lang: "en",
      });
      if (!answer.ok) throw new Error(answer.fault.code);
      const kept = calls["package.report"].output.parse(answer.value);
      expect(kept.name).toMatch(new RegExp(`^[0-9A-Z]{16}[0-9A-Z*~$=]-report\\.${form}$`, "u"));
      const { result } = await verifyFiles({
        packages: [{ name: "p.asice", path: join(folder, "p.asice") }],
        files: [],
        trust: world.trust,
        now: judgedAt,
        software,
        language: "en",
      });
      const answered = await judged({ packages: [pack], files: [], at, lang: "en" });
      const written = await reportBytes(
        { ...result, trust: answered.trust },
        form,
        "en",
        resolve("resources"),
      );
      expect(fromBase64(kept.content)).toEqual(new Uint8Array(written));
    },
  );

  test("of a practised package says so in its name and first words", async () => {
    const practised = await makePackage(await createWorld(true));
    const pack = await dropped("q.asice", practised.bytes);
    const request = { packages: [pack], files: [], at, form: "json", lang: "zh" } as const;
    const answer = await handlers["package.report"](request);
    if (!answer.ok) throw new Error(answer.fault.code);
    expect(answer.value.name).toContain("-PRACTICE-report.json");
    const text = fromUtf8(fromBase64(answer.value.content) ?? new Uint8Array());
    expect(text).toContain("PRACTICE_NETWORK");
  });
});

describe("judging under a name", () => {
  const job = "7".repeat(32);
  const megabyte = 1_000_000;

  /** A token with data of that size, zeros that take no room on disk. */
  async function given(name: string, megabytes: number) {
    const data = await dropped(name, "");
    await truncate(join(folder, name), megabytes * megabyte);
    return { packages: [await dropped(`${name}.tst`, token)], files: [], data, job };
  }

  test("tells its bytes, ever more, up to all of them", async () => {
    told.length = 0;
    await judged(await given("200.bin", 200));
    const done = told.map((event) => event.done);
    expect(new Set(told.map(({ job: name, total }) => `${name} ${String(total)}`))).toEqual(
      new Set([`${job} ${String(200 * megabyte + token.length)}`]),
    );
    expect(done[0]).toBe(0);
    expect(new Set(done).size).toBeGreaterThan(2);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(Math.max(...done)).toBeLessThanOrEqual(200 * megabyte + token.length);
  });

  test("without a name nothing is told", async () => {
    told.length = 0;
    const { job: _job, ...unnamed } = await given("200.bin", 200);
    await judged(unnamed);
    expect(told).toEqual([]);
  });

  test.each(["package.verify", "package.report"] as const)(
    "%s ends when it is cancelled, and reads no more",
    async (call) => {
      told.length = 0;
      const request = await given("4000.bin", 4000);
      const asked =
        call === "package.verify"
          ? handlers[call](request)
          : handlers[call]({ ...request, form: "json" });
      await expect.poll(() => told.at(-1)?.done ?? 0, { interval: 5 }).toBeGreaterThan(0);
      expect(await handlers["package.cancel"]({ job: "8".repeat(32) })).toEqual({
        ok: true,
        value: {},
      });
      expect(await handlers["package.cancel"]({ job })).toEqual({ ok: true, value: {} });
      expect(await asked).toMatchObject({ ok: false, fault: { code: "VERIFY_CANCELLED" } });
      const count = told.length;
      expect(told.at(-1)?.done).toBeLessThan(4000 * megabyte);
      await new Promise((settle) => setTimeout(settle, 300));
      expect(told.length).toBe(count);
      // The name is free again, and nothing of the cancelled work is left.
      expect((await judged({ ...(await given("1.bin", 1)), at })).outcome).toBe("failed");
    },
  );

  test("whoever takes its name ends it", async () => {
    told.length = 0;
    const first = handlers["package.verify"](await given("4000.bin", 4000));
    await expect.poll(() => told.at(-1)?.done ?? 0, { interval: 5 }).toBeGreaterThan(0);
    const second = handlers["package.verify"](await given("1.bin", 1));
    expect(await first).toMatchObject({ ok: false, fault: { code: "VERIFY_CANCELLED" } });
    expect(await second).toMatchObject({ ok: true });
  });
});
