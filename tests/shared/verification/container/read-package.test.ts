import { beforeAll, describe, expect, test } from "vitest";
import { toHex } from "../../../../shared/bytes/hex.ts";
import { concatBytes } from "../../../../shared/bytes/octets.ts";
import { toUtf8 } from "../../../../shared/bytes/utf8.ts";
import { writeAsicManifest } from "../../../../shared/container/asic-manifest.ts";
import { packageNames, trustName } from "../../../../shared/container/package-names.ts";
import { writeSums } from "../../../../shared/container/sums.ts";
import { digestOf } from "../../../../shared/digest/digest.ts";
import { memorySource } from "../../../../shared/digest/memory-source.ts";
import { readPackage } from "../../../../shared/verification/container/read-package.ts";
import { checks } from "../../../../shared/words/checks/catalogue.ts";
import {
  type Files,
  type MadePackage,
  makePackage,
  manifest,
  packFiles,
} from "../../../parties/package.ts";
import { createWorld, type World } from "../../../parties/world.ts";

const member = "data/合同.pdf";
const firstStamp = "META-INF/ASiCManifest002.xml";
const firstToken = "META-INF/timestamp001.tst";
const closingToken = "META-INF/timestamp002.tst";
let world: World;
let made: MadePackage;

beforeAll(async () => {
  world = await createWorld(true);
  made = await makePackage(world);
});

/** What does not pass, as `CODE subject`. */
async function flaws(bytes: Uint8Array): Promise<readonly string[]> {
  const { findings } = await readPackage(memorySource(bytes));
  return findings
    .filter(({ code }) => checks[code].outcome !== "passed")
    .map(({ code, subject }) => `${code} ${subject}`);
}

function get(files: Files, name: string): Uint8Array {
  const bytes = files.get(name);
  if (bytes === undefined) throw new Error(`no ${name}`);
  return bytes;
}

/** The package with its files changed by a hand that does not close it again. */
function changed(change: (files: Files) => void): Uint8Array {
  const files = new Map(made.files);
  change(files);
  return packFiles(files);
}

/** The package with its files changed before it was closed. */
async function closedOver(change: (files: Files) => void): Promise<Uint8Array> {
  return (await makePackage(world, { before: { close: change } })).bytes;
}

const sha256 = (bytes: Uint8Array) => toHex(digestOf("sha256", bytes));

describe("a whole package", () => {
  test("has no flaw, and shows what is in it", async () => {
    const { findings, package: view } = await readPackage(memorySource(made.bytes));
    expect(new Set(findings.map(({ code }) => code))).toEqual(
      new Set(["CONTAINER_EXACT", "MANIFEST_AGREES", "COVERAGE_COMPLETE", "SUMS_AGREE"]),
    );
    if (view === undefined) throw new Error("no package");
    expect(view.payload?.bytes).toEqual(made.files.get(packageNames.payloadManifest));
    expect(view.signature?.file).toBe(packageNames.signature);
    expect(view.stamps.map(({ name, file }) => [name, file])).toEqual([[firstStamp, firstToken]]);
    expect(view.closing).toMatchObject({ name: packageNames.archiveManifest, file: closingToken });
    const entry = view.entries.get(member);
    const content = get(made.files, member);
    expect(entry).toMatchObject({ size: content.length, sha256: sha256(content) });
    expect(made.bytes.subarray(entry?.start, entry?.end)).toEqual(content);
    expect(await view.read(member, 100)).toEqual(content);
    expect(await view.read(member, 4)).toBeUndefined();
    expect(await view.read("data/none", 100)).toBeUndefined();
  });

  test("is read once: every byte of content is digested exactly one time", async () => {
    const source = memorySource(made.bytes);
    const ranges: [number, number][] = [];
    await readPackage({
      ...source,
      digest: (start, end, names) => {
        ranges.push([start, end]);
        return source.digest(start, end, names);
      },
    });
    expect(ranges.length).toBe(made.files.size + 1);
    expect(new Set(ranges.map(([start]) => start)).size).toBe(ranges.length);
  });
});

describe("what is no package", () => {
  test.each([
    ["nothing", new Uint8Array(0)],
    ["text", toUtf8("just a text file of some length, without any end record in it")],
    ["an empty ZIP", Uint8Array.of(0x50, 0x4b, 5, 6, ...new Array<number>(18).fill(0))],
  ])("%s has nothing to verify", async (_, bytes) => {
    expect(await flaws(bytes)).toEqual(["NOT_A_PACKAGE "]);
  });

  test("a package that was cut short is damaged, not nothing", async () => {
    expect(await flaws(made.bytes.subarray(0, -1))).toEqual(["ZIP_END_RECORD "]);
  });

  test("a source that fails rejects, so that the disk's fault is no verdict", async () => {
    const source = memorySource(made.bytes);
    const broken = { ...source, digest: () => Promise.reject(new Error("EIO")) };
    await expect(readPackage(broken)).rejects.toThrow("EIO");
  });
});

describe("strict rule (a): what the manifests cover", () => {
  test("a changed member is named once, and by the manifests' digest", async () => {
    const bytes = changed((files) => files.set(member, toUtf8("hellO")));
    expect(await flaws(bytes)).toEqual([
      `ENTRY_CHANGED ${member}`,
      `SUMS_CONTRADICT ${packageNames.sha256sums}`,
    ]);
  });

  test.each([
    { name: "data/evil.txt", meant: false },
    { name: "META-INF/consortium/evil.txt", meant: false },
    { name: `META-INF/trust/${"0".repeat(32)}.crt`, meant: false },
    { name: trustName(toHex(digestOf("sha256", toUtf8("evil"))), "crt"), meant: true },
  ])("an added $name is covered by nothing", async ({ name, meant }) => {
    const found = await flaws(changed((files) => files.set(name, toUtf8("evil"))));
    expect(found).toContain(`ENTRY_NOT_COVERED ${name}`);
    expect(found.includes(`ENTRY_NOT_SEALED ${name}`)).toBe(!meant);
  });

  test.each([member, packageNames.receipt, packageNames.evidence])(
    "a missing %s is named",
    async (name) => {
      const found = await flaws(changed((files) => files.delete(name)));
      expect(found).toContain(`ENTRY_MISSING ${name}`);
    },
  );

  test("a data file added before closing is covered, and yet not sealed", async () => {
    const bytes = await closedOver((files) => files.set("data/evil.txt", toUtf8("evil")));
    expect(await flaws(bytes)).toEqual(["ENTRY_NOT_SEALED data/evil.txt"]);
  });

  test("a token over a manifest that leaves out the payload proves nothing of it", async () => {
    const bytes = await closedOver((files) => {
      files.set(firstStamp, manifest(files, [member], firstToken, "timestamp"));
    });
    const found = await flaws(bytes);
    expect(found.filter((flaw) => flaw === `STAMP_SCOPE ${firstToken}`).length).toBe(4);
  });

  test("a manifest that lists an entry twice", async () => {
    const bytes = await closedOver((files) => {
      const names = [...files.keys()].filter((name) => !name.startsWith("META-INF/"));
      const all = [...names, packageNames.payloadManifest, packageNames.signature, member];
      files.set(firstStamp, manifest(files, all, firstToken, "timestamp"));
    });
    expect(await flaws(bytes)).toContain(`MANIFEST_REPEATS ${firstStamp}`);
  });
});

describe("manifests and what lies over them", () => {
  test("one that is not XML", async () => {
    const found = await flaws(changed((files) => files.set(firstStamp, toUtf8("<a>"))));
    expect(found).toContain(`MANIFEST_MALFORMED ${firstStamp}`);
  });

  test("one that says the same another way", async () => {
    const bytes = changed((files) => {
      files.set(firstStamp, concatBytes(get(files, firstStamp), toUtf8("\n")));
    });
    expect(await flaws(bytes)).toContain(`MANIFEST_NOT_CANONICAL ${firstStamp}`);
  });

  test("one without its token, and a token without its manifest", async () => {
    const stripped = changed((files) => files.delete(firstToken));
    expect(await flaws(stripped)).toContain(`SIG_FILE_MISSING ${firstStamp}`);
    const orphan = changed((files) => files.delete(firstStamp));
    expect(await flaws(orphan)).toContain(`SIG_FILE_UNCLAIMED ${firstToken}`);
  });

  test("two that name one token", async () => {
    const bytes = await closedOver((files) => {
      const names = [member, packageNames.payloadManifest, packageNames.signature];
      files.set("META-INF/ASiCManifest003.xml", manifest(files, names, firstToken, "timestamp"));
    });
    expect(await flaws(bytes)).toContain("SIG_FILE_SHARED META-INF/ASiCManifest003.xml");
  });

  test("one whose token is no token by its type", async () => {
    const bytes = await closedOver((files) => {
      const references = [{ name: member, sha256: sha256(get(files, member)) }];
      files.set(firstStamp, writeAsicManifest({ sigReference: firstToken, references }));
    });
    expect(await flaws(bytes)).toContain(`MANIFEST_UNEXPECTED ${firstStamp}`);
  });

  test("no payload manifest, no archive manifest", async () => {
    const unsealed = changed((files) => files.delete(packageNames.payloadManifest));
    expect(await flaws(unsealed)).toContain("PAYLOAD_MANIFEST_MISSING ");
    const open = changed((files) => files.delete(packageNames.archiveManifest));
    expect(await flaws(open)).toContain("ARCHIVE_MANIFEST_MISSING ");
  });
});

describe("the sums files", () => {
  test("one that contradicts the content fails, though it is covered", async () => {
    const lie = writeSums([{ name: member, digest: "0".repeat(64) }]);
    const bytes = await closedOver((files) => files.set(packageNames.sha256sums, lie));
    expect(await flaws(bytes)).toEqual([`SUMS_CONTRADICT ${packageNames.sha256sums}`]);
  });

  test("one that names what is not there fails", async () => {
    const lie = writeSums([{ name: "data/none", digest: "0".repeat(64) }]);
    const bytes = await closedOver((files) => files.set(packageNames.sm3sums, lie));
    expect(await flaws(bytes)).toEqual([`SUMS_CONTRADICT ${packageNames.sm3sums}`]);
  });

  test("SM3 is computed for what SM3SUMS names, and shown", async () => {
    const digest = toHex(digestOf("sm3", get(made.files, member)));
    const sums = writeSums([{ name: member, digest }]);
    const bytes = await closedOver((files) => files.set(packageNames.sm3sums, sums));
    const read = await readPackage(memorySource(bytes));
    expect(await flaws(bytes)).toEqual([]);
    expect(read.package?.entries.get(member)?.sm3).toBe(digest);
  });

  test.each(["", "not a sum\n", `${"0".repeat(64)}  a`, `${"0".repeat(64)} *a\n`])(
    "%j cannot be read",
    async (text) => {
      const bytes = await closedOver((files) => files.set(packageNames.sha256sums, toUtf8(text)));
      expect(await flaws(bytes)).toEqual([`SUMS_MALFORMED ${packageNames.sha256sums}`]);
    },
  );
});
