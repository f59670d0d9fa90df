import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fromUtf8 } from "../../shared/bytes/utf8.ts";
import { parseAsicManifest } from "../../shared/container/asic-manifest.ts";
import { packageNames, recordName } from "../../shared/container/package-names.ts";
import { digestOf } from "../../shared/digest/digest.ts";
import { batchOf, batchPackage } from "../parties/batch-package.ts";
import { addEdition, handOver, packInOrder } from "../parties/edition.ts";
import { sampleActs } from "../parties/evidence-sample.ts";
import {
  capturedAt,
  closedAgain,
  type Files,
  type MadePackage,
  makePackage,
  manifest,
  reopened,
} from "../parties/package.ts";
import { createWorld, type World } from "../parties/world.ts";
import {
  edited,
  expectRefused,
  expectSound,
  problemsOf,
  runCarried,
  runPublished,
} from "./run-procedure.ts";
import { writeRoots } from "./shown-commands.ts";
import { type Ended, run } from "./workbench.ts";

/** The later steps of the published procedure, over packages in which nothing but one step can find a fault. */
let folder: string;
let world: World;
let made: MadePackage;
let policy: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "cunzhen-steps-"));
  world = await createWorld(false);
  made = await makePackage(world);
  policy = join(folder, "policy.txt");
  writeFileSync(policy, world.network.policy);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** The published script with the roots and the policy of the institutions' own channels. */
function published(bytes: Uint8Array, rules = policy): Promise<Ended> {
  const reader = mkdtempSync(join(folder, "reader-"));
  const path = join(reader, "甲 it's.asice");
  writeFileSync(path, bytes);
  return runPublished(path, writeRoots(reader, world), rules);
}

/** The VERIFY.md that a package carries, in a folder with that package, roots and policy. */
function carried(files: Files, bytes: Uint8Array): Promise<Ended> {
  const reader = mkdtempSync(join(folder, "reader-"));
  const text = fromUtf8(files.get(packageNames.verify) ?? new Uint8Array()) ?? "";
  const [, name = ""] = /PACKAGE:-([^}]+)\}/u.exec(text) ?? [];
  writeFileSync(join(reader, name), bytes);
  writeFileSync(join(reader, "policy.txt"), world.network.policy);
  writeRoots(reader, world);
  return runCarried(text, reader);
}

describe("the procedure over a sound package", () => {
  test("follows receipt and custody log to their keys, as published and as the package carries it", async () => {
    for (const ended of [await published(made.bytes), await carried(made.files, made.bytes)]) {
      expectSound(ended);
      expect(ended.stdout).toContain(`signed by the log: ${world.network.origin}`);
      expect(
        ended.stdout.match(/^cosigned: 20\S+Z w-(?:court|notary|arbitration)$/gmu),
      ).toHaveLength(3);
      expect(ended.stdout).toMatch(/^quorum: reached$/mu);
      expect(ended.stdout).toMatch(/^log holds: entry \d+ of \d+$/mu);
      expect(ended.stdout).toMatch(/^custody.jsonl: 3 20\S+Z sealed$/mu);
      expect(ended.stdout).not.toContain("own copy");
    }
  });

  test("says so where the policy is the package's own copy", async () => {
    const ended = await published(made.bytes, join(folder, "missing.txt"));
    expectSound(ended);
    expect(ended.stdout).toContain("policy: the package's own copy");
  });

  test("has no receipt to follow where none was planned", async () => {
    const without = await makePackage(world, { withoutNetwork: true });
    const ended = await published(without.bytes);
    expectSound(ended);
    expect(ended.stdout).not.toContain("quorum");
    expectSound(await carried(without.files, without.bytes));
  });
});

describe("the step for the receipt refuses", () => {
  test("one that too few cosigned", async () => {
    const few = await makePackage(world, { receipt: { cosigners: ["court", "notary"] } });
    const ended = await published(few.bytes);
    expectRefused(ended, "receipt: the quorum is not reached");
    expect(ended.stdout).toMatch(/^quorum: not reached$/mu);
  });

  test("one of another network, which the package's own copy of the policy would pass", async () => {
    const stranger = await createWorld(false, "Other");
    const other = await makePackage({ ...world, network: stranger.network });
    expectSound(await published(other.bytes, join(folder, "missing.txt")));
    expectRefused(
      await published(other.bytes),
      "receipt: not signed by the log of the policy",
      "receipt: the quorum is not reached",
    );
  });

  test("one in which a cosignature was changed", async () => {
    const forged = await changedReceipt((text) =>
      text.replace(/^(— \S+\/court \S{30})(.)/mu, (_line, start: string, letter: string) =>
        start.concat(letter === "A" ? "B" : "A"),
      ),
    );
    expectRefused(
      await published(forged),
      "receipt: a line of w-court",
      "receipt: the quorum is not reached",
    );
  });

  test("one in which the checkpoint's size was changed", async () => {
    const forged = await changedReceipt((text) =>
      text.replace(/^(\d+)$/mu, (size) => String(Number(size) + 1)),
    );
    const [first] = problemsOf(await published(forged));
    expect(first).toBe("PROBLEM: receipt: not signed by the log of the policy");
  });

  test.each([
    ["another hash", (text: string) => text.replace(/^(index \d+\n)./mu, "$1/")],
    ["another index", (text: string) => text.replace(/^index \d+$/mu, "index 0")],
    ["a hash too few", (text: string) => text.replace(/^(index \d+\n)\S+\n/mu, "$1")],
    [
      "a hash too many",
      (text: string) => text.replace(/^(index \d+\n\S+\n)/mu, "$1".concat("A".repeat(43), "=\n")),
    ],
  ])("a proof with %s", async (_what, change) => {
    const problems = problemsOf(await published(await changedReceipt(change)));
    expect(problems).toContain("PROBLEM: receipt: the log does not hold the leaf");
  });

  test("an index that is no number, and runs nothing that stands in its place", async () => {
    const evil = `index a[$(touch ${join(folder, "run")})]`;
    const forged = await changedReceipt((text) => text.replace(/^index \d+$/mu, evil));
    expect(problemsOf(await published(forged))).toContain("PROBLEM: receipt: its numbers");
    const listed = await run("ls", [folder]);
    expect(listed.stdout.split("\n")).not.toContain("run");
  });

  test("a package whose receipt was left out", async () => {
    const files = reopened(made.files);
    for (const name of [...files.keys()])
      if (name.startsWith("META-INF/consortium/")) files.delete(name);
    const forged = await closedAgain(world, files);
    expectRefused(await published(forged), "no receipt, though one was planned");
  });
});

/** The package with another receipt, closed again with a good token. */
async function changedReceipt(change: (text: string) => string): Promise<Uint8Array> {
  const files = reopened(made.files);
  edited(files, packageNames.receipt, change);
  return closedAgain(world, files);
}

describe("the step for the custody log refuses", () => {
  const changed = (change: (text: string) => string): Promise<MadePackage> =>
    makePackage(world, {
      before: {
        seal: (files) => {
          edited(files, packageNames.custody, change);
        },
      },
    });

  test("an entry whose time was changed, and the link from the next to it", async () => {
    const { bytes } = await changed((text) => text.replace(/"time":"20/u, '"time":"19'));
    expectRefused(
      await published(bytes),
      "custody.jsonl: the signature of entry 1",
      "custody.jsonl: entry 2 is not linked",
    );
  });

  test.each([
    [1, ["custody.jsonl: entry 2 has another number", "custody.jsonl: entry 2 is not linked"]],
    [2, ["custody: sealed 0 times"]],
  ])("a log without its entry %i", async (at, problems) => {
    const { bytes } = await changed((text) => text.split("\n").toSpliced(at, 1).join("\n"));
    expectRefused(await published(bytes), ...problems);
  });

  test("an entry signed by another device", async () => {
    const { bytes } = await changed((text) =>
      text.replace(
        /"signature":"([^"]*)"(.*\n.*)"signature":"([^"]*)"/u,
        '"signature":"$3"$2"signature":"$1"',
      ),
    );
    const problems = problemsOf(await published(bytes));
    expect(problems).toContain("PROBLEM: custody.jsonl: the signature of entry 1");
    expect(problems).toContain("PROBLEM: custody.jsonl: the signature of entry 2");
  });

  test("the log of another item", async () => {
    const { bytes } = await makePackage(world, { evidence: { id: "ab".repeat(16) } });
    expectSound(await published(bytes));
    const { bytes: foreign } = await changed((text) => text.replace(/"prev":"../u, '"prev":"00'));
    expect(problemsOf(await published(foreign))).toContain(
      "PROBLEM: custody.jsonl: entry 1 is not linked",
    );
  });

  test("one that seals another evidence.json", async () => {
    const { bytes } = await makePackage(world, {
      acts: () => sampleActs("00".repeat(32), "operator"),
    });
    expectRefused(await published(bytes), "custody.jsonl: entry 3 seals another evidence.json");
  });
});

describe("the steps over an edition", () => {
  const at = capturedAt + 43_200_000;

  test("go on through its part of the custody log, and verify the signature over that", async () => {
    const { bytes, files } = await addEdition(world, made.files, { at, acts: [handOver] });
    for (const ended of [await published(bytes), await carried(files, bytes)]) {
      expectSound(ended);
      expect(ended.stdout).toContain("custody: 4 entries");
      expect(ended.stdout.match(/CMS Verification successful/gu)).toHaveLength(4);
    }
  });

  test("refuse one whose closing manifest does not begin with the one before", async () => {
    const { files } = await addEdition(world, made.files, { at });
    const closing = packageNames.archiveManifest;
    const parsed = parseAsicManifest(files.get(closing) ?? new Uint8Array());
    if (!parsed.ok) throw new Error(parsed.fault.rule);
    const [first = "", second = "", ...rest] = parsed.value.references.map(({ name }) => name);
    const { sigReference } = parsed.value;
    const bytes = manifest(files, [second, first, ...rest], sigReference, "timestamp");
    files.set(closing, bytes);
    files.set(sigReference, await world.authority.stamp(digestOf("sha256", bytes), at));
    expectRefused(
      await published(packInOrder(files)),
      `${closing} does not begin with META-INF/ASiCArchiveManifest001.xml`,
    );
  });
});

describe("the step for evidence records", () => {
  test("follows both records of a package of a batch, as published and as it carries it", async () => {
    const files = await batchPackage(world, {});
    const bytes = packInOrder(files);
    for (const ended of [await published(bytes), await carried(files, bytes)]) {
      expectSound(ended);
      for (const n of [1, 2])
        expect(ended.stdout).toContain(`${recordName(n)}, chain 1, token 1: `);
    }
  });

  test("gives the signer's certificate its time where the package has no token of its own", async () => {
    const alone = await makePackage(world, { withoutNetwork: true });
    const open = reopened(alone.files);
    for (const name of [...open.keys()]) if (/timestamp|Manifest002/u.test(name)) open.delete(name);
    const [files] = await batchOf(world, [open], 2);
    if (files === undefined) throw new Error("no package");
    const ended = await published(packInOrder(files));
    expectSound(ended);
    expect(ended.stdout.match(/CMS Verification successful/gu)).toHaveLength(2);
  });

  test("refuses a record whose tree or token was changed, and one by a stranger's authority", async () => {
    const files = await batchPackage(world, {});
    const record = files.get(recordName(2)) ?? new Uint8Array();
    for (const share of [0.05, 0.95]) {
      const bytes = record.slice();
      const place = Math.floor(bytes.length * share);
      bytes[place] = (bytes[place] ?? 0) ^ 1;
      const ended = await published(packInOrder(new Map(files).set(recordName(2), bytes)));
      expect(problemsOf(ended).join(), ended.stdout).toContain(recordName(2));
      expect(ended.code).toBe(1);
    }
    const stranger = await createWorld(false, "Other");
    const theirs = await batchPackage({ ...world, authority: stranger.authority }, {});
    expect(problemsOf(await published(packInOrder(theirs)))).toContain(`PROBLEM: ${recordName(1)}`);
  });
});
