import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toUtf8 } from "../../shared/bytes/utf8.ts";
import { timestampName } from "../../shared/container/package-names.ts";
import { batchPackage } from "../parties/batch-package.ts";
import { addEdition, packInOrder } from "../parties/edition.ts";
import { makeRecords, renewTimestamp, renewTree } from "../parties/evidence-record.ts";
import {
  addSigned,
  addStamped,
  asicE,
  filesOf,
  packForeign,
} from "../parties/foreign-container.ts";
import { looseFile } from "../parties/loose-file.ts";
import { capturedAt, type MadePackage, makePackage, packFiles } from "../parties/package.ts";
import { createWorld, type World } from "../parties/world.ts";
import { type Desk, runShown, shownCommands } from "./shown-commands.ts";
import type { Ended } from "./workbench.ts";

/** The commands that a report shows for each kind of input, run as they stand by bash, openssl, awk and unzip. */
let folder: string;
let world: World;
let made: MadePackage;
let desk: Desk;
const day = 86_400_000;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "cunzhen-commands-"));
  world = await createWorld(false);
  made = await makePackage(world);
  desk = { folder, world };
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** The commands of the report on `sound`, run over `bytes`; those for Go are another suite's. */
async function repeated(
  name: string,
  sound: Uint8Array,
  bytes = sound,
  at: Desk = desk,
): Promise<Ended> {
  const blocks = await shownCommands(name, sound, at);
  const plain = blocks.filter((text) => !text.includes("go build"));
  expect(plain.length).toBeGreaterThan(0);
  // What is longer breaks in the PDF, and would be copied as two lines.
  for (const line of blocks.join("\n").split("\n")) expect(line.length, line).toBeLessThan(121);
  return runShown(plain, name, bytes, at);
}

const problemsOf = ({ stdout }: Ended): readonly string[] =>
  stdout.split("\n").filter((line) => line.startsWith("PROBLEM: "));

function expectSound(ended: Ended, tokens: number): void {
  expect(problemsOf(ended), ended.stdout + ended.stderr).toEqual([]);
  expect(ended.code, ended.stderr).toBe(0);
  expect(ended.stdout.match(/Verification: OK/gu)).toHaveLength(tokens);
}

describe("the commands that the report shows", () => {
  test("for a package with its custody log and submission find no problem, and a changed entry of the log", async () => {
    const ended = await repeated("甲.asice", made.bytes);
    expectSound(ended, 2);
    expect(ended.stdout).toContain("custody: 3 entries");
    const text = new TextDecoder().decode(made.files.get("custody.jsonl"));
    const line = text.split("\n")[1] ?? "";
    const altered = line.replace(/"time":"20/u, '"time":"21');
    const files = new Map(made.files).set("custody.jsonl", toUtf8(text.replace(line, altered)));
    const problems = problemsOf(await repeated("甲.asice", made.bytes, packFiles(files)));
    expect(problems).toContain("PROBLEM: custody.jsonl: the signature of entry 2");
    expect(problems).toContain("PROBLEM: custody.jsonl: entry 3 is not linked");
  });

  test("for a package with a changed member name it", async () => {
    const files = new Map(made.files).set("data/合同.pdf", new Uint8Array([1]));
    const ended = await repeated("甲 it's $(id).asice", made.bytes, packFiles(files));
    expect(ended.stdout).toContain("PROBLEM: data/合同.pdf differs");
    expect(ended.code).toBe(1);
  });

  test("for a package with a submission signed by another key name it", async () => {
    const submission = new TextDecoder().decode(
      made.files.get("META-INF/consortium/submission.json"),
    );
    const files = new Map(made.files).set(
      "META-INF/consortium/submission.json",
      toUtf8(submission.replace(/"nonce":"ab/u, '"nonce":"ac')),
    );
    const problems = problemsOf(await repeated("a.asice", made.bytes, packFiles(files)));
    expect(problems).toContain("PROBLEM: submission.json");
  });

  test("for an edition find no problem, and what was added to it after closing", async () => {
    const { bytes, files } = await addEdition(world, made.files, {
      at: capturedAt + day / 2,
      acts: [
        {
          time: capturedAt + day / 2 - 5_000,
          action: "handed-over",
          party: "operator",
          subject: null,
          counterparty: "court",
        },
      ],
      lateStampAt: capturedAt + day / 2 - 2_000,
    });
    expectSound(await repeated("edition.asice", bytes), 4);
    const added = packInOrder(new Map(files).set("late.txt", toUtf8("late")));
    const ended = await repeated("edition.asice", bytes, added);
    expect(problemsOf(ended)).toContain("PROBLEM: entries differ");
    expect(ended.code).toBe(1);
  });

  test("for a batch package follow both shared records to their tokens, and refuse a changed member", async () => {
    const files = await batchPackage(world, {});
    const bytes = packInOrder(files);
    expectSound(await repeated("batch.asice", bytes), 2 + tokensOf(files));
    const changed = packInOrder(new Map(files).set("data/合同.pdf", toUtf8("Hello")));
    const ended = await repeated("batch.asice", bytes, changed);
    expect(problemsOf(ended).join()).toContain(
      "evidencerecord001.ers: data that it does not cover",
    );
    expect(ended.code).toBe(1);
  });

  test("for a container of other software verify token and signature, and refuse a changed file", async () => {
    const files = filesOf(asicE, { "a.txt": "a", "b c.txt": "b" });
    await addStamped(files, world.authority, capturedAt);
    const signed = { manifest: "META-INF/ASiCManifest2.xml", file: "META-INF/signature2.p7s" };
    const { certificate } = world.operator;
    await addSigned(
      files,
      world.operator,
      [certificate, world.intermediate.certificate],
      capturedAt,
      signed,
    );
    const ended = await repeated("x.asice", packForeign(files));
    expectSound(ended, 1);
    expect(ended.stdout + ended.stderr).toContain("CMS Verification successful");
    const changed = new Map(files).set("b c.txt", toUtf8("B"));
    const bad = await repeated("x.asice", packForeign(files), packForeign(changed));
    expect(problemsOf(bad).join()).toContain("b c.txt");
  });

  test("for a bare token verify it over its data, and refuse other data", async () => {
    const token = made.files.get(timestampName(1)) ?? new Uint8Array();
    const data = made.files.get("META-INF/ASiCManifest002.xml") ?? new Uint8Array();
    const path = join(folder, "stamped.xml");
    writeFileSync(path, data);
    const at: Desk = {
      ...desk,
      wishes: { data: looseFile("stamped.xml", data) },
      env: { DATA: path },
    };
    const ended = await repeated("it's.tst", token, token, at);
    expect(ended.stdout + ended.stderr).toContain("Verification: OK");
    writeFileSync(path, "other");
    const bad = await repeated("it's.tst", token, token, at);
    expect(bad.stdout + bad.stderr).toContain("Verification: FAILED");
  });
});

function tokensOf(files: ReadonlyMap<string, Uint8Array>): number {
  return [...files.keys()].filter((name) => name.endsWith(".tst")).length;
}

describe("the commands for a bare evidence record", () => {
  const group = ["a", "b", "c"].map(toUtf8);

  async function judged(record: Uint8Array, given = group): Promise<Ended> {
    const data = mkdtempSync(join(folder, "data-"));
    mkdirSync(join(data, "below"));
    given.forEach((bytes, n) => {
      writeFileSync(join(data, n === 0 ? "below/x y" : String(n)), bytes);
    });
    const files = group.map((bytes, n) => looseFile(String(n), bytes));
    const at: Desk = { ...desk, wishes: { files }, env: { DATA: data } };
    return repeated("r.ers", record, record, at);
  }

  test("follow its tree, a renewal of its token and one of its tree", async () => {
    const [, first = new Uint8Array()] = await makeRecords(
      world,
      [[toUtf8("stranger")], group, [toUtf8("x"), toUtf8("y")]],
      capturedAt,
    );
    expectSound(await judged(first), 1);
    const stamped = await renewTimestamp(world, first, capturedAt + 3_600_000);
    expectSound(await judged(stamped), 2);
    const again = await renewTree(world, stamped, group, "sha512", capturedAt + 7_200_000);
    expectSound(await judged(again), 3);
    const bad = await judged(again, ["a", "b", "C"].map(toUtf8));
    expect(problemsOf(bad).join()).toContain("data that it does not cover");
    expect(bad.code).toBe(1);
  });

  test("refuse a renewal that covers another token, and a record whose tree was changed", async () => {
    const [one = new Uint8Array()] = await makeRecords(world, [group], capturedAt);
    const at = one.length - 1;
    const flipped = one.slice();
    flipped[at] = (flipped[at] ?? 0) ^ 1;
    expect(problemsOf(await judged(flipped))).not.toEqual([]);
    const digest = [...one.keys()].find((n) => one[n] === 0x04 && one[n + 1] === 0x20 && n > 20);
    const tree = one.slice();
    tree[(digest ?? 0) + 3] = (tree[(digest ?? 0) + 3] ?? 0) ^ 1;
    expect(problemsOf(await judged(tree))).not.toEqual([]);
  });
});
