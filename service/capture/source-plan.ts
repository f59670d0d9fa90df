import { stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { type FolderEntry, walkFolder, WalkStopped } from "../../platform/files/folder-walk.ts";
import type { Result } from "../../shared/bytes/result.ts";
import { fail, ok } from "../../shared/bytes/result.ts";
import { type Fault, fault } from "../../shared/words/faults/fault.ts";
import { missingOrUnreadable, shownPath, vanishedOrUnreadable } from "./source-fault.ts";

/** Bounds of one folder: what `evidence.json` and an inner ZIP carry comfortably. */
export const folderLimits = { entries: 20_000, depth: 64 } as const;

/** What will be captured, known before the first byte is read. */
export interface SourcePlan {
  readonly kind: "file" | "folder";
  /** The source's own name, the first segment of every member's. */
  readonly name: Buffer;
  /** Files, links and empty folders in the order of the walk; for a file just that one. */
  readonly entries: readonly FolderEntry[];
  readonly bytes: number;
}

function typeFault(entry: FolderEntry): Fault | undefined {
  const named = { fifo: "FIFO", socket: "socket", device: "device" } as const;
  if (entry.what === "file" || entry.what === "folder" || entry.what === "link") return undefined;
  return fault("SOURCE_TYPE_UNSUPPORTED", {
    path: shownPath(entry.path),
    type: named[entry.what],
  });
}

function walkFault(stopped: WalkStopped): Fault {
  const path = shownPath(stopped.path);
  switch (stopped.why) {
    case "too-many":
      return fault("SOURCE_TOO_MANY", { path, limit: folderLimits.entries });
    case "too-deep":
      return fault("SOURCE_TOO_DEEP", { path, limit: folderLimits.depth });
    case "failed":
      return vanishedOrUnreadable(stopped.cause, path);
  }
}

/**
 * Looks at a source and what is below it. The path itself may be a link, since its owner named it;
 * links below it are members of their own and never followed. Nothing is opened or written.
 */
export async function planSource(
  path: string,
  signal: AbortSignal,
): Promise<Result<SourcePlan, Fault>> {
  const shown = shownPath(path);
  const name = Buffer.from(basename(resolve(path)) || "root");
  const stats = await stat(path).catch((thrown: unknown) => missingOrUnreadable(thrown, shown));
  if ("code" in stats) return fail(stats);
  if (!stats.isDirectory()) {
    const what = stats.isFile()
      ? "file"
      : stats.isFIFO()
        ? "fifo"
        : stats.isSocket()
          ? "socket"
          : "device";
    const { size, mtimeMs } = stats;
    const entry: FolderEntry = { path: Buffer.from(path), names: [], what, size, mtimeMs };
    const refused = typeFault(entry);
    return refused === undefined
      ? ok({ kind: "file", name, entries: [entry], bytes: size })
      : fail(refused);
  }
  try {
    const all = await walkFolder(Buffer.from(path), folderLimits, signal);
    const refused = all.map(typeFault).find((found) => found !== undefined);
    if (refused !== undefined) return fail(refused);
    const entries = all.filter((entry) => entry.what !== "folder" || entry.empty === true);
    const bytes = entries.reduce((sum, { what, size }) => (what === "file" ? sum + size : sum), 0);
    return ok({ kind: "folder", name, entries, bytes });
  } catch (thrown) {
    if (thrown instanceof WalkStopped) return fail(walkFault(thrown));
    throw thrown;
  }
}
