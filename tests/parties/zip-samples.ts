import { toUtf8 } from "../../shared/bytes/utf8.ts";
import { spoils } from "./foreign-samples.ts";
import { type OddEntry, type OddZip, writeOddZip } from "./odd-zip.ts";
import type { Random } from "./random.ts";

/** A ZIP that follows from a seed, and what is odd about it. */
export interface ZipSample {
  readonly kind: string;
  readonly bytes: Uint8Array;
}

type Made = Readonly<{ entries: OddEntry[]; zip: Omit<OddZip, "entries"> }>;
type Oddity = (random: Random, made: Made) => Made;

const letters = ["a", "B", "合", "é", "0", "-", " ", "+", "%", "&", "(", "😀"];
const folderMode = 0o040755;

/** An extra field of Info-ZIP: the time of modification, as most writers add it. */
const extendedTime = Uint8Array.of(0x55, 0x54, 5, 0, 1, 0, 0, 0, 0x60);

function goodMade(random: Random): Made {
  const entries: OddEntry[] = [{ name: "mimetype", content: toUtf8("text/plain") }];
  entries.push({ name: "root.txt", content: random.bytes(10 + random.below(60)) });
  if (random.oneIn(3)) entries.push({ name: "data/", mode: folderMode });
  for (let n = random.below(5); n > 0; n -= 1) {
    const name = Array.from({ length: 1 + random.below(6) }, () => random.pick(letters)).join("");
    const folder = random.pick(["", "data/", "data/inner/"]);
    const content = random.oneIn(4)
      ? new Uint8Array(random.below(3_000))
      : random.bytes(random.below(300));
    const deflate = random.oneIn(2);
    const extra = random.oneIn(4) ? { extra: extendedTime } : {};
    entries.push({
      name: `${folder}n${String(n)}${name}x`,
      content,
      deflate,
      descriptor: deflate && random.oneIn(2),
      central: extra,
      local: extra,
      ...(random.oneIn(5) ? { comment: "comment" } : {}),
    });
  }
  const order = entries.map((_, at) => at);
  return {
    entries,
    zip: {
      ...(random.oneIn(4) ? { order: order.reverse() } : {}),
      ...(random.oneIn(4) ? { comment: toUtf8("a comment, 注释") } : {}),
      ...(random.oneIn(4) ? { zip64: {} } : {}),
    },
  };
}

function onRoot(wishes: Partial<OddEntry>): Oddity {
  return (_, { entries, zip }) => ({
    entries: entries.map((one) => (one.name === "root.txt" ? { ...one, ...wishes } : one)),
    zip,
  });
}

function withMore(...more: readonly OddEntry[]): Oddity {
  return (_, { entries, zip }) => ({ entries: [...entries, ...more], zip });
}

function onZip(wishes: Omit<OddZip, "entries">): Oddity {
  return (_, { entries, zip }) => ({ entries, zip: { ...zip, ...wishes } });
}

const evil = { name: "evil.txt", content: toUtf8("evil") };
const stored = { deflate: false, descriptor: false };
/** The name of another file in a field that some readers take for the name (APPNOTE 4.6.9). */
const unicodePath = Uint8Array.of(0x75, 0x70, 13, 0, 1, 0, 0, 0, 0, ...toUtf8("evil.txt"));
/** An end record of an empty archive, as it may stand in a comment. */
const emptyEnd = Uint8Array.of(0x50, 0x4b, 5, 6, ...new Uint8Array(18));

const ownOddities: Readonly<Record<string, Oddity>> = {
  unicodePathCentral: onRoot({ central: { extra: unicodePath } }),
  unicodePathLocal: onRoot({ local: { extra: unicodePath } }),
  legacyName: withMore({ ...evil, name: Uint8Array.of(0x65, 0x82, 0x2e), flags: 0 }),
  brokenUtf8: withMore({ ...evil, name: Uint8Array.of(0x65, 0xff, 0x2e), flags: 0x0800 }),
  flagLocalOnly: onRoot({ local: { flags: 0x0800 } }),
  nameWithNul: withMore({ ...evil, name: Uint8Array.of(0x61, 0, 0x62) }),
  nameWithLineEnd: withMore({ ...evil, name: "a\nb" }),
  nameEmpty: withMore({ ...evil, name: "" }),
  nameOfDots: withMore({ ...evil, name: "data/./evil.txt" }),
  nameTwoSlashes: withMore({ ...evil, name: "data//evil.txt" }),
  nameWithDrive: withMore({ ...evil, name: "C:evil.txt" }),
  folderWithContent: withMore({ name: "folder/", content: toUtf8("hidden"), mode: folderMode }),
  fileAndFolder: withMore({ name: "root.txt/inner", content: toUtf8("below a file") }),
  fileThenFolder: withMore({ name: "root.txt/", mode: folderMode }),
  sizeSmaller: onRoot({ ...stored, deflate: true, size: 1 }),
  sizeLarger: onRoot({ ...stored, deflate: true, size: 5_000 }),
  storedSizeDiffers: onRoot({ ...stored, size: 1 }),
  deflateTail: onRoot({
    deflate: true,
    descriptor: false,
    content: toUtf8("one\n"),
    data: Uint8Array.of(0x01, 4, 0, 0xfb, 0xff, 0x6f, 0x6e, 0x65, 0x0a, 0x00),
  }),
  deflateCut: onRoot({
    deflate: true,
    descriptor: false,
    content: toUtf8("one\n"),
    data: Uint8Array.of(0x01, 4, 0, 0xfb, 0xff, 0x6f, 0x6e),
  }),
  descriptorLies: onRoot({ deflate: true, descriptor: true, descriptorSize: 100_000 }),
  descriptorWithSizes: onRoot({ deflate: true, descriptor: true, local: { size: 3 } }),
  methodDiffers: onRoot({ ...stored, local: { method: 8 } }),
  methodUnknown: onRoot({ ...stored, method: 14 }),
  methodDeflate64: onRoot({ ...stored, method: 9 }),
  timeDiffers: onRoot({ local: { time: 1 } }),
  strongEncryption: onRoot({ ...stored, flags: 0x0041 }),
  patchData: onRoot({ ...stored, flags: 0x0020 }),
  diskNumber: onRoot({ disk: 1 }),
  countFewer: (_, { entries, zip }) => ({ entries, zip: { ...zip, count: entries.length - 1 } }),
  countMore: (_, { entries, zip }) => ({ entries, zip: { ...zip, count: entries.length + 1 } }),
  directorySizeLess: onZip({ directorySize: 46 }),
  directoryStartEarly: (_, { entries, zip: { zip64: __, ...zip } }) => ({
    entries,
    zip: { ...zip, directoryStart: 3 },
  }),
  commentCut: onZip({ comment: toUtf8("comment"), commentLength: 3 }),
  commentLong: onZip({ comment: toUtf8("comment"), commentLength: 30 }),
  endInComment: onZip({ comment: emptyEnd }),
  zip64Count: onZip({ zip64: { count: 1 } }),
  zip64Start: onZip({ zip64: { start: 9 } }),
  sameDataTwice: (_, { entries, zip }) => ({
    entries,
    zip: { ...zip, order: [...entries.map((__, at) => at), 1] },
  }),
  entryNotListed: (_, { entries, zip }) => ({
    entries,
    zip: { ...zip, order: entries.slice(1).map((__, at) => at + 1) },
  }),
  device: onRoot({ mode: 0o020644 }),
  socket: onRoot({ mode: 0o140644 }),
};

/** Of those that spoil a container, the ones that spoil its ZIP. */
const zipSpoils = Object.entries(spoils).filter(
  ([kind]) => !["member", "proof", "uncovered", "uncoveredMeta", "missing"].includes(kind),
);
const oddities: readonly (readonly [string, Oddity])[] = [
  ...zipSpoils,
  ...Object.entries(ownOddities),
];

/** A ZIP that every reader must read alike. */
export function goodZip(random: Random): ZipSample {
  const { entries, zip } = goodMade(random);
  return { kind: "good", bytes: writeOddZip({ entries, ...zip }) };
}

/** The n-th ZIP that is odd in one way, or, every eighth time, good with one bit flipped. */
export function oddZipSample(n: number, random: Random): ZipSample {
  const { entries: plain, zip: whole } = goodMade(random);
  // Oddities add and take entries; an order of the directory would leave some out.
  const { order: _, ...rest } = whole;
  const made = { entries: plain, zip: rest };
  if (n % 8 === 7) {
    const bytes = Uint8Array.from(writeOddZip({ entries: made.entries, ...made.zip }));
    const at = random.below(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
    return { kind: "flip", bytes };
  }
  const [kind, oddity] = oddities[n % oddities.length] ?? [];
  if (kind === undefined || oddity === undefined) throw new RangeError("no oddity");
  const { entries, zip } = oddity(random, made);
  return { kind, bytes: writeOddZip({ entries, ...zip }) };
}
