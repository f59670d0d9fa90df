import type { UnixMs } from "../../shared/bytes/civil-time.ts";
import { signCades } from "../../shared/cms/cades.ts";
import { cmsOids } from "../../shared/cms/object-identifiers.ts";
import { digestOf } from "../../shared/digest/digest.ts";
import {
  writeArchiveTimestamp,
  writeEvidenceRecord,
} from "../../shared/evidence-record/record-writer.ts";
import { signatureValue, withUnsigned } from "./cades-parts.ts";
import {
  addManifest,
  addSigned,
  addStamped,
  asicE,
  asicS,
  entriesOf,
  type ForeignFiles,
  filesOf,
  listed,
} from "./foreign-container.ts";
import { type OddEntry, type OddZip, writeOddZip } from "./odd-zip.ts";
import type { Random } from "./random.ts";
import { stampGroup } from "./record-samples.ts";
import type { World } from "./world.ts";

/** A container that follows from a seed, and what was done to it. */
export interface ForeignSample {
  readonly kind: string;
  readonly bytes: Uint8Array;
}

/** 2026-03-01: after the certificates begin, before any clock that runs these tests. */
export const sampledAt: UnixMs = 1_772_323_200_000;
const hour = 3_600_000;
const archive = "META-INF/ASiCArchiveManifest.xml";
const signatureFile = "META-INF/signature.p7s";
const recordFile = "META-INF/evidencerecord.ers";
const letters = ["a", "B", "合", "é", "1", "-", " x", "+", "%", "&"];

function randomData(random: Random, files: ForeignFiles, count: number): void {
  files.set("root.txt", random.bytes(1 + random.below(50)));
  for (let n = 1; n < count; n += 1) {
    const name = Array.from({ length: 1 + random.below(4) }, () => random.pick(letters)).join("");
    const folder = random.oneIn(2) ? "data/" : "";
    files.set(`${folder}${name}${String(n)}.bin`, random.bytes(random.below(400)));
  }
}

async function stampedSample(random: Random, world: World): Promise<ForeignFiles> {
  const files = filesOf(asicE, {});
  randomData(random, files, 1 + random.below(5));
  await addStamped(files, world.authority, sampledAt);
  if (random.oneIn(3)) {
    const wishes = { manifest: "META-INF/ASiCManifest2.xml", file: "META-INF/timestamp2.tst" };
    await addStamped(files, world.authority, sampledAt + hour, wishes);
  }
  return files;
}

async function signedSample(random: Random, world: World): Promise<ForeignFiles> {
  const files = filesOf(asicE, {});
  randomData(random, files, 1 + random.below(5));
  const chain = [world.operator.certificate, world.intermediate.certificate];
  await addSigned(files, world.operator, chain, sampledAt);
  if (!random.oneIn(3)) {
    await addStamped(files, world.authority, sampledAt + hour, {
      manifest: "META-INF/ASiCManifest2.xml",
      file: "META-INF/timestamp2.tst",
      names: listed(files, true),
    });
  }
  return files;
}

/** Renews by archive manifests, one after another: the one before gets a number. */
async function archivedSample(random: Random, world: World): Promise<ForeignFiles> {
  let files = await stampedSample(random, world);
  const times = 1 + random.below(2);
  for (let n = 1; n <= times; n += 1) {
    const older = `META-INF/ASiCArchiveManifest00${String(n - 1)}.xml`;
    files = new Map([...files].map(([name, bytes]) => [name === archive ? older : name, bytes]));
    await addStamped(files, world.authority, sampledAt + (2 + n) * hour, {
      manifest: archive,
      file: `META-INF/timestamp00${String(n)}.tst`,
      names: listed(files, true),
    });
  }
  return files;
}

/** CAdES-B-T: a time-stamp over the signature value inside the signature. */
async function signedTSample(random: Random, world: World): Promise<ForeignFiles> {
  const files = filesOf(asicE, {});
  randomData(random, files, 1 + random.below(5));
  const chain = [world.operator.certificate, world.intermediate.certificate];
  await addSigned(files, world.operator, chain, sampledAt);
  const signature = files.get(signatureFile) ?? new Uint8Array();
  const imprint = digestOf("sha256", signatureValue(signature));
  const token = await world.authority.stamp(imprint, sampledAt + hour);
  files.set(signatureFile, withUnsigned(signature, [[cmsOids.signatureTimeStamp, token]]));
  return files;
}

/** An evidence record over everything there is, the tree shared with others. */
async function recordedSample(random: Random, world: World): Promise<ForeignFiles> {
  const files = random.oneIn(2)
    ? await signedSample(random, world)
    : await stampedSample(random, world);
  const names = listed(files, true);
  const objects = names.map((name) => digestOf("sha256", files.get(name) ?? new Uint8Array()));
  const at = sampledAt + 5 * hour;
  const wishes = { digest: "sha256", objects, at, neighbours: random.below(5) } as const;
  const stamp = await stampGroup(random, world.authority, wishes);
  addManifest(files, "META-INF/ASiCEvidenceRecordManifest.xml", recordFile, names);
  files.set(recordFile, writeEvidenceRecord(["sha256"], [[writeArchiveTimestamp(stamp)]]));
  return files;
}

async function simpleSample(random: Random, world: World): Promise<ForeignFiles> {
  const files = filesOf(asicS, {});
  randomData(random, files, 1);
  const content = files.get("root.txt") ?? new Uint8Array();
  if (random.oneIn(2)) {
    const imprint = digestOf("sha256", content);
    files.set("META-INF/timestamp.tst", await world.authority.stamp(imprint, sampledAt));
    return files;
  }
  const chain = [world.operator.certificate, world.intermediate.certificate];
  const { signer } = world.operator;
  const signature = await signCades({ content, signer, chain, signingTime: sampledAt });
  files.set("META-INF/signature.p7s", signature);
  return files;
}

const makers = {
  stamped: stampedSample,
  signed: signedSample,
  archived: archivedSample,
  signedT: signedTSample,
  recorded: recordedSample,
  simple: simpleSample,
} as const;
type MakerName = keyof typeof makers;
const makerNames: readonly MakerName[] = [
  "stamped",
  "signed",
  "archived",
  "signedT",
  "recorded",
  "simple",
];

interface Made {
  readonly entries: OddEntry[];
  readonly zip: Omit<OddZip, "entries">;
}

/** Written as other software may: deflated, with descriptors, times and an order of its own, a comment. */
async function made(random: Random, world: World, name: MakerName): Promise<Made> {
  const files = await makers[name](random, world);
  const entries = entriesOf(files).map((entry) => {
    if (entry.name === "mimetype" || !random.oneIn(3)) return entry;
    return { ...entry, deflate: true, descriptor: random.oneIn(2) };
  });
  return { entries, zip: {} };
}

/** The n-th good container: the kinds follow one another. */
export async function goodSample(n: number, random: Random, world: World): Promise<ForeignSample> {
  const name = makerNames[n % makerNames.length] ?? "stamped";
  const { entries, zip } = await made(random, world, name);
  return { kind: name, bytes: writeOddZip({ entries, ...zip }) };
}

type Spoil = (random: Random, made: Made) => Made;

function changed(
  entries: readonly OddEntry[],
  index: number,
  wishes: Partial<OddEntry>,
): OddEntry[] {
  return entries.map((entry, at) => (at === index ? { ...entry, ...wishes } : entry));
}

/** The index of an entry whose name fits. */
function indexOf(random: Random, entries: readonly OddEntry[], fits: RegExp): number {
  const found = entries.flatMap(({ name }, index) =>
    typeof name === "string" && fits.test(name) ? [index] : [],
  );
  return random.pick(found);
}

function flipped(random: Random, content: Uint8Array, from: number): Uint8Array {
  const bytes = Uint8Array.from(content);
  const at = Math.max(0, bytes.length - 1 - random.below(from));
  bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
  return bytes;
}

const dataName = /^(?!mimetype|META-INF)/u;
const evil: OddEntry = { name: "evil.txt", content: Uint8Array.of(1) };

function flipIn(fits: RegExp, last: number): Spoil {
  return (random, { entries, zip }) => {
    const index = indexOf(random, entries, fits);
    const content = entries[index]?.content ?? new Uint8Array();
    return { entries: changed(entries, index, { content: flipped(random, content, last) }), zip };
  };
}

function withEntry(wishes: (entries: readonly OddEntry[]) => OddEntry): Spoil {
  return (_, { entries, zip }) => ({ entries: [...entries, wishes(entries)], zip });
}

function onData(wishes: Partial<OddEntry>): Spoil {
  return (random, { entries, zip }) => ({
    entries: changed(entries, indexOf(random, entries, dataName), wishes),
    zip,
  });
}

function onZip(wishes: Omit<OddZip, "entries">): Spoil {
  return (_, { entries, zip }) => ({ entries, zip: { ...zip, ...wishes } });
}

/** What makes a good container bad, by name. */
export const spoils: Readonly<Record<string, Spoil>> = {
  member: flipIn(/^root\.txt$/u, 1_000),
  proof: flipIn(/\.(?:tst|p7s|ers)$/u, 20),
  uncovered: withEntry(() => evil),
  uncoveredMeta: withEntry(() => ({ ...evil, name: "META-INF/evil.txt" })),
  twice: withEntry(() => ({ ...evil, name: "root.txt" })),
  twiceByCase: withEntry(() => ({ ...evil, name: "ROOT.txt" })),
  missing: (random, { entries, zip }) => {
    const index = indexOf(random, entries, /^root\.txt$/u);
    return { entries: entries.filter((_, at) => at !== index), zip };
  },
  mimetypeDeflated: (_, { entries, zip }) => ({
    entries: changed(entries, 0, { deflate: true }),
    zip,
  }),
  mimetypeLast: (_, { entries, zip }) => ({
    entries: [...entries.slice(1), ...entries.slice(0, 1)],
    zip,
  }),
  mimetypeMissing: (_, { entries, zip }) => ({ entries: entries.slice(1), zip }),
  localName: onData({ local: { name: "other.txt" } }),
  localSize: onData({ deflate: false, descriptor: false, local: { size: 1_000 } }),
  localCrc: onData({ deflate: false, descriptor: false, local: { crc: 1 } }),
  crc: onData({ crc: 1 }),
  gap: onData({ gap: Uint8Array.of(1, 2, 3) }),
  link: onData({ mode: 0o120777 }),
  encrypted: onData({ deflate: false, descriptor: false, flags: 1 }),
  storedDescriptor: onData({ deflate: false, descriptor: true }),
  prefix: (_, { entries, zip }) => ({
    entries: changed(entries, 0, { gap: Uint8Array.of(1, 2, 3) }),
    zip,
  }),
  suffix: onZip({ behind: Uint8Array.of(1, 2, 3) }),
  beforeDirectory: onZip({ beforeDirectory: Uint8Array.of(1, 2, 3) }),
  disks: onZip({ disks: 1 }),
  climbing: withEntry(() => ({ ...evil, name: "../evil.txt" })),
  absolute: withEntry(() => ({ ...evil, name: "/evil.txt" })),
  backslash: withEntry(() => ({ ...evil, name: "a\\evil.txt" })),
};

/** The n-th bad container: the ways of going wrong follow one another, over a kind at random. */
export async function badSample(n: number, random: Random, world: World): Promise<ForeignSample> {
  const name = random.pick(makerNames);
  const ways = Object.entries(spoils);
  const [kind, spoil] = ways[n % ways.length] ?? [];
  if (kind === undefined || spoil === undefined) throw new RangeError("no way of going wrong");
  const { entries, zip } = spoil(random, await made(random, world, name));
  return { kind: `${kind} ${name}`, bytes: writeOddZip({ entries, ...zip }) };
}
