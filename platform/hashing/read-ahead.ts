import type { FileHandle } from "node:fs/promises";
import { SourceChanged } from "./source-changed.ts";

/** Each piece costs a way to another thread and back: of 512 KiB, a tenth of the whole time. */
const pieceBytes = 4 * 1024 * 1024;
/** Reads under way beside the piece in hand. With one, whatever else the machine does makes the digest wait for it. */
const readsAhead = 2;

/** Fills `into` from the place `from`. Rejects with `SourceChanged` when the file ends before. */
export async function readExactly(
  handle: FileHandle,
  into: Uint8Array,
  from: number,
): Promise<Uint8Array> {
  let done = 0;
  while (done < into.length) {
    const { bytesRead } = await handle.read(into, done, into.length - done, from + done);
    if (bytesRead === 0) throw new SourceChanged("the file became shorter");
    done += bytesRead;
  }
  return into;
}

/**
 * The bytes of a range in their order, in pieces that are good until the second next one is asked for; the next are
 * read meanwhile. It ends, also when it is left early, only after the last read has. At most 16 MiB are held.
 *
 * @param start,end octets of the file, `end` exclusive
 * @param shared whether other threads may read the pieces (`SharedArrayBuffer`)
 */
export async function* readAhead(
  handle: FileHandle,
  start: number,
  end: number,
  shared = false,
): AsyncGenerator<Uint8Array, void, undefined> {
  const most = Math.min(pieceBytes, end - start);
  const memory = (): Uint8Array =>
    shared ? new Uint8Array(new SharedArrayBuffer(most)) : new Uint8Array(most);
  const reading: Promise<Uint8Array>[] = [];
  const free: Uint8Array[] = [];
  let next = start;
  let before: Uint8Array | undefined;
  const readOn = (): void => {
    while (reading.length < readsAhead && next < end) {
      const length = Math.min(pieceBytes, end - next);
      const buffer = free.pop() ?? memory();
      const read = readExactly(handle, buffer.subarray(0, length), next);
      // It rejects where it is awaited, or stays untold where nobody waits any more.
      read.catch(() => undefined);
      reading.push(read);
      next += length;
    }
  };
  try {
    readOn();
    for (let first = reading.shift(); first !== undefined; first = reading.shift()) {
      const piece = await first;
      readOn();
      yield piece;
      if (before !== undefined) free.push(new Uint8Array(before.buffer));
      before = piece;
    }
  } finally {
    await Promise.allSettled(reading);
  }
}
