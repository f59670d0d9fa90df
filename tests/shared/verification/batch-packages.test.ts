import { describe, expect, test } from "vitest";
import { toUtf8 } from "../../../shared/bytes/utf8.ts";
import { toHex } from "../../../shared/bytes/hex.ts";
import { writeAsicManifest } from "../../../shared/container/asic-manifest.ts";
import {
  packageNames,
  recordManifestName,
  recordName,
} from "../../../shared/container/package-names.ts";
import { orderMembers } from "../../../shared/container/package-order.ts";
import { digestOf } from "../../../shared/digest/digest.ts";
import { createBatch } from "../../../shared/evidence-record/batch.ts";
import { packInOrder } from "../../parties/edition.ts";
import { codesOf, judge } from "../../parties/judge.ts";
import { capturedAt, type Files, makePackage, renewSums, reopened } from "../../parties/package.ts";
import { createWorld, type World } from "../../parties/world.ts";

function refsOf(files: Files, names: readonly string[]) {
  return names.map((name) => {
    const bytes = files.get(name) ?? new Uint8Array();
    return { name, sha256: toHex(digestOf("sha256", bytes)), size: bytes.length, crc32: 0 };
  });
}

/** Puts record n over the named files, in a batch with two strangers. */
async function addRecord(
  world: World,
  files: Files,
  n: number,
  names: readonly string[],
  at: number,
): Promise<void> {
  const references = refsOf(files, names);
  const manifest = writeAsicManifest({ sigReference: recordName(n), references });
  const stranger = { objects: [digestOf("sha256", toUtf8("stranger"))] };
  const objects = names.map((name) => digestOf("sha256", files.get(name) ?? new Uint8Array()));
  const beside = digestOf("sha256", manifest);
  const batch = createBatch("sha256", [stranger, { objects, beside }, stranger]);
  files.set(recordManifestName(n), manifest);
  files.set(recordName(n), batch.record(1, await world.authority.stamp(batch.imprint, at)));
}

async function batchPackage(world: World): Promise<Files> {
  const made = await makePackage(world, { withoutNetwork: true });
  const open = reopened(made.files);
  const payload = [...open.keys()].filter((name) => !name.startsWith("META-INF/"));
  const sealed = [...payload, packageNames.payloadManifest, packageNames.signature];
  await addRecord(world, open, 1, sealed, capturedAt + 2_500);
  renewSums(open);
  const names = orderMembers(refsOf(open, [...open.keys()]), recordName(2)).map(({ name }) => name);
  const files: Files = new Map(names.map((name) => [name, open.get(name) ?? new Uint8Array()]));
  await addRecord(world, files, 2, names, capturedAt + 6_000);
  return files;
}

describe("a package of a batch", () => {
  test("closed by a shared record passes, with its records told", async () => {
    const world = await createWorld(false);
    const verdict = await judge(packInOrder(await batchPackage(world)), world.trust);
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

  test("no bit of its closing record goes unnoticed", { timeout: 60_000 }, async () => {
    const world = await createWorld(false);
    const files = await batchPackage(world);
    const record = files.get(recordName(2)) ?? new Uint8Array();
    for (let at = 0; at < record.length; at += 41) {
      const flipped = Uint8Array.from(record);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8));
      const changed = new Map(files).set(recordName(2), flipped);
      expect((await judge(packInOrder(changed), world.trust)).outcome, String(at)).not.toBe(
        "passed",
      );
    }
  });
});
