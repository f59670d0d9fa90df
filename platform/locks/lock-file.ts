import { openDatabase, sqliteCode } from "../database/database.ts";

/** Lets the lock go. Calling it twice is harmless. */
export type Release = () => Promise<void>;

/**
 * Takes the exclusive lock that the file at `path` stands for, without waiting. The lock is SQLite's own on an
 * otherwise empty database, so that it dies with its process on every platform, kill -9 included; the file itself
 * stays and means nothing.
 *
 * @returns the release, or undefined while another process or another call in this one holds it; rejects when
 *   the file cannot be made
 */
export async function tryLock(path: string): Promise<Release | undefined> {
  try {
    const database = await openDatabase(path, { exclusive: true, busyTimeoutMs: 0 });
    return () => database.close();
  } catch (error) {
    if (sqliteCode(error) === "SQLITE_BUSY") return undefined;
    throw error;
  }
}
