import type { BigIntStats } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import type { ByteSource } from "../../shared/digest/byte-source.ts";
import { startRangeDigests } from "./running-digests.ts";

/** A file as a source of bytes; it is open until `close`. */
export interface FileSource extends ByteSource {
  close(): Promise<void>;
}

/** A source gave fewer bytes than it has, or its file changed while it was open. */
export class SourceChanged extends Error {}

const maxRead = 16 * 1024 * 1024;
const pieceBytes = 1024 * 1024;

async function readExactly(handle: FileHandle, into: Uint8Array, from: number): Promise<void> {
  let done = 0;
  while (done < into.length) {
    const { bytesRead } = await handle.read(into, done, into.length - done, from + done);
    if (bytesRead === 0) throw new SourceChanged("the file became shorter");
    done += bytesRead;
  }
}

function unchanged(a: BigIntStats, b: BigIntStats): boolean {
  return a.size === b.size && a.mtimeNs === b.mtimeNs;
}

/**
 * Opens a regular file. Reads and digests reject with `SourceChanged` when its size or time changed
 * since, with the signal's reason when stopped, and with the system's error.
 */
export async function openFileSource(path: string, signal?: AbortSignal): Promise<FileSource> {
  const handle = await open(path, "r");
  const opened = await handle.stat({ bigint: true }).catch(async (thrown: unknown) => {
    await handle.close();
    throw thrown;
  });
  const size = Number(opened.size);

  function range(start: number, end: number): number {
    signal?.throwIfAborted();
    const inside = Number.isSafeInteger(start) && Number.isSafeInteger(end) && start >= 0;
    if (!inside || start > end || end > size) throw new RangeError("range outside the source");
    return end - start;
  }

  async function confirm(): Promise<void> {
    const now = await handle.stat({ bigint: true });
    if (!unchanged(opened, now)) throw new SourceChanged("the file changed while it was read");
  }

  return {
    size,
    close: () => handle.close(),
    async read(start, end) {
      const length = range(start, end);
      if (length > maxRead) throw new RangeError("at most 16 MiB at once");
      const bytes = new Uint8Array(length);
      await readExactly(handle, bytes, start);
      return bytes;
    },
    async digest(start, end, names) {
      const length = range(start, end);
      const digests = startRangeDigests(names);
      const longest = Math.min(pieceBytes, length);
      let filling = new Uint8Array(longest);
      let full = new Uint8Array(longest);
      let at = start;
      let reading: Promise<void> | undefined;
      const fill = () => {
        const piece = Math.min(longest, end - at);
        const from = at;
        at += piece;
        reading = piece === 0 ? undefined : readExactly(handle, filling.subarray(0, piece), from);
        return piece;
      };
      let piece = fill();
      while (reading !== undefined) {
        await reading;
        signal?.throwIfAborted();
        [filling, full] = [full, filling];
        const ready = full.subarray(0, piece);
        piece = fill();
        digests.update(ready);
      }
      await confirm();
      return digests.finish();
    },
  };
}
