import { statfs } from "node:fs/promises";
import { dirname } from "node:path";
import { errorCode } from "./error-code.ts";

/**
 * Bytes that this user may still write on the file system of `path`; of the nearest folder above it
 * that exists when it does not. Rejects with the system's error.
 */
export async function freeBytes(path: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(path);
    return bavail * bsize;
  } catch (thrown) {
    const above = dirname(path);
    if (errorCode(thrown) !== "ENOENT" || above === path) throw thrown;
    return freeBytes(above);
  }
}
