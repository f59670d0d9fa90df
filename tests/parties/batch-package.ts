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
import { addProcedure } from "./procedure.ts";
import type { World } from "./world.ts";

/** The entries of some files; their CRC-32 is left out, since only names and digests count here. */
function refsOf(files: Files, names: readonly string[]): readonly EntryRef[] {
  return names.map((name) => {
    const bytes = files.get(name) ?? new Uint8Array();
    return { name, sha256: toHex(digestOf("sha256", bytes)), size: bytes.length, crc32: 0 };
  });
}

/** How a batch's packages are put under one token. */
interface Stamping {
  readonly world: World;
  /** How many others share the token; the packages lie together in their middle. */
  readonly strangers: number;
}

/** Puts record n of one shared token over the named files of each package. */
async function addRecords(
  { world, strangers }: Stamping,
  n: number,
  packages: readonly { readonly files: Files; readonly names: readonly string[] }[],
  at: UnixMs,
): Promise<void> {
  const groups: BatchGroup[] = Array.from({ length: strangers }, (_, index) => ({
    objects: [digestOf("sha256", toUtf8(`stranger ${String(index)}`))],
  }));
  const first = Math.floor(strangers / 2);
  const ours = packages.map(({ files, names }): BatchGroup => {
    const references = refsOf(files, names);
    const manifest = writeAsicManifest({ sigReference: recordName(n), references });
    files.set(recordManifestName(n), manifest);
    const objects = names.map((name) => digestOf("sha256", files.get(name) ?? new Uint8Array()));
    return { objects, beside: digestOf("sha256", manifest) };
  });
  const batch = createBatch("sha256", [...groups.slice(0, first), ...ours, ...groups.slice(first)]);
  const token = await world.authority.stamp(batch.imprint, at);
  for (const [index, { files }] of packages.entries())
    files.set(recordName(n), batch.record(first + index, token));
}

/**
 * Packages in the layout of a batch, from such as are whole but not closed: their payloads under one shared record,
 * and each closed by a second one.
 *
 * @param strangers how many others share each token
 */
export async function batchOf(
  world: World,
  open: readonly Files[],
  strangers = 0,
): Promise<readonly Files[]> {
  const stamping = { world, strangers };
  const payloads = open.map((files) => {
    const payload = [...files.keys()].filter((name) => !name.startsWith("META-INF/"));
    return { files, names: [...payload, packageNames.payloadManifest, packageNames.signature] };
  });
  await addRecords(stamping, 1, payloads, capturedAt + 2_500);
  const ordered = open.map((files) => {
    const payload = files.get(packageNames.payloadManifest) ?? new Uint8Array();
    addProcedure(files, digestOf("sha256", payload), {
      practice: world.practice,
      registered: files.has(packageNames.receipt),
      recorded: true,
    });
    renewSums(files);
    const members = refsOf(files, [...files.keys()]);
    const names = orderMembers(members, recordName(2)).map(({ name }) => name);
    const inOrder: Files = new Map(
      names.map((name) => [name, files.get(name) ?? new Uint8Array()]),
    );
    return { files: inOrder, names };
  });
  await addRecords(stamping, 2, ordered, capturedAt + 6_000);
  return ordered.map(({ files }) => files);
}

/** One package of a batch; it has a token of its own beside the shared ones. */
export async function batchPackage(
  world: World,
  wishes: PackageWishes,
  strangers = 2,
): Promise<Files> {
  const made = await makePackage(world, wishes);
  const [files] = await batchOf(world, [reopened(made.files)], strangers);
  if (files === undefined) throw new Error("no package");
  return files;
}
