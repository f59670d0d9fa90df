import type { ByteSource, RangeDigests } from "../../../shared/digest/byte-source.ts";
import type { RunningDigest } from "../../../shared/digest/digest.ts";
import type { ReadableFile } from "./readable-file.ts";
import type { DigestPool } from "./running-digests.ts";

const maxRead = 16 * 1024 * 1024;
/** What a small read brings with it: the entries of a package lie one behind the other. */
const block = 1024 * 1024;
const keptBlocks = 8;
/** A long range is read in pieces of this length, and the next ones while one is digested. */
const piece = 8 * 1024 * 1024;
const ahead = 2;

/**
 * The bytes of a file, most of which never lie in memory at once.
 *
 * @param digested hears how many bytes were digested; with a small range, all of it at once
 * Rejects when the browser cannot read, or when the file has changed since it was given.
 */
export function blobSource(
  file: Pick<ReadableFile, "size" | "slice">,
  pool: DigestPool,
  digested: (bytes: number) => void = () => undefined,
): ByteSource {
  const slice = async (start: number, end: number): Promise<Uint8Array> => {
    const bytes = new Uint8Array(await file.slice(start, end).arrayBuffer());
    if (bytes.length !== end - start)
      throw new Error("the browser gave fewer bytes than asked for");
    return bytes;
  };
  const blocks = new Map<number, Promise<Uint8Array>>();
  const blockAt = (start: number): Promise<Uint8Array> => {
    const known = blocks.get(start);
    if (known !== undefined) {
      // Moved to the young end.
      blocks.delete(start);
      blocks.set(start, known);
      return known;
    }
    const reading = slice(start, Math.min(start + block, file.size));
    blocks.set(start, reading);
    for (const oldest of blocks.keys()) {
      if (blocks.size <= keptBlocks) break;
      blocks.delete(oldest);
    }
    return reading;
  };
  const small = async (start: number, end: number): Promise<Uint8Array> => {
    const from = start - (start % block);
    const first = await blockAt(from);
    if (end <= from + block) return first.slice(start - from, end - from);
    const second = await blockAt(from + block);
    const joined = new Uint8Array(end - start);
    joined.set(first.subarray(start - from));
    joined.set(second.subarray(0, end - from - block), from + block - start);
    return joined;
  };
  const inside = (start: number, end: number): void => {
    const fits = Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start <= end;
    if (!fits || end > file.size) throw new RangeError("range outside the source");
  };
  return {
    size: file.size,
    async read(start, end) {
      inside(start, end);
      if (end - start > maxRead) throw new RangeError("more than 16 MiB at once");
      return end - start <= block ? small(start, end) : slice(start, end);
    },
    async digest(start, end, names) {
      inside(start, end);
      const running = await Promise.all(
        names.map(async (name) => [name, await pool.take(name)] as const),
      );
      const digests = running.map(([, digest]) => digest);
      if (end - start <= block) update(digests, await small(start, end), digested);
      else {
        for await (const part of partsOf(slice, start, end)) update(digests, part, digested);
      }
      const found: RangeDigests = Object.fromEntries(
        running.map(([name, digest]) => [name, digest.finish()]),
      );
      return found;
    },
  };
}

function update(
  digests: readonly RunningDigest[],
  part: Uint8Array,
  digested: (bytes: number) => void,
): void {
  for (const digest of digests) digest.update(part);
  digested(part.length);
}

/** The range in pieces, in order; while one is used the next are being read. */
async function* partsOf(
  slice: (start: number, end: number) => Promise<Uint8Array>,
  start: number,
  end: number,
): AsyncGenerator<Uint8Array> {
  const reading: Promise<Uint8Array>[] = [];
  let next = start;
  const readOn = (): void => {
    if (next >= end) return;
    const until = Math.min(next + piece, end);
    const part = slice(next, until);
    // Whoever waits for it hears of it; nobody may be waiting any more.
    part.catch(() => undefined);
    reading.push(part);
    next = until;
  };
  for (let count = 0; count < ahead; count += 1) readOn();
  for (let part = reading.shift(); part !== undefined; part = reading.shift()) {
    const bytes = await part;
    readOn();
    yield bytes;
  }
}
