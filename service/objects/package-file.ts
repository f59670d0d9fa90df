import { createReadStream } from "node:fs";
import { dirname } from "node:path";
import { makeFolder, writeAll, writeDurably } from "../../platform/files/durable.ts";
import type { PackagePart } from "../../shared/container/package-part.ts";
import { toHex } from "../../shared/bytes/hex.ts";
import { startRangeDigests } from "../../platform/hashing/running-digests.ts";
import type { ObjectStore } from "./store.ts";
import { writing } from "./write-fault.ts";

/** How large the pieces are in which objects are read and written. */
const pieceBytes = 1024 * 1024;
/** Parts smaller than this are gathered before they are written. */
const gatherBytes = 64 * 1024;

/** The bytes of laid-out parts in order. Rejects when an object has not the size it was laid out with. */
export async function* bytesOfParts(
  parts: readonly PackagePart[],
  store: ObjectStore,
): AsyncGenerator<Uint8Array> {
  for (const part of parts) {
    if (part instanceof Uint8Array) {
      yield part;
      continue;
    }
    let size = 0;
    const pieces = createReadStream(store.pathOf(part.digest), { highWaterMark: pieceBytes });
    for await (const piece of pieces) {
      if (!(piece instanceof Uint8Array)) throw new TypeError("a file gives bytes");
      size += piece.length;
      yield piece;
    }
    if (size !== part.size) throw new Error(`object ${part.digest} has ${String(size)} bytes`);
  }
}

async function* gathered(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let waiting: Uint8Array[] = [];
  let size = 0;
  for await (const piece of pieces) {
    if (piece.length >= gatherBytes && size === 0) {
      yield piece;
      continue;
    }
    waiting.push(piece);
    size += piece.length;
    if (size < gatherBytes) continue;
    yield Buffer.concat(waiting);
    waiting = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(waiting);
}

export interface WritePartsOptions {
  readonly signal?: AbortSignal;
  /** Called with the number of bytes of each piece written. */
  readonly taken?: (bytes: number) => void;
}

/**
 * Writes laid-out parts to `target`, whole or not at all, and gives its size and SHA-256 (hex).
 * Rejects with `WriteFailed` when the disk refuses, with the signal's reason when stopped.
 */
export async function writeParts(
  parts: readonly PackagePart[],
  store: ObjectStore,
  target: string,
  options: WritePartsOptions = {},
): Promise<{ readonly size: number; readonly sha256: string }> {
  const digests = startRangeDigests(["sha256"]);
  let size = 0;
  const folder = dirname(target);
  await writing(folder, () => makeFolder(folder));
  await writing(folder, () =>
    writeDurably(target, async (handle) => {
      for await (const piece of gathered(bytesOfParts(parts, store))) {
        options.signal?.throwIfAborted();
        const written = writeAll(handle, piece);
        digests.update(piece);
        await written;
        size += piece.length;
        options.taken?.(piece.length);
      }
    }),
  );
  const { sha256 } = digests.finish();
  if (sha256 === undefined) throw new Error("a digest is missing");
  return { size, sha256: toHex(sha256) };
}
