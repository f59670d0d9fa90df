import { constructedTag } from "../../shared/bytes/der/element.ts";
import { element, integer, octets, oid, sequenceOf } from "../../shared/bytes/der/writer.ts";
import { digestOf } from "../../shared/digest/digest.ts";
import { writeArchiveTimestamp } from "../../shared/evidence-record/record-writer.ts";
import { writeDigestAlgorithm } from "../../shared/x509/algorithm-identifier.ts";
import { toUtf8 } from "../../shared/bytes/utf8.ts";
import type { Random } from "./random.ts";
import {
  goodRecord,
  initialModel,
  plainModel,
  type RecordModel,
  type RecordSample,
  stampedAgain,
  stampGroup,
  treeAgain,
  writeModel,
} from "./record-samples.ts";
import type { World } from "./world.ts";

type Spoilt = Omit<RecordSample, "kind">;
type Spoil = (random: Random, world: World, stranger: World) => Promise<Spoilt>;

const day = 86_400_000;

function written(model: RecordModel): Spoilt {
  return { record: writeModel(model), files: model.files };
}

function flippedAt(bytes: Uint8Array, at: number, bit: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ (1 << bit);
  return copy;
}

/** One bit of the last twenty bytes: they lie in the signature of the newest token. */
function signatureFlipped(random: Random, token: Uint8Array): Uint8Array {
  return flippedAt(token, token.length - 1 - random.below(20), random.below(8));
}

function withNewestToken(
  model: RecordModel,
  change: (token: Uint8Array) => Uint8Array,
): RecordModel {
  const chain = model.chains.at(-1) ?? [];
  const newest = chain.at(-1);
  if (newest === undefined) throw new Error("a record without time-stamp");
  const other = { ...newest, token: change(newest.token) };
  return { ...model, chains: [...model.chains.slice(0, -1), [...chain.slice(0, -1), other]] };
}

/** Replaces the record's first byte that has this value by another, where its place is known from the form. */
function withByte(record: Uint8Array, at: (record: Uint8Array) => number, value: number) {
  const copy = Uint8Array.from(record);
  copy[at(record)] = value;
  return copy;
}

/** Where the content of the outer SEQUENCE begins. */
function contentAt(record: Uint8Array): number {
  const length = record[1] ?? 0;
  return length < 0x80 ? 2 : 2 + length - 0x80;
}

function withOneChanged(random: Random, model: RecordModel): Spoilt {
  const { record, files } = written(model);
  const n = random.below(files.length);
  const changed = files.map((file, at) => (at === n ? flippedAt(file, 0, random.below(7)) : file));
  return { record, files: changed };
}

function withOneAdded(random: Random, model: RecordModel): Spoilt {
  const { record, files } = written(model);
  return { record, files: [...files, toUtf8(`added ${String(random.next())}`)] };
}

/** What makes a record bad, by name. */
export const recordSpoils: Readonly<Record<string, Spoil>> = {
  fileChanged: async (random, world) => withOneChanged(random, await plainModel(random, world)),
  fileChangedInGroup: async (random, world) =>
    withOneChanged(random, await initialModel(random, world, 2 + random.below(4))),
  fileAdded: async (random, world) => withOneAdded(random, await plainModel(random, world)),
  fileAddedToGroup: async (random, world) =>
    withOneAdded(random, await initialModel(random, world, 1 + random.below(5))),
  fileAddedToRenewed: async (random, world) => {
    const model = await initialModel(random, world, 2 + random.below(4));
    return withOneAdded(random, await treeAgain(random, world, model));
  },
  otherData: async (random, world) => {
    const { record } = await goodRecord(random.below(6), random, world);
    return { record, files: [toUtf8(`other ${String(random.next())}`)] };
  },
  signature: async (random, world) => {
    const model = await initialModel(random, world);
    return written(withNewestToken(model, (token) => signatureFlipped(random, token)));
  },
  renewalSignature: async (random, world) => {
    const model = await stampedAgain(random, world, await initialModel(random, world));
    return written(withNewestToken(model, (token) => signatureFlipped(random, token)));
  },
  olderSignature: async (random, world) => {
    const model = await initialModel(random, world);
    const spoilt = withNewestToken(model, (token) => signatureFlipped(random, token));
    return written(await stampedAgain(random, world, spoilt));
  },
  oldestSignatureInOlderChain: async (random, world) => {
    const model = await initialModel(random, world);
    const spoilt = withNewestToken(model, (token) => signatureFlipped(random, token));
    return written(await treeAgain(random, world, spoilt));
  },
  otherRoot: async (random, world) => {
    const model = await initialModel(random, world);
    const { digest } = model.chains[0]?.[0] ?? { digest: "sha256" };
    const imprint = digestOf(digest, random.bytes(8));
    const token = await world.authority.stamp(imprint, model.time, { digest });
    return written(withNewestToken(model, () => token));
  },
  treeBit: async (random, world) => {
    const model = await initialModel(random, world, 2);
    const [stamp] = model.chains[0] ?? [];
    if (stamp === undefined) throw new Error("a record without time-stamp");
    const tree = stamp.reducedTree ?? [];
    const list = tree.length - 1;
    const reducedTree = tree.map((digests, at) =>
      at === list ? digests.map((one) => flippedAt(one, 0, random.below(8))) : digests,
    );
    return written({ ...model, chains: [[{ ...stamp, reducedTree }]] });
  },
  renewsOther: async (random, world) => {
    const model = await initialModel(random, world);
    const [stamp] = model.chains[0] ?? [];
    const object = digestOf(stamp?.digest ?? "sha256", random.bytes(8));
    return written(await stampedAgain(random, world, model, { object }));
  },
  renewsOldestOnly: async (random, world) => {
    const model = await initialModel(random, world);
    const [stamp] = model.chains[0] ?? [];
    if (stamp === undefined) throw new Error("a record without time-stamp");
    const object = digestOf(stamp.digest, stamp.token);
    const second = await stampedAgain(random, world, model);
    return written(await stampedAgain(random, world, second, { object }));
  },
  renewedEarlier: async (random, world) => {
    const model = await initialModel(random, world);
    return written(await stampedAgain(random, world, model, { at: model.time - day }));
  },
  treeOmitsFile: async (random, world) => {
    const model = await initialModel(random, world, 3);
    return written(await treeAgain(random, world, model, { files: model.files.slice(1) }));
  },
  treeOmitsToken: async (random, world) => {
    const model = await initialModel(random, world);
    const renewed = await stampedAgain(random, world, model);
    const tree = await treeAgain(random, world, renewed, { chains: model.chains });
    return written(tree);
  },
  treeOfDataAlone: async (random, world) => {
    const model = await initialModel(random, world);
    const { digest } = model.chains[0]?.[0] ?? { digest: "sha256" };
    const objects = model.files.map((file) => digestOf(digest, file));
    const at = model.time + day;
    const stamp = { digest, objects, at, neighbours: 1 };
    const chain = [await stampGroup(random, world.authority, stamp)];
    return written({ ...model, chains: [...model.chains, chain] });
  },
  chainsSwapped: async (random, world) => {
    const model = await treeAgain(random, world, await initialModel(random, world));
    return written({ ...model, chains: [...model.chains].reverse() });
  },
  digestsMixed: async (random, world) => {
    const model = await initialModel(random, world);
    const [stamp] = model.chains[0] ?? [];
    const digest = stamp?.digest === "sha256" ? "sha512" : "sha256";
    const mixed = await stampedAgain(random, world, model, { digest });
    return written({ ...mixed, digests: ["sha256", "sha384", "sha512"] });
  },
  digestUnlisted: async (random, world) => {
    const model = await initialModel(random, world);
    const [stamp] = model.chains[0] ?? [];
    return written({ ...model, digests: [stamp?.digest === "sha256" ? "sha512" : "sha256"] });
  },
  strangerRenews: async (random, world, stranger) => {
    return written(await stampedAgain(random, stranger, await initialModel(random, world)));
  },
  stranger: async (random, _, stranger) => written(await initialModel(random, stranger)),
  trailing: async (random, world) => {
    const { record, files } = await goodRecord(random.below(6), random, world);
    return { record: Uint8Array.from([...record, 0]), files };
  },
  cut: async (random, world) => {
    const { record, files } = await goodRecord(random.below(6), random, world);
    return { record: record.subarray(0, record.length - 1 - random.below(20)), files };
  },
  version: async (random, world) => {
    const { record, files } = await goodRecord(random.below(6), random, world);
    return { record: withByte(record, (bytes) => contentAt(bytes) + 2, 2), files };
  },
  encrypted: async (random, world) => {
    const { digests, chains, files } = await initialModel(random, world);
    const record = sequenceOf([
      integer(1),
      sequenceOf(digests.map(writeDigestAlgorithm)),
      element(constructedTag(1), oid("2.999.7"), octets(random.bytes(4))),
      sequenceOf(chains.map((chain) => sequenceOf(chain.map(writeArchiveTimestamp)))),
    ]);
    return { record, files };
  },
  longLength: async (random, world) => {
    const { record, files } = written(await initialModel(random, world));
    const at = contentAt(record);
    const length = record.length - at;
    const head = [0x30, 0x83, 0, Math.floor(length / 256), length % 256];
    return { record: Uint8Array.from([...head, ...record.subarray(at)]), files };
  },
};

/** The n-th bad record: the ways of going wrong follow one another. */
export async function badRecord(
  n: number,
  random: Random,
  world: World,
  stranger: World,
): Promise<RecordSample> {
  const ways = Object.entries(recordSpoils);
  const [kind, spoil] = ways[n % ways.length] ?? [];
  if (kind === undefined || spoil === undefined) throw new RangeError("no way of going wrong");
  return { kind, ...(await spoil(random, world, stranger)) };
}
