import { lstat, readdir, readlink } from "node:fs/promises";

/** What stands in a folder, links not followed. Names and targets are bytes: not all of them are text. */
export interface FolderEntry {
  /** Full path as bytes. */
  readonly path: Buffer;
  /** Names from the walked folder down to this entry. */
  readonly names: readonly Buffer[];
  readonly what: "file" | "folder" | "link" | "fifo" | "socket" | "device";
  readonly size: number;
  readonly mtimeMs: number;
  /** Of a link: its target as written. */
  readonly target?: Buffer;
  /** Of a folder: whether it holds nothing. */
  readonly empty?: boolean;
}

/** A folder that grew past a bound, or an entry that could not be looked at. */
export class WalkStopped extends Error {
  readonly why: "too-many" | "too-deep" | "failed";
  readonly path: Buffer;

  constructor(why: WalkStopped["why"], path: Buffer, cause?: unknown) {
    super(why, { cause });
    this.why = why;
    this.path = path;
  }
}

export interface WalkLimits {
  readonly entries: number;
  readonly depth: number;
}

const slash = Buffer.from("/");

function kindOf(stats: Awaited<ReturnType<typeof lstat>>): FolderEntry["what"] {
  if (stats.isFile()) return "file";
  if (stats.isDirectory()) return "folder";
  if (stats.isSymbolicLink()) return "link";
  if (stats.isFIFO()) return "fifo";
  return stats.isSocket() ? "socket" : "device";
}

async function look(path: Buffer, names: readonly Buffer[]): Promise<FolderEntry> {
  const stats = await lstat(path);
  const what = kindOf(stats);
  const entry = { path, names, what, size: stats.size, mtimeMs: stats.mtimeMs };
  return what === "link"
    ? { ...entry, target: await readlink(path, { encoding: "buffer" }) }
    : entry;
}

/**
 * Lists everything below a folder, depth first, siblings in byte order. Links are listed and never
 * followed, so there are no loops and nothing outside is reached. A folder comes after what it holds.
 * Rejects with `WalkStopped` when a bound is passed or an entry cannot be looked at.
 */
export async function walkFolder(
  root: Buffer,
  limits: WalkLimits,
  signal?: AbortSignal,
): Promise<readonly FolderEntry[]> {
  const found: FolderEntry[] = [];

  async function into(folder: Buffer, above: readonly Buffer[]): Promise<boolean> {
    signal?.throwIfAborted();
    if (above.length > limits.depth) throw new WalkStopped("too-deep", folder);
    const children = await readdir(folder, { encoding: "buffer" });
    for (const name of children.sort((a, b) => Buffer.compare(a, b))) {
      const path = Buffer.concat([folder, slash, name]);
      const names = [...above, name];
      const entry = await look(path, names);
      if (entry.what === "folder") found.push({ ...entry, empty: await guarded(path, names) });
      else found.push(entry);
      if (found.length > limits.entries) throw new WalkStopped("too-many", root);
    }
    return children.length === 0;
  }

  async function guarded(folder: Buffer, above: readonly Buffer[]): Promise<boolean> {
    try {
      return await into(folder, above);
    } catch (thrown) {
      if (thrown instanceof WalkStopped || signal?.aborted === true) throw thrown;
      throw new WalkStopped("failed", folder, thrown);
    }
  }

  await guarded(root, []);
  return found;
}
