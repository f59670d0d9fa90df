import { randomBytes } from "node:crypto";
import { type FileHandle, mkdir, open, readdir, rename, stat, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { errorCode } from "./error-code.ts";

/** Modes of everything in a home: for its owner alone. */
export const privateFolder = 0o700;
export const privateFile = 0o600;

const unfinished = /^\.unfinished-([0-9]+)-[0-9a-f]{24}$/u;

/** A name in the folder for a file that is still being written: no other writer uses it. */
export function unfinishedName(folder: string): string {
  return join(folder, `.unfinished-${String(process.pid)}-${randomBytes(12).toString("hex")}`);
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (thrown) {
    return errorCode(thrown) === "EPERM";
  }
}

/**
 * Removes the unfinished files that dead writers left in a folder and gives their number. A file of a
 * running process stays, one of an earlier process with our own number goes.
 */
export async function sweepUnfinished(folder: string): Promise<number> {
  const started = Date.now() - process.uptime() * 1000;
  let removed = 0;
  for (const name of await readdir(folder).catch(() => [])) {
    const pid = Number(unfinished.exec(name)?.[1] ?? Number.NaN);
    if (Number.isNaN(pid)) continue;
    const path = join(folder, name);
    const written = (await stat(path).catch(() => undefined))?.mtimeMs ?? started;
    if (pid === process.pid ? written >= started : isRunning(pid)) continue;
    await discard(path);
    removed += 1;
  }
  return removed;
}

/** Makes a folder and what is missing above it, for its owner alone. */
export async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: privateFolder });
}

/** Makes names that were added to or removed from a folder durable. Windows cannot, and need not. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Removes a file; it may be gone already. */
export async function discard(path: string): Promise<void> {
  await unlink(path).catch(() => undefined);
}

/** All of `bytes` at the handle's position, however many calls it takes. */
export async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  let done = 0;
  while (done < bytes.length) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done);
    done += bytesWritten;
  }
}

/**
 * Writes a file so that under `path` there is ever the old content or the whole new one: a temporary
 * name beside it, fsync, rename, fsync of the folder. When `fill` rejects, the temporary file is
 * removed and `path` untouched. The folder must exist.
 *
 * @param mode permissions of a new file, by default for its owner alone
 */
export async function writeDurably<T>(
  path: string,
  fill: (handle: FileHandle) => Promise<T>,
  mode: number = privateFile,
): Promise<T> {
  const folder = dirname(path);
  const temporary = unfinishedName(folder);
  try {
    const handle = await open(temporary, "wx", mode);
    let result: T;
    try {
      result = await fill(handle);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
    await syncFolder(folder);
    return result;
  } catch (thrown) {
    await discard(temporary);
    throw thrown;
  }
}

/** `writeDurably` for bytes at hand. */
export async function writeFileDurably(
  path: string,
  bytes: Uint8Array,
  mode: number = privateFile,
): Promise<void> {
  await writeDurably(path, (handle) => writeAll(handle, bytes), mode);
}
