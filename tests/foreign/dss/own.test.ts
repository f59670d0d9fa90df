import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { packageNames } from "../../../shared/container/package-names.ts";
import { batchPackage } from "../../parties/batch-package.ts";
import { addEdition, handOver, packInOrder } from "../../parties/edition.ts";
import { judge } from "../../parties/judge.ts";
import { capturedAt, type Files, makePackage } from "../../parties/package.ts";
import type { World } from "../../parties/world.ts";
import { runJudge } from "./java-judge.ts";
import { writeMakerKeys } from "./maker-keys.ts";

let folder: string;
const ours = new Map<string, string>();
const byDss = new Map<string, readonly string[]>();

function flipped(files: Files, name: string): Files {
  const bytes = Uint8Array.from(files.get(name) ?? new Uint8Array());
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  return new Map(files).set(name, bytes);
}

/** Packages as later acts and batches leave them, and the same with one octet changed. */
async function packagesOf(world: World): Promise<ReadonlyMap<string, Files>> {
  const { files: first } = await makePackage(world);
  const second = await addEdition(world, first, { at: capturedAt + 3_700_000, acts: [handOver] });
  const third = await addEdition(world, second.files, {
    at: capturedAt + 7_300_000,
    lateStampAt: capturedAt + 7_200_000,
  });
  const batch = await batchPackage(world, {});
  return new Map([
    ["good-second-edition", second.files],
    ["good-third-edition", third.files],
    ["good-batch", batch],
    ["bad-second-edition", flipped(second.files, packageNames.custody)],
    ["bad-third-edition", flipped(third.files, "custody/0002.jsonl")],
    ["bad-batch", flipped(batch, packageNames.custody)],
  ]);
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "own-"));
  const keys = join(folder, "keys");
  const judged = join(folder, "judged");
  mkdirSync(judged);
  const { world } = await writeMakerKeys(keys, Date.now());
  for (const [name, files] of await packagesOf(world)) {
    const bytes = packInOrder(files);
    ours.set(name, (await judge(bytes, world.trust)).outcome);
    writeFileSync(join(judged, `${name}.asice`), bytes);
  }
  for (const [file = "", part = "", says = ""] of await runJudge("DssJudge", [keys, judged])) {
    const name = basename(file, ".asice");
    if (part !== "end") byDss.set(name, [...(byDss.get(name) ?? []), says]);
  }
}, 600_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
}, 600_000);

describe("our editions and packages of a batch, by EU DSS 6.4", () => {
  test.each([
    ["good-second-edition", 5],
    ["good-third-edition", 7],
    ["good-batch", 3],
  ])("%s passes in all its parts", (name, parts) => {
    expect(ours.get(name)).toBe("passed");
    const says = byDss.get(name) ?? [];
    expect(says.filter((one) => !one.endsWith("PASSED"))).toEqual([]);
    expect(says.length).toBeGreaterThanOrEqual(parts);
  });

  test.each(["bad-second-edition", "bad-third-edition", "bad-batch"])("%s fails", (name) => {
    expect(ours.get(name)).toBe("failed");
    expect((byDss.get(name) ?? []).some((one) => one.includes("FAILED"))).toBe(true);
  });
});
