import type { UnixMs } from "../../shared/bytes/civil-time.ts";
import { sequenceOf } from "../../shared/bytes/der/writer.ts";
import { toUtf8 } from "../../shared/bytes/utf8.ts";
import type { DigestName } from "../../shared/digest/digest-name.ts";
import { digestOf } from "../../shared/digest/digest.ts";
import { createBatch } from "../../shared/evidence-record/batch.ts";
import type { ArchiveTimestampFields } from "../../shared/evidence-record/evidence-record.ts";
import {
  writeArchiveTimestamp,
  writeEvidenceRecord,
} from "../../shared/evidence-record/record-writer.ts";
import { hashTreeRenewalObjects } from "../../shared/evidence-record/renewal.ts";

import { parsedRecord } from "./evidence-record.ts";
import type { Random } from "./random.ts";
import type { TimeStamping } from "./time-stamping.ts";
import type { World } from "./world.ts";

/** An evidence record with what it is said to protect. */
export interface RecordSample {
  readonly kind: string;
  readonly record: Uint8Array;
  readonly files: readonly Uint8Array[];
}

/** A record before it is written, so that any part of it can be made wrong. */
export interface RecordModel {
  readonly digests: readonly DigestName[];
  readonly chains: readonly (readonly ArchiveTimestampFields[])[];
  readonly files: readonly Uint8Array[];
  /** The time of its newest token. */
  readonly time: UnixMs;
}

/** 2026-03-01: after the certificates begin, before any clock that runs these tests. */
const start: UnixMs = 1_772_323_200_000;
const day = 86_400_000;
const treeDigests: readonly DigestName[] = ["sha256", "sha384", "sha512"];

export function writeModel({ digests, chains }: RecordModel): Uint8Array {
  return writeEvidenceRecord(
    digests,
    chains.map((chain) => chain.map(writeArchiveTimestamp)),
  );
}

/** Time-stamps one group among random neighbours; the reduced tree of that group comes with the token. */
export async function stampGroup(
  random: Random,
  authority: TimeStamping,
  wishes: { digest: DigestName; objects: readonly Uint8Array[]; at: UnixMs; neighbours: number },
): Promise<ArchiveTimestampFields> {
  const { digest, objects, at, neighbours } = wishes;
  const place = random.below(neighbours + 1);
  const groups = Array.from({ length: neighbours + 1 }, (_, n) => ({
    objects: n === place ? objects : [digestOf(digest, random.bytes(8))],
  }));
  const batch = createBatch(digest, groups);
  const token = await authority.stamp(batch.imprint, at, { digest });
  const [made] = parsedRecord(batch.record(place, token)).chains[0]?.timestamps ?? [];
  return { digest, reducedTree: made?.reducedTree ?? [], token };
}

function randomFiles(random: Random, count: number): readonly Uint8Array[] {
  return Array.from({ length: count }, (_, n) => toUtf8(`${String(n)} ${String(random.next())}`));
}

export async function initialModel(
  random: Random,
  world: World,
  count = 1 + random.below(5),
): Promise<RecordModel> {
  const digest = random.pick(treeDigests);
  const files = randomFiles(random, count);
  const objects = files.map((file) => digestOf(digest, file));
  const neighbours = random.oneIn(3) ? 0 : random.below(9);
  const wishes = { digest, objects, at: start, neighbours };
  const stamped = await stampGroup(random, world.authority, wishes);
  return { digests: [digest], chains: [[stamped]], files, time: start };
}

/** One object under its token, without a tree (RFC 4998 section 4.1: reducedHashtree is optional). */
export async function plainModel(random: Random, world: World): Promise<RecordModel> {
  const digest = random.pick(treeDigests);
  const files = randomFiles(random, 1);
  const [object = new Uint8Array()] = files.map((file) => digestOf(digest, file));
  const token = await world.authority.stamp(object, start, { digest });
  return { digests: [digest], chains: [[{ digest, token }]], files, time: start };
}

/** A time-stamp renewal over the newest token, or over `object` in its place. */
export async function stampedAgain(
  random: Random,
  world: World,
  model: RecordModel,
  wishes: { object?: Uint8Array; at?: UnixMs; digest?: DigestName } = {},
): Promise<RecordModel> {
  const chain = model.chains.at(-1) ?? [];
  const newest = chain.at(-1);
  if (newest === undefined) throw new Error("nothing to renew");
  const { digest = newest.digest, at = model.time + day } = wishes;
  const object = wishes.object ?? digestOf(digest, newest.token);
  const neighbours = random.below(4);
  const stamp = { digest, objects: [object], at, neighbours };
  const renewal = await stampGroup(random, world.authority, stamp);
  return { ...model, chains: [...model.chains.slice(0, -1), [...chain, renewal]], time: at };
}

/** A hash-tree renewal under a digest; of `files` and over `chains` where they are given. */
export async function treeAgain(
  random: Random,
  world: World,
  model: RecordModel,
  wishes: { files?: readonly Uint8Array[]; chains?: RecordModel["chains"] } = {},
): Promise<RecordModel> {
  const { files = model.files, chains = model.chains } = wishes;
  const digest = random.pick(treeDigests);
  const written = chains.map((chain) => sequenceOf(chain.map(writeArchiveTimestamp)));
  const digests = files.map((file) => digestOf(digest, file));
  const objects = hashTreeRenewalObjects(digest, digests, written);
  const at = model.time + day;
  const stamp = { digest, objects, at, neighbours: random.below(4) };
  const renewal = await stampGroup(random, world.authority, stamp);
  return {
    ...model,
    digests: [...new Set([...model.digests, digest])],
    chains: [...model.chains, [renewal]],
    time: at,
  };
}

const goodMakers = {
  plain: plainModel,
  initial: initialModel,
  stampedAgain: async (random: Random, world: World) =>
    stampedAgain(random, world, await initialModel(random, world)),
  stampedTwice: async (random: Random, world: World) => {
    const once = await stampedAgain(random, world, await initialModel(random, world));
    return stampedAgain(random, world, once);
  },
  treeAgain: async (random: Random, world: World) => {
    let model = await initialModel(random, world);
    for (let n = 1 + random.below(2); n > 0; n -= 1) model = await treeAgain(random, world, model);
    return model;
  },
  both: async (random: Random, world: World) => {
    const stamped = await stampedAgain(random, world, await initialModel(random, world));
    return stampedAgain(random, world, await treeAgain(random, world, stamped));
  },
  partOfGroup: async (random: Random, world: World) => {
    const { files, ...rest } = await initialModel(random, world, 3 + random.below(3));
    return { ...rest, files: files.slice(0, 2) };
  },
  besideManifest: async (random: Random, world: World) => {
    const digest = random.pick(treeDigests);
    const files = randomFiles(random, 2 + random.below(4));
    const objects = files.map((file) => digestOf(digest, file));
    const groups = [{ objects, beside: digestOf(digest, random.bytes(8)) }];
    const batch = createBatch(digest, [
      ...groups,
      { objects: [digestOf(digest, random.bytes(8))] },
    ]);
    const token = await world.authority.stamp(batch.imprint, start, { digest });
    const [made] = parsedRecord(batch.record(0, token)).chains[0]?.timestamps ?? [];
    const stamped = { digest, reducedTree: made?.reducedTree ?? [], token };
    return { digests: [digest], chains: [[stamped]], files, time: start };
  },
} as const;
const goodNames = [
  "plain",
  "initial",
  "stampedAgain",
  "stampedTwice",
  "treeAgain",
  "both",
  "partOfGroup",
  "besideManifest",
] as const;

/** The n-th record that protects exactly its files. */
export async function goodRecord(n: number, random: Random, world: World): Promise<RecordSample> {
  const kind = goodNames[n % goodNames.length] ?? "plain";
  const model = await goodMakers[kind](random, world);
  return { kind, record: writeModel(model), files: model.files };
}
