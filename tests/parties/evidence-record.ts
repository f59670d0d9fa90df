import type { UnixMs } from "../../shared/bytes/civil-time.ts";
import type { DigestName } from "../../shared/digest/digest-name.ts";
import { digestOf } from "../../shared/digest/digest.ts";
import { createBatch } from "../../shared/evidence-record/batch.ts";
import type { EvidenceRecord } from "../../shared/evidence-record/evidence-record.ts";
import { parseEvidenceRecord } from "../../shared/evidence-record/record-parser.ts";
import {
  hashTreeRenewalObjects,
  timestampRenewalObject,
  withHashTreeRenewal,
  withTimestampRenewal,
} from "../../shared/evidence-record/renewal.ts";
import type { World } from "./world.ts";

/** A record as parsed. Throws when it cannot be. */
export function parsedRecord(der: Uint8Array): EvidenceRecord {
  const parsed = parseEvidenceRecord(der);
  if (!parsed.ok) throw new Error(`${parsed.fault.rule} at ${String(parsed.fault.at)}`);
  return parsed.value;
}

/** Records over groups of files: one tree and one token of this world's authority. */
export async function makeRecords(
  world: World,
  groups: readonly (readonly Uint8Array[])[],
  at: UnixMs,
  digest: DigestName = "sha256",
): Promise<readonly Uint8Array[]> {
  const objects = groups.map((group) => group.map((file) => digestOf(digest, file)));
  const batch = createBatch(
    digest,
    objects.map((group) => ({ objects: group })),
  );
  const token = await world.authority.stamp(batch.imprint, at, { digest });
  return groups.map((_, n) => batch.record(n, token));
}

/** The record with a time-stamp renewal, alone under its token. */
export async function renewTimestamp(
  world: World,
  der: Uint8Array,
  at: UnixMs,
): Promise<Uint8Array> {
  const record = parsedRecord(der);
  const renewal = timestampRenewalObject(record);
  if (renewal === undefined) throw new Error("unknown digest");
  const { digest, object } = renewal;
  const token = await world.authority.stamp(object, at, { digest });
  return withTimestampRenewal(record, { digest, reducedTree: [[object]], token });
}

/** The record with a hash-tree renewal over the same files under another digest. */
export async function renewTree(
  world: World,
  der: Uint8Array,
  group: readonly Uint8Array[],
  digest: DigestName,
  at: UnixMs,
): Promise<Uint8Array> {
  const record = parsedRecord(der);
  const chains = record.chains.map(({ bytes }) => bytes);
  const files = group.map((file) => digestOf(digest, file));
  const objects = hashTreeRenewalObjects(digest, files, chains);
  const batch = createBatch(digest, [{ objects }]);
  const token = await world.authority.stamp(batch.imprint, at, { digest });
  const [timestamp] = parsedRecord(batch.record(0, token)).chains[0]?.timestamps ?? [];
  return withHashTreeRenewal(record, { digest, reducedTree: timestamp?.reducedTree ?? [], token });
}
