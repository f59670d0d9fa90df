import { closeSync, constants, fstatSync, openSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import type { RangeDigest, RangeDigests } from "../../shared/digest/byte-source.ts";
import { blockBytes, digestBlocks } from "./block-digest.ts";
import { openFileSource } from "./file-source.ts";
import { SourceChanged } from "./source-changed.ts";

export interface DigestFilesOptions {
  readonly signal?: AbortSignal;
  /** Called after each file with its place in the list and its size. */
  readonly onFile?: (index: number, bytes: number) => void;
}

/** A larger file is left to a source, which does not hold the thread. */
const smallFile = 1024 * 1024;
/** How long the event loop waits at most for a run of small files, in milliseconds. */
const longestHold = 10;

const openFlags = constants.O_RDONLY | (constants.O_NONBLOCK || 0);

interface SmallFile {
  readonly digests: RangeDigests;
  readonly bytes: number;
}

/** Digests a small file without leaving the thread: five awaited calls would cost more than the work. */
function digestSmall(
  path: string,
  names: readonly RangeDigest[],
  buffer: Uint8Array,
): SmallFile | undefined {
  const descriptor = openSync(path, openFlags);
  try {
    const before = fstatSync(descriptor);
    if (!before.isFile()) throw new SourceChanged("not a regular file");
    if (before.size > smallFile) return undefined;
    const digests = digestBlocks({ descriptor, start: 0, end: before.size, names }, buffer);
    const after = fstatSync(descriptor);
    if (after.size !== before.size || after.mtimeMs !== before.mtimeMs) {
      throw new SourceChanged("the file changed while it was read");
    }
    return { digests, bytes: before.size };
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Digests of many whole files, in the order of `paths`. Rejects at the first file that cannot be read,
 * as `openFileSource` does, and with the signal's reason when stopped.
 */
export async function digestFiles(
  paths: readonly string[],
  names: readonly RangeDigest[],
  { signal, onFile }: DigestFilesOptions = {},
): Promise<readonly RangeDigests[]> {
  const buffer = new Uint8Array(blockBytes);
  const all: RangeDigests[] = [];
  let heldSince = performance.now();
  for (const [index, path] of paths.entries()) {
    signal?.throwIfAborted();
    const small = digestSmall(path, names, buffer);
    if (small !== undefined) {
      all.push(small.digests);
      onFile?.(index, small.bytes);
    } else {
      const source = await openFileSource(path, signal === undefined ? {} : { signal });
      try {
        all.push(await source.digest(0, source.size, names));
        onFile?.(index, source.size);
      } finally {
        await source.close();
      }
    }
    if (performance.now() - heldSince > longestHold) {
      await setImmediate();
      heldSince = performance.now();
    }
  }
  return all;
}
