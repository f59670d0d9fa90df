import { type BigIntStats, constants, fstatSync, readSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { setImmediate } from "node:timers/promises";
import type { ByteSource, RangeDigest, RangeDigests } from "../../shared/digest/byte-source.ts";
import { type DigestTask, blockBytes, digestBlocks } from "./block-digest.ts";
import {
  type FarDigests,
  ThreadFailed,
  abandonDigestThread,
  idleDigestThread,
} from "./digest-thread.ts";
import { readAhead, readExactly } from "./read-ahead.ts";
import { startRangeDigests } from "./running-digests.ts";
import { SourceChanged } from "./source-changed.ts";

/** A file as a source of bytes; it is open until `close`. */
export interface FileSource extends ByteSource {
  close(): Promise<void>;
}

export interface FileSourceOptions {
  readonly signal?: AbortSignal;
  /** Called with the number of bytes that were read, or digested, since the last call. */
  readonly progress?: (bytes: number) => void;
}

const maxRead = 16 * 1024 * 1024;
/** A range up to this long is read or digested at once: 0.7 ms, less than handing it over costs. */
const smallRange = 1024 * 1024;
/** A range from this long on is worth a second thread when several digests are asked for. */
const largeRange = 8 * 1024 * 1024;
/** Milliseconds after which small ranges, one after the other, let other work in: also whoever would stop them. */
const longestHold = 10;

// A FIFO must not block the opening. Windows has no such flag.
const openFlags = constants.O_RDONLY | (constants.O_NONBLOCK || 0);

const sharedBuffer = new Uint8Array(blockBytes);

function readAtOnce(descriptor: number, into: Uint8Array, from: number): void {
  let done = 0;
  while (done < into.length) {
    const length = readSync(descriptor, into, done, into.length - done, from + done);
    if (length === 0) throw new SourceChanged("the file became shorter");
    done += length;
  }
}

/** Digests while the next pieces are being read, leaving the event loop free between pieces. */
async function digestPieces(
  handle: FileHandle,
  { start, end, names }: DigestTask,
  { signal, progress }: FileSourceOptions,
): Promise<RangeDigests> {
  const digests = startRangeDigests(names);
  for await (const piece of readAhead(handle, start, end)) {
    signal?.throwIfAborted();
    progress?.(piece.length);
    digests.update(piece);
  }
  return digests.finish();
}

/** What each digest costs, SHA-256 being 10. */
const costs: Readonly<Record<RangeDigest, number>> = {
  crc32: 3,
  sha256: 10,
  sha1: 11,
  sha224: 10,
  sha384: 25,
  sha512: 25,
  sm3: 50,
};

/** The dearest digest is computed here and the others in the thread, over the same pieces. */
async function digestLarge(
  handle: FileHandle,
  task: DigestTask,
  options: FileSourceOptions,
): Promise<RangeDigests> {
  const [dearest, ...others] = [...new Set(task.names)].sort((a, b) => costs[b] - costs[a]);
  const thread = others.length === 0 ? undefined : idleDigestThread();
  if (thread === undefined || dearest === undefined) return digestPieces(handle, task, options);
  try {
    return await digestBeside(handle, task, options, [dearest], thread.start(others));
  } catch (thrown) {
    if (!(thrown instanceof ThreadFailed)) throw thrown;
    abandonDigestThread();
    return digestPieces(handle, task, options);
  }
}

async function digestBeside(
  handle: FileHandle,
  { start, end }: DigestTask,
  { signal, progress }: FileSourceOptions,
  names: readonly RangeDigest[],
  away: FarDigests,
): Promise<RangeDigests> {
  const here = startRangeDigests(names);
  let before = Promise.resolve();
  try {
    for await (const piece of readAhead(handle, start, end, true)) {
      signal?.throwIfAborted();
      progress?.(piece.length);
      const taken = away.update(piece);
      // Awaited a piece later; that it failed is heard then.
      taken.catch(() => undefined);
      here.update(piece);
      await before;
      before = taken;
    }
    return { ...(await away.finish()), ...here.finish() };
  } finally {
    away.abandon();
  }
}

function unchanged(a: BigIntStats, b: BigIntStats): boolean {
  return a.size === b.size && a.mtimeNs === b.mtimeNs && a.ino === b.ino;
}

/**
 * Opens a regular file. Reads and digests reject with `SourceChanged` when the file changed since, with
 * the signal's reason when stopped, and with the system's error. Anything but a regular file is
 * `SourceChanged` as well: whoever opens by name has looked before.
 */
export async function openFileSource(
  path: string,
  options: FileSourceOptions = {},
): Promise<FileSource> {
  const { signal, progress } = options;
  const handle = await open(path, openFlags);
  const descriptor = handle.fd;
  let opened: BigIntStats;
  try {
    opened = fstatSync(descriptor, { bigint: true });
    if (!opened.isFile()) throw new SourceChanged("not a regular file");
  } catch (thrown) {
    await handle.close();
    throw thrown;
  }
  const size = Number(opened.size);
  let heldSince = performance.now();

  async function letOthersIn(): Promise<void> {
    await setImmediate();
    heldSince = performance.now();
  }

  function range(start: number, end: number): number {
    signal?.throwIfAborted();
    const inside = Number.isSafeInteger(start) && Number.isSafeInteger(end) && start >= 0;
    if (!inside || start > end || end > size) throw new RangeError("range outside the source");
    return end - start;
  }

  function confirm(): void {
    const now = fstatSync(descriptor, { bigint: true });
    if (!unchanged(opened, now)) throw new SourceChanged("the file changed while it was read");
  }

  return {
    size,
    close: () => handle.close(),
    async read(start, end) {
      if (performance.now() - heldSince > longestHold) await letOthersIn();
      const bytes = new Uint8Array(range(start, end));
      if (bytes.length > maxRead) throw new RangeError("at most 16 MiB at once");
      if (bytes.length <= smallRange) readAtOnce(descriptor, bytes, start);
      else await readExactly(handle, bytes, start);
      progress?.(bytes.length);
      return bytes;
    },
    async digest(start, end, names) {
      if (performance.now() - heldSince > longestHold) await letOthersIn();
      const length = range(start, end);
      const task: DigestTask = { descriptor, start, end, names };
      let digests: RangeDigests;
      if (length <= smallRange) digests = digestBlocks(task, sharedBuffer, progress);
      else if (length < largeRange) digests = await digestPieces(handle, task, options);
      else digests = await digestLarge(handle, task, options);
      confirm();
      return digests;
    },
  };
}
