import { deflateSync } from "fflate";
import { concatBytes } from "../../../shared/bytes/octets.ts";
import { toUtf8 } from "../../../shared/bytes/utf8.ts";
import { crc32 } from "../../../shared/digest/crc32.ts";
import type { Random } from "../../parties/random.ts";
import { mutateDer } from "./der-tree.ts";
import { mutateJson } from "./json-tree.ts";
import type { Mutator } from "./mutator.ts";
import { mutateOctets } from "./octets.ts";
import { mutateLines } from "./text-lines.ts";
import { mutateXml } from "./xml-nodes.ts";
import {
  readZipFile,
  writeZipFile,
  type ZipFile,
  type ZipHeader,
  type ZipRecord,
} from "./zip-file.ts";

type Edit = (file: ZipFile, random: Random, other: ZipFile) => void;

const fields = ["version", "flags", "method", "time", "date", "crc", "packed", "size"] as const;
const tellingNumbers = [
  0, 1, 2, 8, 9, 12, 20, 21, 45, 63, 0x800, 0x8000, 0xffff, 0xfffffffe, 0xffffffff,
];

/** One of the two headers of an entry, or both alike. */
function headers(record: ZipRecord, random: Random): readonly ZipHeader[] {
  return random.pick([[record.local], [record.central], [record.local, record.central]]);
}

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

function otherName(name: Uint8Array, random: Random, file: ZipFile): Uint8Array {
  const text = textOf(name);
  const another = file.records[random.below(file.records.length)]?.local.name ?? name;
  return random.pick([
    another,
    toUtf8(text.toUpperCase()),
    toUtf8(text.normalize("NFD")),
    toUtf8(`../${text}`),
    toUtf8(`/${text}`),
    toUtf8(text.replaceAll("/", "\\")),
    toUtf8(`${text}/`),
    toUtf8(`${text}\u0000x`),
    toUtf8(text.replace("META-INF", "meta-inf")),
    toUtf8("META-INF/ASiCManifest003.xml"),
    toUtf8("META-INF/timestamp009.tst"),
    toUtf8("META-INF/evidencerecord001.ers"),
    toUtf8("META-INF/signatures.xml"),
    new Uint8Array(),
    mutateOctets(name, random, another),
  ]);
}

/** Changes content by what its name says it is, and its CRC and sizes with it. */
function changeContent(record: ZipRecord, random: Random, other: ZipRecord | undefined): void {
  const name = textOf(record.local.name);
  const mutate = contentMutator(name, random);
  setContent(record, mutate(record.data, random, other?.data ?? record.data), 0);
}

export function contentMutator(name: string, random: Random): Mutator {
  if (random.oneIn(5)) return mutateOctets;
  if (name.endsWith(".xml")) return mutateXml;
  if (/\.jsonl?$/u.test(name)) return mutateJson;
  if (/\.(tst|p7s|crt|crl|ocsp|tsq|tsr|ers)$/u.test(name)) return mutateDer;
  return name.endsWith(".pdf") ? mutateOctets : mutateLines;
}

function setContent(record: ZipRecord, content: Uint8Array, method: 0 | 8): void {
  record.data = method === 8 ? deflateSync(content) : content;
  for (const header of [record.local, record.central]) {
    header.method = method;
    header.crc = crc32(content);
    header.packed = record.data.length;
    header.size = content.length;
  }
}

function anyOf(file: ZipFile, random: Random): ZipRecord | undefined {
  return file.records[random.below(file.records.length)];
}

const withRecord =
  (edit: (record: ZipRecord, random: Random, file: ZipFile, other: ZipFile) => void): Edit =>
  (file, random, other) => {
    const record = anyOf(file, random);
    if (record !== undefined) edit(record, random, file, other);
  };

const edits: readonly Edit[] = [
  withRecord((record, random) => {
    const field = random.pick(fields);
    const number = random.oneIn(2) ? random.pick(tellingNumbers) : undefined;
    for (const header of headers(record, random)) header[field] = number ?? header[field] + 1;
  }),
  withRecord((record, random) => {
    for (const header of headers(record, random)) header.flags ^= 1 << random.below(16);
  }),
  withRecord((record, random, file) => {
    const name = otherName(record.local.name, random, file);
    for (const header of headers(record, random)) header.name = name;
  }),
  withRecord((record, random, _, other) => changeContent(record, random, anyOf(other, random))),
  withRecord((record, random, _, other) => changeContent(record, random, anyOf(other, random))),
  withRecord((record, random, _, other) => changeContent(record, random, anyOf(other, random))),
  withRecord((record, random) => {
    const extra = random.pick([
      Uint8Array.of(1, 0, 16, 0, ...random.bytes(16)),
      Uint8Array.of(0x75, 0x70, 5, 0, ...random.bytes(5)),
      random.bytes(random.below(12)),
    ]);
    for (const header of headers(record, random)) header.extra = extra;
  }),
  withRecord((record) => setContent(record, record.data, 8)),
  withRecord((record, random) => {
    record.after = concatBytes(toUtf8("PK\x07\x08"), random.bytes(12));
    record.local.flags |= 8;
    record.central.flags |= 8;
  }),
  withRecord((record, random) => {
    record.after = random.bytes(1 + random.below(30));
  }),
  withRecord((record, random) => {
    record.external = random.pick([0, 0xa1ff0000, 0x41ed0010, 0x10]);
    record.madeBy = random.pick([20, 0x0314, 0x0b14]);
  }),
  withRecord((record, random) => {
    record.shift = random.pick([-1, 1, -30, 30, 4, 0x7fffffff]);
  }),
  withRecord((record, random) => {
    record.comment = random.bytes(random.below(20));
    record.disk = random.below(2);
    record.internal = random.below(2);
  }),
  (file, random) => {
    file.order.push(random.below(file.records.length));
  },
  (file, random) => void file.order.splice(random.below(file.order.length), 1),
  (file, random) => {
    const [moved] = file.order.splice(random.below(file.order.length), 1);
    if (moved !== undefined) file.order.splice(random.below(file.order.length + 1), 0, moved);
  },
  (file, random) => {
    file.records.splice(random.below(file.records.length), 1);
    file.order = file.records.map((_, index) => index);
  },
  (file, random, other) => {
    const added = anyOf(random.oneIn(2) ? other : file, random);
    if (added === undefined) return;
    const copy = { ...added, local: { ...added.local }, central: { ...added.central } };
    file.records.splice(random.below(file.records.length + 1), 0, copy);
    file.order = file.records.map((_, index) => index);
  },
  (file, random) => {
    const gap = random.bytes(1 + random.below(40));
    const place = random.below(5);
    if (place === 0) file.before = gap;
    else if (place === 1) file.gaps[0] = gap;
    else if (place === 2) file.gaps[1] = gap;
    else if (place === 3) file.after = gap;
    else file.comment = gap;
  },
  (file, random) => {
    file.end[random.pick(["entries", "size", "offset", "disk"] as const)] = random.pick([
      -1, 1, 46, 60_000,
    ]);
  },
  (file) => {
    file.zip64 = true;
  },
];

/** Edits of a ZIP's records and contents; what surrounds the edited place is made to fit. */
export const mutateZip: Mutator = (input, random, other) => {
  const file = readZipFile(input);
  if (file === undefined || file.records.length === 0) return mutateOctets(input, random, other);
  random.pick(edits)(file, random, readZipFile(other) ?? file);
  return writeZipFile(file);
};
