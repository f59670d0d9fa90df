import { packageNames } from "../container/package-names.ts";
import { saturated32, zipLength, zipSignature } from "../container/zip-records.ts";
import type { ByteSource } from "../digest/byte-source.ts";

type ArchiveKind = "package" | "container";

/** An archive comment takes at most 65,535 bytes behind the end record; before it may stand those of zip64. */
const zip64Reach = zipLength.zip64End + zipLength.zip64Locator;
const endReach = zip64Reach + zipLength.end + 0xffff;
const maxDirectoryBytes = 8 * 1024 * 1024;
const maxNames = 70_000;
const maxNameLength = 256;

const mediaTypeAt = zipLength.local + packageNames.mimetype.length;
const asicMediaType = "application/vnd.etsi.asic-";
const asicNames = [
  /^META-INF\/ASiC(?:Archive|EvidenceRecord)?Manifest[^/]*\.xml$/iu,
  /^META-INF\/[^/]*timestamp[^/]*\.tst$/iu,
  /^META-INF\/[^/]*signature[^/]*\.p7s$/iu,
  /^META-INF\/[^/]*evidencerecord[^/]*\.(?:ers|xml)$/iu,
];

/**
 * Whether a file is an archive of ours or another ASiC container; undefined for neither. Only names are looked at, and
 * no field is believed beyond them: the examiners read the archive by their own strict rules.
 */
export async function recogniseArchive(
  source: ByteSource,
  head: Uint8Array,
): Promise<ArchiveKind | undefined> {
  const first = localNames(head);
  if (first.some(isOurs)) return "package";
  const names = [...first, ...(await centralNames(source))];
  if (names.some(isOurs)) return "package";
  const media = text(head.subarray(mediaTypeAt, mediaTypeAt + asicMediaType.length));
  const asic = media === asicMediaType || names.some(isAsic);
  return asic ? "container" : undefined;
}

function isOurs(name: string): boolean {
  return (
    name === packageNames.evidence ||
    name === packageNames.verify ||
    name.startsWith("META-INF/consortium/")
  );
}

function isAsic(name: string): boolean {
  return asicNames.some((pattern) => pattern.test(name));
}

/** Names of the entries that begin in the first bytes, one behind the other, as our writer puts them. */
function localNames(head: Uint8Array): readonly string[] {
  const view = viewOf(head);
  const names: string[] = [];
  for (let at = 0; at + zipLength.local <= head.length; ) {
    if (view.getUint32(at, true) !== zipSignature.local) break;
    const size = view.getUint32(at + 18, true);
    const end = at + zipLength.local + view.getUint16(at + 26, true);
    names.push(text(head.subarray(at + zipLength.local, end)));
    at = end + view.getUint16(at + 28, true) + size;
  }
  return names;
}

/** Names in the central directory, as far as it can be found and followed. */
async function centralNames(source: ByteSource): Promise<readonly string[]> {
  const tail = await source.read(Math.max(0, source.size - endReach), source.size);
  const found = findEnd(tail);
  if (found === undefined) return [];
  const { start, end } = found;
  if (start >= source.size || end > source.size || end <= start) return [];
  const bytes = await source.read(start, Math.min(end, start + maxDirectoryBytes));
  const view = viewOf(bytes);
  const names: string[] = [];
  for (let at = 0; at + zipLength.central <= bytes.length && names.length < maxNames; ) {
    if (view.getUint32(at, true) !== zipSignature.central) break;
    const nameEnd = at + zipLength.central + view.getUint16(at + 28, true);
    names.push(text(bytes.subarray(at + zipLength.central, nameEnd)));
    at = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return names;
}

/** Where the last end record says that the central directory lies, or, for numbers that it cannot hold, the one of zip64 before it. */
function findEnd(tail: Uint8Array): { readonly start: number; readonly end: number } | undefined {
  const view = viewOf(tail);
  for (let at = tail.length - zipLength.end; at >= 0; at -= 1) {
    if (tail[at] !== 0x50 || view.getUint32(at, true) !== zipSignature.end) continue;
    const wide = at - zip64Reach;
    const settled = (place: number, widePlace: number): number => {
      const number = view.getUint32(at + place, true);
      return number === saturated32 && wide >= 0
        ? Number(view.getBigUint64(wide + widePlace, true))
        : number;
    };
    const start = settled(16, 48);
    return { start, end: start + settled(12, 40) };
  }
  return undefined;
}

/** Each octet as a character, at most as many as a name of ours has. */
function text(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(0, maxNameLength));
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
