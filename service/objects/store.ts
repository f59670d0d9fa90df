import { access, open, rename, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import {
  discard,
  makeFolder,
  privateFile,
  sweepUnfinished,
  syncFolder,
  unfinishedName,
  writeAll,
} from "../../platform/files/durable.ts";
import { errorCode } from "../../platform/files/error-code.ts";
import { type FileSource, openFileSource } from "../../platform/hashing/file-source.ts";
import { startRangeDigests } from "../../platform/hashing/running-digests.ts";
import { toHex } from "../../shared/bytes/hex.ts";
import type { EntryRef } from "../../shared/container/package-part.ts";
import { writing } from "./write-fault.ts";

/** What the store says of bytes it keeps; digests in lower-case hex. */
export interface StoredObject {
  readonly sha256: string;
  readonly size: number;
  readonly crc32: number;
  /** Present when it was asked for. */
  readonly sm3?: string;
}

export interface PutOptions {
  readonly sm3?: boolean;
  /** Stops between two parts; what was written is removed and the signal's reason is thrown. */
  readonly signal?: AbortSignal;
  /** Called with the number of bytes of each part taken in. */
  readonly taken?: (bytes: number) => void;
  /** Runs when all bytes are written and before the object exists; rejecting keeps it from existing. */
  readonly confirm?: () => Promise<void>;
}

/** Bytes kept under their SHA-256, written once and never changed. Rejects with `WriteFailed`. */
export interface ObjectStore {
  put(bytes: Uint8Array, options?: PutOptions): Promise<StoredObject>;
  /** A part may be overwritten by its giver once the next is asked for. */
  putStream(parts: AsyncIterable<Uint8Array>, options?: PutOptions): Promise<StoredObject>;
  /** The whole object; rejects when it is larger than `limit` (16 MiB unless told). */
  read(sha256: string, limit?: number): Promise<Uint8Array>;
  open(sha256: string): Promise<FileSource>;
  has(sha256: string): Promise<boolean>;
  pathOf(sha256: string): string;
  /** Removes what killed writers left unfinished, gives their number. */
  sweep(): Promise<number>;
}

const defaultReadLimit = 16 * 1024 * 1024;
const digestPattern = /^[0-9a-f]{64}$/u;

/** Names stored bytes as an entry of a package. */
export function entryOf(name: string, stored: StoredObject): EntryRef {
  return { name, sha256: stored.sha256, size: stored.size, crc32: stored.crc32 };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  yield bytes;
}

/** Moves a finished file to its place; an object that is there already holds the same bytes. */
async function settle(unfinished: string, path: string, stored: StoredObject): Promise<void> {
  const there = await stat(path).catch(() => undefined);
  if (there?.isFile() === true && there.size === stored.size) {
    await discard(unfinished);
    return;
  }
  const folder = dirname(path);
  await rename(unfinished, path).catch(async (thrown: unknown) => {
    if (errorCode(thrown) !== "ENOENT") throw thrown;
    await makeFolder(folder);
    await rename(unfinished, path);
    await syncFolder(dirname(folder));
  });
  await syncFolder(folder);
}

/** Opens the store in `folder`, which is made when missing. Objects lie under `<aa>/<sha256>`. */
export async function openObjectStore(folder: string): Promise<ObjectStore> {
  await writing(folder, () => makeFolder(folder));

  function pathOf(sha256: string): string {
    if (!digestPattern.test(sha256)) throw new RangeError("not a SHA-256");
    return join(folder, sha256.slice(0, 2), sha256);
  }

  async function take(
    unfinished: string,
    parts: AsyncIterable<Uint8Array>,
    options: PutOptions,
  ): Promise<StoredObject> {
    const digests = startRangeDigests(
      options.sm3 === true ? ["sha256", "crc32", "sm3"] : ["sha256", "crc32"],
    );
    const handle = await writing(folder, () => open(unfinished, "wx", privateFile));
    let size = 0;
    try {
      for await (const part of parts) {
        options.signal?.throwIfAborted();
        const written = writing(folder, () => writeAll(handle, part));
        digests.update(part);
        await written;
        size += part.length;
        options.taken?.(part.length);
      }
      await writing(folder, () => handle.sync());
    } finally {
      await handle.close();
    }
    await options.confirm?.();
    const { sha256, crc32, sm3 } = digests.finish();
    if (sha256 === undefined || crc32 === undefined) throw new Error("a digest is missing");
    const crc = new DataView(crc32.buffer, crc32.byteOffset).getUint32(0);
    const stored = { sha256: toHex(sha256), size, crc32: crc };
    return sm3 === undefined ? stored : { ...stored, sm3: toHex(sm3) };
  }

  async function putStream(
    parts: AsyncIterable<Uint8Array>,
    options: PutOptions = {},
  ): Promise<StoredObject> {
    const unfinished = unfinishedName(folder);
    try {
      const stored = await take(unfinished, parts, options);
      await writing(folder, () => settle(unfinished, pathOf(stored.sha256), stored));
      return stored;
    } catch (thrown) {
      await discard(unfinished);
      throw thrown;
    }
  }

  return {
    pathOf,
    putStream,
    put: (bytes, options) => putStream(once(bytes), options),
    async read(sha256, limit = defaultReadLimit) {
      const handle = await open(pathOf(sha256), "r");
      try {
        const { size } = await handle.stat();
        if (size > limit) throw new RangeError("the object is larger than the caller allows");
        return new Uint8Array(await handle.readFile());
      } finally {
        await handle.close();
      }
    },
    open: (sha256) => openFileSource(pathOf(sha256)),
    has: (sha256) =>
      access(pathOf(sha256)).then(
        () => true,
        () => false,
      ),
    sweep: () => sweepUnfinished(folder),
  };
}
