import type { UnixMs } from "../../shared/bytes/civil-time.ts";
import { toHex } from "../../shared/bytes/hex.ts";
import { toUtf8 } from "../../shared/bytes/utf8.ts";
import { writeAsicManifest } from "../../shared/container/asic-manifest.ts";
import {
  packageNames,
  recordManifestName,
  recordName,
} from "../../shared/container/package-names.ts";
import { orderMembers } from "../../shared/container/package-order.ts";
import type { EntryRef } from "../../shared/container/package-part.ts";
import { digestOf } from "../../shared/digest/digest.ts";
import { type BatchGroup, createBatch } from "../../shared/evidence-record/batch.ts";
import {
  capturedAt,
  type Files,
  makePackage,
  type PackageWishes,
  renewSums,
  reopened,
} from "./package.ts";
import type { World } from "./world.ts";

/** The entries of some files; their CRC-32 is left out, since only names and digests count here. */
function refsOf(files: Files, names: readonly string[]): readonly EntryRef[] {
  return names.map((name) => {
    const bytes = files.get(name) ?? new Uint8Array();
    return { name, sha256: toHex(digestOf("sha256", bytes)), size: bytes.length, crc32: 0 };
  });
}

/** Puts record n over the named files, in the middle of a batch with that many strangers. */
async function addRecord(
  { world, strangers }: { readonly world: World; readonly strangers: number },
  files: Files,
  n: number,
  names: readonly string[],
  at: UnixMs,
): Promise<void> {
  const references = refsOf(files, names);
  const manifest = writeAsicManifest({ sigReference: recordName(n), references });
  const groups: BatchGroup[] = Array.from({ length: strangers }, (_, index) => ({
    objects: [digestOf("sha256", toUtf8(`stranger ${String(index)}`))],
  }));
  const objects = names.map((name) => digestOf("sha256", files.get(name) ?? new Uint8Array()));
  const beside = digestOf("sha256", manifest);
  const place = Math.floor(strangers / 2);
  groups.splice(place, 0, { objects, beside });
  const batch = createBatch("sha256", groups);
  files.set(recordManifestName(n), manifest);
  files.set(recordName(n), batch.record(place, await world.authority.stamp(batch.imprint, at)));
}

/**
 * A package in the layout of a batch: its payload under a shared record, and closed by a second one.
 *
 * @param strangers how many others share each token
 */
export async function batchPackage(
  world: World,
  wishes: PackageWishes,
  strangers = 2,
): Promise<Files> {
  const at = { world, strangers };
  const made = await makePackage(world, wishes);
  const open = reopened(made.files);
  const payload = [...open.keys()].filter((name) => !name.startsWith("META-INF/"));
  const sealed = [...payload, packageNames.payloadManifest, packageNames.signature];
  await addRecord(at, open, 1, sealed, capturedAt + 2_500);
  renewSums(open);
  const names = orderMembers(refsOf(open, [...open.keys()]), recordName(2)).map(({ name }) => name);
  const files: Files = new Map(names.map((name) => [name, open.get(name) ?? new Uint8Array()]));
  await addRecord(at, files, 2, names, capturedAt + 6_000);
  return files;
}
