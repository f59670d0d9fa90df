import { beforeAll, describe, expect, test } from "vitest";
import { recordManifestName, recordName } from "../../../shared/container/package-names.ts";
import { batchPackage } from "../../parties/batch-package.ts";
import { packInOrder } from "../../parties/edition.ts";
import { parsedRecord } from "../../parties/evidence-record.ts";
import { codesOf, judge } from "../../parties/judge.ts";
import { capturedAt, type Files } from "../../parties/package.ts";
import { createWorld, type World } from "../../parties/world.ts";

let world: World;
let files: Files;

beforeAll(async () => {
  world = await createWorld(false);
  files = await batchPackage(world, { withoutNetwork: true });
});

describe("a package of a batch", () => {
  test("closed by a shared record passes, with its records told", async () => {
    const verdict = await judge(packInOrder(files), world.trust);
    expect(verdict.checks.filter((c) => c.outcome === "failed")).toEqual([]);
    expect(codesOf(verdict, "indeterminate")).toEqual([]);
    expect(verdict.facts.evidenceRecords.map(({ file }) => file)).toEqual([
      recordName(1),
      recordName(2),
    ]);
    expect(verdict.facts.editions).toEqual([
      { n: 1, closedAt: capturedAt + 6_000, file: recordManifestName(2) },
    ]);
  });

  test("and registered passes, with the record between registration and closing", async () => {
    const registered = await batchPackage(world, {});
    const verdict = await judge(packInOrder(registered), world.trust);
    expect(codesOf(verdict, "failed")).toEqual([]);
    expect(verdict.outcome).toBe("passed");
    expect(verdict.facts.receipt?.existedBy).toBe(capturedAt + 4_000);
  });

  test("of ten thousand passes, and its records hold a sibling for each level", async () => {
    const one = await batchPackage(world, {}, 9_999);
    const verdict = await judge(packInOrder(one), world.trust);
    expect(codesOf(verdict, "failed")).toEqual([]);
    expect(verdict.outcome).toBe("passed");
    const tree = parsedRecord(one.get(recordName(2)) ?? new Uint8Array()).chains[0]?.timestamps[0];
    // The group, its manifest, and 14 levels, since 2^13 < 10,000 <= 2^14; some pass up alone.
    expect(tree?.reducedTree?.length).toBeGreaterThanOrEqual(14);
    expect(tree?.reducedTree?.length).toBeLessThanOrEqual(16);
  });

  // tests/slow/flipped-bits.test.ts takes every bit of the whole package.
  test("is refused with a bit flipped of its closing record, wherever it lies", async () => {
    const record = files.get(recordName(2)) ?? new Uint8Array();
    const open: string[] = [];
    for (let at = 0; at < record.length; at += 41) {
      const flipped = Uint8Array.from(record);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8));
      const changed = new Map(files).set(recordName(2), flipped);
      const verdict = await judge(packInOrder(changed), world.trust);
      if (verdict.outcome !== "failed")
        open.push(`${String(at)} ${codesOf(verdict, "indeterminate").join()}`);
    }
    expect(open).toEqual([]);
  }, 60_000);
});
