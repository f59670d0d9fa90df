import { concatBytes } from "../bytes/octets.ts";
import { toUtf8 } from "../bytes/utf8.ts";
import { isPortablePath } from "./portable-path.ts";
import { foldName } from "./name-fold.ts";
import type { EntryRef, PackagePart } from "./package-part.ts";
import { centralHeader, endRecords, localHeader, type StoredHeader } from "./zip-records.ts";

/** The `mimetype` entry of ASiC-E (ETSI EN 319 162-1, annex A): 31 bytes, no line end. */
export const asicMimetype = "application/vnd.etsi.asic-e+zip";
export const mimetypeEntry: EntryRef & { readonly bytes: Uint8Array } = {
  name: "mimetype",
  sha256: "49f862215ba759e69b64ea99f5c0b115ccf2b78b391c9556607215d71c5c9f72",
  size: 31,
  crc32: 0x45f9218a,
  bytes: toUtf8(asicMimetype),
};

/** Most entries of a package, `mimetype` included: EU DSS takes 1,000 and editions add some. */
export const maxPackageEntries = 950;

/**
 * Lays out a ZIP of stored entries in the given order: no descriptors, no extra fields but zip64
 * where a number needs it, DOS time 1980-01-01. The same entries give the same bytes. Names that are
 * not portable or that clash are a programmer's error and throw: they were chosen by `portablePath`.
 */
export function layoutZip(
  entries: readonly (EntryRef & { readonly bytes?: Uint8Array })[],
): readonly PackagePart[] {
  const taken = new Set<string>();
  const parts: PackagePart[] = [];
  const headers: StoredHeader[] = [];
  let offset = 0;
  for (const entry of entries) {
    const folded = foldName(entry.name);
    if (!isPortablePath(entry.name)) throw new RangeError(`not a portable name: ${entry.name}`);
    if (taken.has(folded)) throw new RangeError(`a name given twice: ${entry.name}`);
    taken.add(folded);
    const header = { name: entry.name, size: entry.size, crc32: entry.crc32, offset };
    const local = localHeader(header);
    headers.push(header);
    parts.push(local);
    if (entry.size > 0) parts.push(entry.bytes ?? { digest: entry.sha256, size: entry.size });
    offset += local.length + entry.size;
  }
  const directory = headers.map(centralHeader);
  const size = directory.reduce((sum, header) => sum + header.length, 0);
  parts.push(concatBytes(...directory, endRecords(headers.length, offset, size)));
  return parts;
}

/**
 * Lays out a package: `mimetype` first, then the members in the given order (see `orderMembers`).
 * Throws where `layoutZip` does, and for more than 950 entries.
 */
export function layoutPackage(members: readonly EntryRef[]): readonly PackagePart[] {
  if (members.length + 1 > maxPackageEntries) throw new RangeError("too many entries");
  return layoutZip([mimetypeEntry, ...members]);
}
