import { concatBytes, equalBytes } from "../bytes/octets.ts";
import { malformed, ok, type Result } from "../bytes/result.ts";
import { isPortablePath } from "./portable-path.ts";
import type { ZipDirectory } from "./zip-directory.ts";
import { centralHeader, endRecords, localHeader, type StoredHeader } from "./zip-records.ts";

/**
 * Whether everything of a ZIP that is not content equals, byte for byte, what `layoutZip` would emit
 * for the same names, sizes and CRCs (strict rule b). The headers are laid out again and compared.
 */
export function compareSkeleton(directory: ZipDirectory): Result<true> {
  const headers: StoredHeader[] = [];
  let offset = 0;
  for (const entry of directory.entries) {
    const { name, size, crc32 } = entry;
    const expected = { name, size, crc32, offset };
    if (entry.method !== "stored") return malformed("skeleton-method", entry.offset);
    if (!isPortablePath(name)) return malformed("skeleton-name", entry.offset);
    if (entry.offset !== offset) return malformed("skeleton-order", entry.offset);
    if (!equalBytes(entry.header, localHeader(expected))) {
      return malformed("skeleton-local", offset);
    }
    headers.push(expected);
    offset = entry.end;
  }
  const directoryBytes = concatBytes(...headers.map(centralHeader));
  const end = endRecords(headers.length, offset, directoryBytes.length);
  return equalBytes(directory.tail, concatBytes(directoryBytes, end))
    ? ok(true)
    : malformed("skeleton-tail", offset);
}
