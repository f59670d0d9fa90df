import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { formatTime } from "../../shared/bytes/civil-time.ts";
import { toHex } from "../../shared/bytes/hex.ts";
import { toUtf8 } from "../../shared/bytes/utf8.ts";
import {
  exchangeName,
  recordName,
  timestampManifestName,
  timestampName,
} from "../../shared/container/package-names.ts";
import { verifyResult } from "../../shared/contract/verify-result.ts";
import { digestOf } from "../../shared/digest/digest.ts";
import { batchOf } from "../parties/batch-package.ts";
import { command, jsonIn, removeSetting, temporarySetting } from "../parties/command.ts";
import { packInOrder } from "../parties/edition.ts";
import { parsedRecord } from "../parties/evidence-record.ts";
import { sampleEvidence } from "../parties/evidence-sample.ts";
import { capturedAt, type Files, judgedAt, makePackage, reopened } from "../parties/package.ts";
import { createWorld, type World } from "../parties/world.ts";

/** Packages in the one batch; every one is made whole. `CUNZHEN_BATCH` asks for another number. */
const size = Number(process.env["CUNZHEN_BATCH"] ?? 300);
/** Half a second a package is far more than making and judging it takes. */
const patience = 60_000 + size * 500;

let setting: Awaited<ReturnType<typeof temporarySetting>>;
let packages: readonly Files[];

/** A token of its own is what a package of a batch does without. */
function withoutOwnToken(files: Files): void {
  for (const name of [timestampName(1), timestampManifestName(1)]) files.delete(name);
  for (const half of ["tsq", "tsr"] as const) files.delete(exchangeName(1, half));
}

/** Packages of one vault, numbered in their order, each with content, id and salt of its own; not closed yet. */
async function openPackages(world: World): Promise<readonly Files[]> {
  const open: Files[] = [];
  let previous: string | null = null;
  for (let n = 1; n <= size; n += 1) {
    const salt = digestOf("sha256", toUtf8(`salt ${String(n)}`));
    const { files, fingerprint } = await makePackage(world, {
      members: { [`data/${String(n)}.txt`]: toUtf8(`work ${String(n)}\n`) },
      withoutNetwork: true,
      evidence: {
        salt,
        id: toHex(salt.subarray(0, 16)),
        sequence: { ...sampleEvidence.sequence, network: null, n, previous },
      },
      before: { register: withoutOwnToken },
    });
    previous = toHex(fingerprint);
    open.push(reopened(files));
  }
  return open;
}

const nameOf = (index: number) => `${String(index + 1)}.asice`;
const names = Array.from({ length: size }, (_, index) => nameOf(index));

beforeAll(async () => {
  setting = await temporarySetting();
  const world = await createWorld(false);
  packages = await batchOf(world, await openPackages(world));
  await mkdir(join(setting.cwd, "trust"));
  await writeFile(join(setting.cwd, "trust", "root.cer"), world.root.certificate);
  for (const [index, files] of packages.entries())
    await writeFile(join(setting.cwd, nameOf(index)), packInOrder(files));
}, patience);
afterAll(async () => {
  await removeSetting(setting);
});

async function verified(files: readonly string[]) {
  const at = formatTime(judgedAt);
  const args = ["verify", ...files, "--trust", "trust", "--at", at, "--json"];
  const { code, stdout, stderr } = await command(args, setting);
  expect(stderr).toBe("");
  return { code, result: verifyResult.parse(jsonIn(stdout)) };
}

describe(`a batch of ${String(size)} packages under two tokens`, () => {
  test("has no token but the two, which every record carries whole", () => {
    for (const n of [1, 2]) {
      const tokens = packages.map((files) => {
        const [stamped] = parsedRecord(files.get(recordName(n)) ?? new Uint8Array()).chains[0]
          ?.timestamps ?? [undefined];
        return toHex(digestOf("sha256", stamped?.token ?? new Uint8Array()));
      });
      expect(new Set(tokens).size).toBe(1);
    }
    expect(packages.flatMap((files) => [...files.keys()]).filter(isToken)).toEqual([]);
  });

  test(
    "passes by one command: every package with its own member and number, nothing open, none missing",
    async () => {
      const { code, result } = await verified(names);
      expect(code).toBe(0);
      expect(result.packages.map(({ path }) => path)).toEqual(names);
      const spoken = result.packages.flatMap(({ checks }) =>
        checks.filter(({ outcome }) => outcome !== "passed"),
      );
      expect(spoken).toEqual([]);
      for (const [index, { outcome, facts }] of result.packages.entries()) {
        expect(outcome).toBe("passed");
        expect(facts.members.map(({ path }) => path)).toEqual([`data/${String(index + 1)}.txt`]);
        expect(facts.timestamps.map(({ file }) => file)).toEqual([recordName(1), recordName(2)]);
        expect(facts.evidenceRecords.map(({ existedBy }) => existedBy)).toEqual(
          [2_500, 6_000].map((after) => formatTime(capturedAt + after)),
        );
      }
      expect(new Set(result.packages.map(({ facts }) => facts.number)).size).toBe(size);
      const [sequence, ...others] = result.comparison?.facts.sequences ?? [];
      expect(others).toEqual([]);
      expect(sequence?.places.map(({ n }) => n)).toEqual(names.map((_, index) => index + 1));
      expect(sequence).toMatchObject({ missing: [], repeated: [], broken: [] });
    },
    patience,
  );

  test(
    "of which one was held back says which, and of which one was changed fails that one alone",
    async () => {
      const held = Math.floor(size / 2);
      const changed = held - 2;
      const bytes = packInOrder(packages[changed] ?? new Map<string, Uint8Array>());
      const at = Math.floor(bytes.length / 2);
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      await writeFile(join(setting.cwd, "changed.asice"), bytes);
      const given = names
        .map((name, index) => (index === changed ? "changed.asice" : name))
        .filter((_, index) => index !== held);
      const { code, result } = await verified(given);
      expect(code).toBe(1);
      expect(
        result.packages.filter(({ outcome }) => outcome !== "passed").map(({ path }) => path),
      ).toEqual(["changed.asice"]);
      const missing = result.comparison?.facts.sequences[0]?.missing ?? [];
      expect(missing).toContainEqual({ from: held + 1, to: held + 1 });
    },
    patience,
  );
});

function isToken(name: string): boolean {
  return name.endsWith(".tst");
}
