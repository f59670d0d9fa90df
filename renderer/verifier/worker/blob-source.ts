import type { ByteSource, RangeDigest, RangeDigests } from "../../../shared/digest/byte-source.ts";
import type { DigestLane, FarDigests } from "./digest-lane.ts";
import type { ReadableFile } from "./readable-file.ts";
import type { DigestPool } from "./running-digests.ts";

const maxRead = 16 * 1024 * 1024;
/** What a small read brings with it: the entries of a package lie one behind the other. */
const block = 1024 * 1024;
const keptBlocks = 8;
/** A long range is read in pieces of this length, and the next ones while one is digested. */
const piece = 4 * 1024 * 1024;
const ahead = 2;
/** From this length on a range is worth the way to another worker. */
export const worthLane = 32 * 1024 * 1024;

/** Where digests are computed. */
export interface Digests {
  readonly pool: DigestPool;
  /** For the long ranges; without it they are computed where they are read. */
  readonly lane?: DigestLane;
}

/**
 * The bytes of a file, most of which never lie in memory at once.
 *
 * @param digested hears how many bytes were digested; with a small range, all of it at once
 * Rejects when the browser cannot read, or when the file has changed since it was given.
 */
export function blobSource(
  file: Pick<ReadableFile, "size" | "slice">,
  digests: Digests,
  digested: (bytes: number) => void = () => undefined,
): ByteSource {
  const slice = async (start: number, end: number): Promise<Uint8Array<ArrayBuffer>> => {
    const bytes = new Uint8Array(await file.slice(start, end).arrayBuffer());
    if (bytes.length !== end - start)
      throw new Error("the browser gave fewer bytes than asked for");
    return bytes;
  };
  const blocks = new Map<number, Promise<Uint8Array<ArrayBuffer>>>();
  const blockAt = (start: number): Promise<Uint8Array<ArrayBuffer>> => {
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
  const small = async (start: number, end: number): Promise<Uint8Array<ArrayBuffer>> => {
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
      const read = async function* () {
        if (end - start <= block) yield small(start, end);
        else yield* partsOf(slice, start, end);
      };
      const far =
        end - start < worthLane ? undefined : await digests.lane?.start(names.filter(isFar));
      if (far !== undefined) {
        const found = await digestApart(far, names, read(), digests, digested);
        if (found !== undefined) return found;
      }
      return digestHere(names, read(), digests, digested);
    },
  };
}

type Parts = AsyncIterable<Uint8Array<ArrayBuffer>>;

async function digestHere(
  names: readonly RangeDigest[],
  parts: Parts,
  { pool }: Digests,
  digested: (bytes: number) => void,
): Promise<RangeDigests> {
  const running = await Promise.all(
    names.map(async (name) => [name, await pool.take(name)] as const),
  );
  for await (const part of parts) {
    for (const [, digest] of running) digest.update(part);
    digested(part.length);
  }
  return Object.fromEntries(running.map(([name, digest]) => [name, digest.finish()]));
}

/** CRC-32 costs little more than the reading, and is computed beside it; the digests cost most of the time. */
const isFar = (name: RangeDigest): boolean => name !== "crc32";

/** Reads and computes the CRC here, and lets the lane digest. Undefined where either fails: who tries again hears why. */
async function digestApart(
  far: FarDigests,
  names: readonly RangeDigest[],
  parts: Parts,
  digests: Digests,
  digested: (bytes: number) => void,
): Promise<RangeDigests | undefined> {
  const handedOver = async function* (): Parts {
    for await (const part of parts) {
      yield part;
      await far.update(part);
    }
  };
  try {
    const near = names.filter((name) => !isFar(name));
    const here = await digestHere(near, handedOver(), digests, digested);
    return { ...here, ...(await far.finish()) };
  } catch {
    far.abandon();
    return undefined;
  }
}

/** The range in pieces, in order; while one is used the next are being read. */
async function* partsOf(
  slice: (start: number, end: number) => Promise<Uint8Array<ArrayBuffer>>,
  start: number,
  end: number,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reading: Promise<Uint8Array<ArrayBuffer>>[] = [];
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
