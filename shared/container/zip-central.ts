import type { Rule } from "../rules/rule.ts";
import type { Refuse } from "../bytes/attempt.ts";
import { fromUtf8 } from "../bytes/utf8.ts";
import { littleEndian } from "./little-endian.ts";
import { foldName } from "./name-fold.ts";
import type { ForeignBounds, ZipLimits } from "./zip-directory.ts";
import { type CommonFields, readCommon, readEntryName, readExtras, widen } from "./zip-fields.ts";
import { saturated16, saturated32, zipLength, zipSignature } from "./zip-records.ts";

/** Where the central directory lies, as the end records say. */
export interface ZipEnd {
  readonly count: number;
  readonly start: number;
  readonly size: number;
  readonly comment: string;
}

/** An entry as the central directory describes it. */
export interface CentralEntry {
  readonly common: CommonFields;
  readonly name: string;
  readonly nameBytes: Uint8Array;
  readonly size: number;
  readonly compressedSize: number;
  readonly offset: number;
}

/** How many of a file's last bytes `readEnd` wants. */
export const endWindow = zipLength.zip64End + zipLength.zip64Locator + zipLength.end + 64;
/** The same where any comment may stand behind the end record. */
export const foreignEndWindow = endWindow + 0xffff;
const comments = [
  "",
  "mimetype=application/vnd.etsi.asic-e+zip",
  "mimetype=application/vnd.etsi.asic-s+zip",
] as const;

/** The end record stands at the very end, behind it at most a comment that ASiC knows. */
function findEnd(tail: Uint8Array, refuse: Refuse, base: number) {
  const { u16, u32 } = littleEndian(tail, refuse, base);
  for (const comment of comments) {
    const at = tail.length - zipLength.end - comment.length;
    if (at < 0 || u32(at) !== zipSignature.end || u16(at + 20) !== comment.length) continue;
    if (fromUtf8(tail.subarray(at + zipLength.end)) === comment) return { at, comment };
  }
  return refuse("end-record", base + tail.length);
}

/**
 * The last end record there is, whose comment must reach to the last byte: readers that look for the signature alone
 * and those that also compare the length then find the same one.
 */
function findForeignEnd(tail: Uint8Array, refuse: Refuse, base: number) {
  const { u16, u32 } = littleEndian(tail, refuse, base);
  for (let at = tail.length - zipLength.end; at >= 0; at -= 1) {
    if (tail[at] !== 0x50 || u32(at) !== zipSignature.end) continue;
    const length = u16(at + 20);
    const behind = tail.length - at - zipLength.end;
    if (length < behind) refuse("trailing-bytes", base + at);
    if (length > behind) refuse("comment-length", base + at);
    return { at, comment: fromUtf8(tail.subarray(at + zipLength.end)) ?? "" };
  }
  return refuse("end-record", base + tail.length);
}

/** What the zip64 records before the end record say; they stand directly before it. */
function readZip64End(tail: Uint8Array, at: number, refuse: Refuse, base: number) {
  const { u16, u32, u64 } = littleEndian(tail, refuse, base);
  const locator = at - zipLength.zip64Locator;
  const record = locator - zipLength.zip64End;
  if (record < 0 || u32(locator) !== zipSignature.zip64Locator) {
    return refuse("zip64-locator", base + Math.max(0, locator));
  }
  const placed = u64(locator + 8) === base + record && u32(record) === zipSignature.zip64End;
  if (!placed || u32(locator + 4) !== 0 || u32(locator + 16) !== 1) {
    refuse("zip64-locator", base + locator);
  }
  const whole = u64(record + 4) === zipLength.zip64End - 12;
  const disks = u32(record + 16) === 0 && u32(record + 20) === 0;
  const version = Math.max(u16(record + 12) & 0xff, u16(record + 14) & 0xff);
  const count = u64(record + 24);
  if (!whole || !disks || version > 63 || u64(record + 32) !== count) {
    refuse("zip64-end", base + record);
  }
  return { record, count, size: u64(record + 40), start: u64(record + 48) };
}

/** A number of the end record against its zip64 one, which counts only when the former is saturated. */
function settleNumber(narrow: number, full: number, wide: number, refuse: Refuse, at: number) {
  if (narrow !== full && narrow !== wide) refuse("zip64-contradiction", at);
  return narrow === full ? wide : narrow;
}

/**
 * Reads the end records. The directory they name must end where they begin.
 *
 * @param tail the last `endWindow` (`foreignEndWindow`) bytes of the file, or all of a shorter one
 * @param base offset of `tail` in the file
 */
export function readEnd(tail: Uint8Array, refuse: Refuse, base: number, foreign = false): ZipEnd {
  const { at, comment } = (foreign ? findForeignEnd : findEnd)(tail, refuse, base);
  const { u16, u32 } = littleEndian(tail, refuse, base);
  if (u16(at + 4) !== 0 || u16(at + 6) !== 0) refuse("several-disks", base + at);
  const count = u16(at + 10);
  if (u16(at + 8) !== count) refuse("entry-count", base + at);
  const size = u32(at + 12);
  const start = u32(at + 16);
  const wide = count === saturated16 || size === saturated32 || start === saturated32;
  const end = wide ? readZip64End(tail, at, refuse, base) : { record: at, count, size, start };
  const place = base + at;
  const found = {
    count: settleNumber(count, saturated16, end.count, refuse, place),
    size: settleNumber(size, saturated32, end.size, refuse, place),
    start: settleNumber(start, saturated32, end.start, refuse, place),
    comment,
  };
  if (found.start + found.size !== base + end.record) refuse("directory-place", place);
  return found;
}

/** Only regular files and folders: a link or a device would be made by whoever unpacks. */
function refuseSpecial(attributes: number, folder: boolean, refuse: Refuse, at: number): void {
  const unixType = attributes >>> 28;
  const dosVolume = (attributes & 0x08) !== 0;
  const dosFolder = (attributes & 0x10) !== 0;
  if (unixType === 0o12) refuse("symbolic-link", at);
  const plain = unixType === 0 || unixType === (folder ? 0o04 : 0o10);
  if (!plain || dosVolume || (dosFolder && !folder)) refuse("special-file", at);
}

function readHeader(bytes: Uint8Array, at: number, refuse: Refuse, base: number, foreign: boolean) {
  const { u16, u32 } = littleEndian(bytes, refuse, base);
  const here = base + at;
  if (u32(at) !== zipSignature.central) refuse("central-signature", here);
  const common = readCommon(bytes, at + 6, refuse, base);
  const commentLength = u16(at + 32);
  if (commentLength !== 0 && !foreign) refuse("comment", here);
  if (u16(at + 34) !== 0) refuse("several-disks", here);
  if (u16(at + 36) > 1) refuse("internal-attributes", here);
  const nameAt = at + zipLength.central;
  const extraAt = nameAt + common.nameLength;
  const extraEnd = extraAt + common.extraLength;
  const end = extraEnd + commentLength;
  if (end > bytes.length) refuse("truncated", here);
  const nameBytes = bytes.subarray(nameAt, extraAt);
  const name = readEntryName(nameBytes, common.flags, refuse, base + nameAt);
  const folder = name.endsWith("/");
  refuseSpecial(u32(at + 38), folder, refuse, here);
  const wide = readExtras(bytes.subarray(extraAt, extraEnd), refuse, base + extraAt, foreign);
  const narrow = [common.size, common.compressedSize, u32(at + 42)];
  const [size = 0, compressedSize = 0, offset = 0] = widen(narrow, wide, refuse, here);
  const empty = size === 0 && compressedSize === 0 && common.crc32 === 0;
  if (folder && !empty) refuse("folder-content", here);
  if (common.method === "stored" && size !== compressedSize) refuse("stored-size", here);
  return { entry: { common, name, nameBytes, size, compressedSize, offset }, end };
}

/** In which way a name that is there already is there again. */
function clashOf(name: string, other: string): Rule {
  if (name === other) return "name-twice";
  if (name.endsWith("/") !== other.endsWith("/")) return "name-twice-slash";
  return name.normalize("NFC") === other.normalize("NFC") ? "name-twice-form" : "name-twice-case";
}

/** Names that a file system could take for one another, or one that is a file and a folder at once. */
function refuseClashes(entries: readonly CentralEntry[], refuse: Refuse, base: number): void {
  const seen = new Map<string, string>();
  for (const { name } of entries) {
    const folded = foldName(name.replace(/\/$/u, ""));
    const other = seen.get(folded);
    if (other !== undefined) refuse(clashOf(name, other), base);
    seen.set(folded, name);
  }
  const files = [...seen].flatMap(([folded, name]) => (name.endsWith("/") ? [] : [folded]));
  // A name may be a path of thousands of folders: its files are looked for among the names, not each folder among the files.
  const sorted = [...seen.keys()].sort(byUnits);
  for (const file of files) {
    const folder = `${file}/`;
    if (sorted[firstAtOrAfter(sorted, folder)]?.startsWith(folder) === true)
      refuse("name-below-file", base);
  }
}

function byUnits(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}

/** The place of the first of sorted texts that does not stand before this one. */
function firstAtOrAfter(sorted: readonly string[], text: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((sorted[middle] ?? "") < text) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Deflated entries that claim to hold far more than their data, alone or together. */
function refuseBombs(
  entries: readonly CentralEntry[],
  bounds: ForeignBounds,
  refuse: Refuse,
  base: number,
): void {
  const isBomb = (size: number, compressed: number) =>
    size > bounds.smallBytes && size > bounds.ratio * compressed;
  let total = 0;
  let compressed = 0;
  for (const { common, size, compressedSize } of entries) {
    if (common.method === "stored") continue;
    if (isBomb(size, compressedSize)) refuse("inflated-ratio", base);
    total += size;
    compressed += compressedSize;
  }
  if (isBomb(total, compressed)) refuse("inflated-ratio", base);
  if (total > bounds.inflatedBytes) refuse("inflated-total", base);
}

/** Reads the central directory, whole: as many headers as the end records say, and nothing else. */
export function readCentral(
  bytes: Uint8Array,
  end: ZipEnd,
  limits: ZipLimits,
  refuse: Refuse,
): readonly CentralEntry[] {
  if (end.count > limits.entries) refuse("too-many-entries", end.start);
  const entries: CentralEntry[] = [];
  let at = 0;
  for (let index = 0; index < end.count; index += 1) {
    if (at === bytes.length) refuse("entry-count", end.start + at);
    const read = readHeader(bytes, at, refuse, end.start, limits.foreign !== undefined);
    entries.push(read.entry);
    at = read.end;
  }
  if (at !== bytes.length) refuse("entry-count", end.start + at);
  refuseClashes(entries, refuse, end.start);
  if (limits.foreign !== undefined) refuseBombs(entries, limits.foreign, refuse, end.start);
  return entries;
}
