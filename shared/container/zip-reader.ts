import { attempt, type Refuse } from "../bytes/attempt.ts";
import { concatBytes, equalBytes } from "../bytes/octets.ts";
import { malformed, type Result } from "../bytes/result.ts";
import type { ByteSource } from "../digest/byte-source.ts";
import { littleEndian } from "./little-endian.ts";
import {
  type CentralEntry,
  endWindow,
  foreignEndWindow,
  readCentral,
  readEnd,
} from "./zip-central.ts";
import {
  packageZipLimits,
  type ZipDirectory,
  type ZipEntry,
  type ZipLimits,
} from "./zip-directory.ts";
import { descriptorFlag, readCommon, readExtras } from "./zip-fields.ts";
import { saturated32, zipLength, zipSignature } from "./zip-records.ts";

const maxRead = 16 * 1024 * 1024;
const maxExtra = 1_024;

async function readRange(source: ByteSource, start: number, end: number): Promise<Uint8Array> {
  if (end - start <= maxRead) return source.read(start, end);
  const parts: Uint8Array[] = [];
  for (let at = start; at < end; at += maxRead) {
    parts.push(await source.read(at, Math.min(end, at + maxRead)));
  }
  return concatBytes(...parts);
}

/** The local header of an entry: as long as its own lengths say, once those are known. */
async function readLocalBytes(
  source: ByteSource,
  entry: CentralEntry,
  limit: number,
): Promise<Uint8Array | undefined> {
  const likely = zipLength.local + entry.nameBytes.length + 20;
  const end = Math.min(limit, entry.offset + likely);
  if (entry.offset + zipLength.local > end) return undefined;
  const bytes = await source.read(entry.offset, end);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = zipLength.local + view.getUint16(26, true) + view.getUint16(28, true);
  if (length <= bytes.length) return bytes.subarray(0, length);
  if (entry.offset + length > limit || length > likely + maxExtra) return undefined;
  return source.read(entry.offset, entry.offset + length);
}

/** Sizes in a local header: both in the zip64 field when either is saturated (APPNOTE 4.5.3). */
function localSizes(
  narrow: readonly [size: number, compressed: number],
  wide: readonly number[] | undefined,
  refuse: Refuse,
  at: number,
): readonly [number, number] {
  if (!narrow.includes(saturated32))
    return wide === undefined ? narrow : refuse("zip64-needless", at);
  const [size, compressed, ...rest] = wide ?? [];
  if (size === undefined || compressed === undefined || rest.length > 0) {
    return refuse("zip64-missing", at);
  }
  const agree = (one: number, other: number) => one === saturated32 || one === other;
  if (!agree(narrow[0], size) || !agree(narrow[1], compressed)) refuse("zip64-contradiction", at);
  return [size, compressed];
}

/** Compares a local header with its central one; gives whether sizes come in a descriptor, and how wide. */
function checkLocal(
  bytes: Uint8Array,
  entry: CentralEntry,
  refuse: Refuse,
  foreign: boolean,
): "none" | 4 | 8 {
  const at = entry.offset;
  const { u32 } = littleEndian(bytes, refuse, at);
  if (u32(0) !== zipSignature.local) refuse("local-signature", at);
  const local = readCommon(bytes, 4, refuse, at);
  const nameEnd = zipLength.local + local.nameLength;
  const name = bytes.subarray(zipLength.local, nameEnd);
  if (!equalBytes(name, entry.nameBytes)) refuse("local-name", at);
  const extras = bytes.subarray(nameEnd, nameEnd + local.extraLength);
  const wide = readExtras(extras, refuse, at + nameEnd, foreign);
  const [size, compressed] = localSizes([local.size, local.compressedSize], wide, refuse, at);
  const { common } = entry;
  if (local.flags !== common.flags) refuse("local-flags", at);
  if (local.method !== common.method) refuse("local-method", at);
  if (local.time !== common.time || local.date !== common.date) refuse("local-time", at);
  const sizesAgree = size === entry.size && compressed === entry.compressedSize;
  if ((local.flags & descriptorFlag) !== 0) {
    const empty = local.crc32 === 0 && size === 0 && compressed === 0;
    const known = foreign && local.crc32 === common.crc32 && sizesAgree;
    if (!empty && !known) refuse("local-descriptor", at);
    return wide === undefined ? 4 : 8;
  }
  if (local.crc32 !== common.crc32) refuse("local-crc", at);
  if (!sizesAgree) refuse("local-size", at);
  return "none";
}

/** Checks the descriptor behind the data of a deflated entry (APPNOTE 4.3.9, with its signature). */
function checkDescriptor(
  bytes: Uint8Array,
  width: 4 | 8,
  entry: CentralEntry,
  refuse: Refuse,
  at: number,
): void {
  const { u32, u64 } = littleEndian(bytes, refuse, at);
  const number = width === 4 ? u32 : u64;
  const agrees =
    u32(0) === zipSignature.descriptor &&
    u32(4) === entry.common.crc32 &&
    number(8) === entry.compressedSize &&
    number(8 + width) === entry.size;
  if (!agrees) refuse("descriptor", at);
}

/** Reads what stands at one entry's place; `end` is where the next record must begin. */
async function readEntry(
  source: ByteSource,
  entry: CentralEntry,
  limit: number,
  foreign: boolean,
): Promise<Result<{ readonly entry: ZipEntry; readonly end: number }>> {
  const header = await readLocalBytes(source, entry, limit);
  if (header === undefined) return malformed("truncated", entry.offset);
  const described = attempt((refuse: Refuse) => checkLocal(header, entry, refuse, foreign));
  if (!described.ok) return described;
  const start = entry.offset + header.length;
  const dataEnd = start + entry.compressedSize;
  const width = described.value;
  const end = width === "none" ? dataEnd : dataEnd + 8 + 2 * width;
  if (end > limit) return malformed("overlap", entry.offset);
  const descriptor = width === "none" ? undefined : await source.read(dataEnd, end);
  return attempt((refuse: Refuse) => {
    if (descriptor !== undefined && width !== "none") {
      checkDescriptor(descriptor, width, entry, refuse, dataEnd);
    }
    const { name, size, offset } = entry;
    const { method, crc32 } = entry.common;
    return { entry: { name, method, size, crc32, offset, header, start, end: dataEnd }, end };
  });
}

/**
 * Reads the structure of a ZIP and refuses it unless every byte has exactly one meaning: entries lie
 * one behind another from the first byte to the central directory, each local header says what the
 * central one says, the directory and the end records fill the rest. Refused: names given twice (also
 * under case folding and NFC) or leading elsewhere, encryption, methods but stored and deflated,
 * descriptors on stored entries, comments and extra fields of unknown meaning, links and devices,
 * numbers that contradict each other. Contents are not read; CRC-32 is for whoever digests them.
 * Limits with `foreign` let pass what other software writes and every reader takes alike: any comment, some
 * further extra fields, sizes given before and behind the data.
 *
 * Rejects when the source does.
 *
 * @see PKWARE APPNOTE.TXT 6.3.10, sections 4.3 to 4.5
 */
export async function readZip(
  source: ByteSource,
  limits: ZipLimits = packageZipLimits,
): Promise<Result<ZipDirectory>> {
  if (source.size < zipLength.end) return malformed("end-record");
  const foreign = limits.foreign !== undefined;
  const base = Math.max(0, source.size - (foreign ? foreignEndWindow : endWindow));
  const last = await source.read(base, source.size);
  const end = attempt((refuse: Refuse) => {
    const found = readEnd(last, refuse, base, foreign);
    if (found.size > limits.directoryBytes) refuse("directory-limit", found.start);
    return found;
  });
  if (!end.ok) return end;
  const { start, size, comment } = end.value;
  const tail = await readRange(source, start, source.size);
  const central = attempt((refuse: Refuse) =>
    readCentral(tail.subarray(0, size), end.value, limits, refuse),
  );
  if (!central.ok) return central;

  const found = new Map<string, ZipEntry>();
  let at = 0;
  for (const entry of [...central.value].sort((a, b) => a.offset - b.offset)) {
    if (entry.offset !== at) return malformed(entry.offset < at ? "overlap" : "hidden-bytes", at);
    const read = await readEntry(source, entry, start, foreign);
    if (!read.ok) return read;
    found.set(entry.name, read.value.entry);
    at = read.value.end;
  }
  if (at !== start) return malformed("hidden-bytes", at);
  return attempt((refuse: Refuse) => ({
    entries: central.value.map(({ name }) => found.get(name) ?? refuse("name-twice", start)),
    tail,
    comment,
  }));
}
