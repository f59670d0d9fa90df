import { foreignZipLimits } from "../../shared/container/zip-directory.ts";
import { readZip } from "../../shared/container/zip-reader.ts";
import { zipLength } from "../../shared/container/zip-records.ts";
import { memorySource } from "../../shared/digest/memory-source.ts";

/** Versions, and internal and external attributes (APPNOTE 4.4.2, 4.4.3, 4.4.14, 4.4.15). */
const centralFields = [
  { at: 4, length: 4 },
  { at: 36, length: 6 },
] as const;
const localVersion = { at: 4, length: 2 } as const;

/**
 * The offsets in an archive without extra fields and comments that decide neither a name nor a content: versions,
 * attributes, and the octet that ends a deflate stream, which may hold bits behind the last block (RFC 1951 3.1.1).
 * One flip can leave them within what is allowed; anywhere else it makes a difference to some reader.
 */
export async function unreadPlaces(bytes: Uint8Array): Promise<ReadonlySet<number>> {
  const read = await readZip(memorySource(bytes), foreignZipLimits);
  if (!read.ok) throw new Error(read.fault.rule);
  const { entries, tail } = read.value;
  const places = new Set<number>();
  const add = (start: number, length: number): void => {
    for (let at = start; at < start + length; at += 1) places.add(at);
  };
  let central = bytes.length - tail.length;
  for (const { name, method, offset, end } of entries) {
    add(offset + localVersion.at, localVersion.length);
    for (const { at, length } of centralFields) add(central + at, length);
    if (method === "deflated") add(end - 1, 1);
    central += zipLength.central + new TextEncoder().encode(name).length;
  }
  return places;
}
