import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  verifyFiles as verifyKept,
  type VerifyWishes,
} from "../../../service/verify/verify-files.ts";
import { verifyResult } from "../../../shared/contract/verify-result.ts";
import { emptyTrust } from "../../../shared/trust/trust-store.ts";
import { judgedAt, makePackage } from "../../parties/package.ts";
import { createWorld, type World } from "../../parties/world.ts";

const anotherWork = new TextEncoder().encode("another work");
let world: World;
let place: string;

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), "cunzhen-verify-"));
  world = await createWorld(false);
  const { bytes } = await makePackage(world);
  await writeFile(join(place, "good.asice"), bytes);
  await writeFile(
    join(place, "bad.asice"),
    bytes.map((octet, at) => (at === 200 ? octet ^ 1 : octet)),
  );
  await writeFile(join(place, "member.pdf"), "hello");
  await writeFile(join(place, "note.txt"), "a note");
});
afterAll(() => rm(place, { recursive: true, force: true }));

function named(name: string) {
  return { name, path: join(place, name) };
}

const verifyFiles = async (asked: VerifyWishes) => (await verifyKept(asked)).result;
const wishes = () => ({
  files: [],
  trust: world.trust,
  now: judgedAt,
  software: { version: "0.1.0", digest: null },
  language: "zh" as const,
});

describe("verifying files on this machine", () => {
  test("gives the shape of the contract, in the order of the packages, the worst outcome first", async () => {
    const packages = ["note.txt", "good.asice", "bad.asice", "none.asice"].map(named);
    const report = await verifyFiles({ ...wishes(), packages });
    expect(verifyResult.parse(report)).toEqual(report);
    expect(report.outcome).toBe("failed");
    expect(report.packages.map(({ path, outcome }) => [path, outcome])).toEqual([
      ["note.txt", "nothing_to_verify"],
      ["good.asice", "passed"],
      ["bad.asice", "failed"],
      ["none.asice", "indeterminate"],
    ]);
  });

  test("a file that one package holds is no fault of another; one that none holds is a fault of each", async () => {
    const other = await makePackage(world, { members: { "data/作品.txt": anotherWork } });
    await writeFile(join(place, "other.asice"), other.bytes);
    const packages = ["other.asice", "good.asice"].map(named);
    const judged = (files: readonly string[]) =>
      verifyFiles({ ...wishes(), packages, files: files.map(named) });
    const outcomes = async (files: readonly string[]) =>
      (await judged(files)).packages.map(({ outcome }) => outcome);
    expect(await outcomes(["member.pdf"])).toEqual(["passed", "passed"]);
    expect(await outcomes(["note.txt"])).toEqual(["failed", "failed"]);
    expect(await outcomes(["member.pdf", "note.txt"])).toEqual(["failed", "failed"]);
    const twice = [named("member.pdf"), { ...named("note.txt"), name: "member.pdf" }];
    const report = await verifyFiles({ ...wishes(), packages, files: twice });
    expect(report.outcome).toBe("failed");
  });

  test("a damaged package holds no file for another", async () => {
    const other = await makePackage(world, { members: { "data/作品.txt": anotherWork } });
    await writeFile(join(place, "other.asice"), other.bytes);
    const packages = ["other.asice", "bad.asice"].map(named);
    const report = await verifyFiles({ ...wishes(), packages, files: [named("member.pdf")] });
    expect(report.packages.map(({ outcome }) => outcome)).toEqual(["failed", "failed"]);
  });

  test("says for each package which of its members a loose file is", async () => {
    const report = await verifyFiles({
      ...wishes(),
      packages: [named("good.asice")],
      files: [named("member.pdf")],
    });
    const checks = report.packages[0]?.checks ?? [];
    expect(checks.find(({ code }) => code === "FILE_IS_MEMBER")).toMatchObject({
      subject: "member.pdf",
      message: "此文件就是证据包中的成员“data/合同.pdf”，逐字节相同。",
    });
  });

  test("speaks the language asked for", async () => {
    const packages = [named("good.asice")];
    const report = await verifyFiles({ ...wishes(), packages, language: "en", trust: emptyTrust });
    const messages = report.packages.flatMap(({ checks }) => checks.map(({ message }) => message));
    expect(messages.filter((message) => /[\u4e00-\u9fff]/u.test(message))).toEqual(
      messages.filter((message) => message.includes("合同") || message.includes("测试联盟")),
    );
  });

  test("a stop rejects with its reason", async () => {
    const stop = new AbortController();
    stop.abort(new Error("enough"));
    await expect(
      verifyFiles({ ...wishes(), packages: [named("good.asice")], signal: stop.signal }),
    ).rejects.toThrow("enough");
  });
});
