import { utimes } from "node:fs/promises";
import { dirname, join } from "node:path";
import { makeFolder, writeAll, writeDurably } from "../../platform/files/durable.ts";
import type { UnixMs } from "../../shared/bytes/civil-time.ts";
import { fail, ok, type Result } from "../../shared/bytes/result.ts";
import { type Fault, fault } from "../../shared/words/faults/fault.ts";
import { shownBytes } from "../capture/room.ts";
import { shownPath } from "../capture/source-fault.ts";
import { folderLimits } from "../capture/source-plan.ts";
import { WriteFailed, writing } from "../objects/write-fault.ts";

/** One body that a page sends. */
export interface Upload {
  readonly name: string;
  /** `folder/below/name` with forward slashes, for a file of a folder; `group` must be there too. */
  readonly within?: string;
  /** 32 lower-case hex digits, the same for all files of one folder, which then is one source. */
  readonly group?: string;
  /** Last change as the page's file system claims it. */
  readonly modified?: UnixMs;
  readonly body: AsyncIterable<Uint8Array>;
  readonly signal: AbortSignal;
}

export interface UploadLimits {
  /** Most bytes of one body. */
  readonly bytes: number;
  /** Most segments of `within`. */
  readonly depth: number;
}

export const uploadLimits: UploadLimits = { bytes: 64 * 1024 ** 3, depth: folderLimits.depth };

class UploadRefused extends Error {
  readonly fault: Fault;

  constructor(found: Fault) {
    super(found.code);
    this.fault = found;
  }
}

function isSegment(name: string): boolean {
  if (name === "" || name === "." || name === "..") return false;
  return !(process.platform === "win32" ? /[\\/:\0]/u : /[/\0]/u).test(name);
}

/** Where the body goes below its spool folder: its segments, or nothing when they would lead outside. */
function segmentsOf(upload: Upload, limits: UploadLimits): readonly string[] | undefined {
  const segments = upload.within === undefined ? [upload.name] : upload.within.split("/");
  const fits = segments.length <= limits.depth && segments.every(isSegment);
  return fits && segments.at(-1) === upload.name ? segments : undefined;
}

/**
 * Streams one body into `folder`, whole or not at all. Gives the path of the file, or of the top
 * folder that `within` begins with. A body that ends early or a page that goes away is `UPLOAD_BROKEN`.
 */
export async function receiveUpload(
  upload: Upload,
  folder: string,
  limits: UploadLimits,
): Promise<Result<{ readonly top: string }, Fault>> {
  const name = shownPath(upload.name);
  const broken = fault("UPLOAD_BROKEN", { name });
  const segments = segmentsOf(upload, limits);
  const first = segments?.[0];
  if (segments === undefined || first === undefined) return fail(broken);
  const target = join(folder, ...segments);
  try {
    await writing(folder, () => makeFolder(dirname(target)));
    await writeDurably(target, async (handle) => {
      let size = 0;
      for await (const part of upload.body) {
        upload.signal.throwIfAborted();
        size += part.length;
        if (size > limits.bytes) {
          const limit = shownBytes(limits.bytes);
          throw new UploadRefused(fault("UPLOAD_TOO_LARGE", { name, limit }));
        }
        await writing(folder, () => writeAll(handle, part));
      }
      upload.signal.throwIfAborted();
    });
    if (upload.modified !== undefined) {
      const seconds = upload.modified / 1000;
      await utimes(target, seconds, seconds);
    }
    return ok({ top: join(folder, first) });
  } catch (thrown) {
    const known = thrown instanceof UploadRefused || thrown instanceof WriteFailed;
    return fail(known ? thrown.fault : broken);
  }
}
