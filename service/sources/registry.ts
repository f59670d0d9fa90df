import { randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import { basename, join, relative, resolve } from "node:path";
import { fail, ok, type Result } from "../../shared/bytes/result.ts";
import type { WayIn } from "../../shared/evidence/descriptor.ts";
import { type Fault, fault } from "../../shared/words/faults/fault.ts";
import { shownPath } from "../capture/source-fault.ts";
import { receiveUpload, type Upload, type UploadLimits, uploadLimits } from "./upload.ts";

/** What a source is called outside the service: 32 lower-case hex digits, never a path. */
export type SourceId = string;

/** A file or folder that someone may notarize or verify during this run of the service. */
export interface Source {
  readonly id: SourceId;
  /** Absolute. */
  readonly path: string;
  readonly via: WayIn;
  /** Its own name. */
  readonly name: string;
}

/** Opaque ids for sources; none outlives the process, and a page can name nothing else. */
export interface SourceRegistry {
  /** A path that a person chose: on the command line, in a picker, by a drop. */
  add(path: string, via: WayIn): SourceId;
  /** Bytes that a page sends: spooled into the home, then a source like another. */
  upload(upload: Upload): Promise<Result<SourceId, Fault>>;
  find(id: SourceId): Result<Source, Fault>;
  /** Forgets the id; a spooled copy stays until `discardSpooled`. */
  release(id: SourceId): void;
}

/** Starts with no source. `spool` is the folder for uploads, made when one comes. */
export function createSourceRegistry(
  spool: string,
  limits: UploadLimits = uploadLimits,
): SourceRegistry {
  const sources = new Map<SourceId, Source>();
  const groups = new Map<string, SourceId>();

  function register(path: string, via: WayIn): SourceId {
    const id = randomBytes(16).toString("hex");
    const absolute = resolve(path);
    sources.set(id, { id, path: absolute, via, name: shownPath(basename(absolute)) });
    return id;
  }

  async function uploadFolder(upload: Upload, group: string): Promise<Result<SourceId, Fault>> {
    if (!/^[0-9a-f]{32}$/u.test(group)) {
      return fail(fault("UPLOAD_BROKEN", { name: shownPath(upload.name) }));
    }
    const received = await receiveUpload(upload, join(spool, group), limits);
    if (!received.ok) return received;
    const known = groups.get(group) ?? register(received.value.top, "upload");
    groups.set(group, known);
    return sources.get(known)?.path === resolve(received.value.top)
      ? ok(known)
      : fail(fault("UPLOAD_BROKEN", { name: shownPath(upload.name) }));
  }

  return {
    add: register,
    async upload(upload) {
      if (upload.group !== undefined) return uploadFolder(upload, upload.group);
      const folder = join(spool, randomBytes(16).toString("hex"));
      const received = await receiveUpload(upload, folder, limits);
      return received.ok ? ok(register(received.value.top, "upload")) : received;
    },
    find(id) {
      const source = sources.get(id);
      return source === undefined
        ? fail(fault("SOURCE_UNKNOWN", { id: shownPath(id) }))
        : ok(source);
    },
    release(id) {
      sources.delete(id);
    },
  };
}

/** Removes a spooled upload once its bytes are captured; a path outside the spool is left alone. */
export async function discardSpooled(spool: string, path: string): Promise<void> {
  const below = relative(resolve(spool), resolve(path));
  const first = below.split(/[\\/]/u)[0] ?? "";
  if (!/^[0-9a-f]{32}$/u.test(first)) return;
  await rm(join(spool, first), { recursive: true, force: true });
}
