import type { FolderEntry } from "../../platform/files/folder-walk.ts";
import type { Result } from "../../shared/bytes/result.ts";
import { fail, ok } from "../../shared/bytes/result.ts";
import { packageNames } from "../../shared/container/package-names.ts";
import type { EntryRef } from "../../shared/container/package-part.ts";
import { createPathNamer } from "../../shared/container/portable-path.ts";
import { layoutZip } from "../../shared/container/zip-layout.ts";
import type { Fault } from "../../shared/words/faults/fault.ts";
import { bytesOfParts } from "../objects/package-file.ts";
import { entryOf, type ObjectStore } from "../objects/store.ts";
import { WriteFailed } from "../objects/write-fault.ts";
import { type CapturedMember, capturedName } from "./captured-member.ts";
import { mediaTypeOf } from "./media-type.ts";
import { missingRoom } from "./room.ts";
import { SourceFailed } from "./source-fault.ts";
import { planSource, type SourcePlan } from "./source-plan.ts";
import { openStable } from "./stable-read.ts";

/** Most files of a folder that become entries of the package; more of them go into one inner ZIP. */
export const maxDataEntries = 900;
/** Files copied at a time: small ones wait for the disk, not for the processor. */
const parallel = 4;
/** Room for what a package holds beside its members, and for the vault's own growth. */
const spareBytes = 16 * 1024 * 1024;

export interface CaptureOptions {
  readonly store: ObjectStore;
  /** The home: room is needed there for the objects and for the package. */
  readonly home: string;
  /** Where the package is copied to, when somewhere else. */
  readonly out?: string;
  readonly sm3: boolean;
  readonly signal: AbortSignal;
  /** Bytes read so far and in all. */
  readonly progress?: (done: number, total: number) => void;
}

/** A source whose bytes are all in the object store. */
export interface Capture {
  readonly kind: "file" | "folder";
  readonly members: readonly CapturedMember[];
  /** The `data/` entries of the package in order; one bundle for a folder of more than 900 files. */
  readonly entries: readonly EntryRef[];
  /** Sum of the members' sizes. */
  readonly bytes: number;
}

const slash = Buffer.from("/");

function namesOf(plan: SourcePlan, entry: FolderEntry): Buffer {
  return Buffer.concat([plan.name, ...entry.names.flatMap((name) => [slash, name])]);
}

/** A target as written, unless it is absolute: then its last segment, since packages carry no such path. */
function targetName(target: Buffer): Buffer {
  const text = target.toString("latin1");
  if (!/^(?:\/|[A-Za-z]:[\\/]|\\\\)/u.test(text)) return target;
  return Buffer.concat([
    Buffer.from("/…/"),
    Buffer.from(text.split(/[\\/]/u).at(-1) ?? "", "latin1"),
  ]);
}

/** Portable paths of all entries: a folder's name is chosen once and holds for all below it. */
function pathsOf(plan: SourcePlan): readonly string[] {
  const namer = createPathNamer();
  const root = namer.under(packageNames.data, plan.name);
  const folders = new Map<string, string>([["", root]]);
  return plan.entries.map((entry) => {
    let parent = root;
    let key = "";
    for (const [index, name] of entry.names.entries()) {
      if (index === entry.names.length - 1) return namer.under(parent, name);
      key = `${key}/${name.toString("latin1")}`;
      parent = folders.get(key) ?? namer.under(parent, name);
      folders.set(key, parent);
    }
    return root;
  });
}

/** The signal of a group of readers: ends with the caller's, or with the first of them that fails. */
function linkedSignal(outer: AbortSignal): { controller: AbortController; unlink: () => void } {
  const controller = new AbortController();
  const forward = () => {
    controller.abort(outer.reason);
  };
  if (outer.aborted) forward();
  outer.addEventListener("abort", forward, { once: true });
  return {
    controller,
    unlink: () => {
      outer.removeEventListener("abort", forward);
    },
  };
}

async function inParallel<T, R>(
  items: readonly T[],
  outer: AbortSignal,
  work: (item: T, index: number, signal: AbortSignal) => Promise<R>,
): Promise<readonly R[]> {
  const { controller, unlink } = linkedSignal(outer);
  const results = new Map<number, R>();
  let next = 0;
  let failure: { readonly thrown: unknown } | undefined;
  const worker = async () => {
    for (let index = next++; index < items.length; index = next++) {
      const item = items[index];
      if (failure !== undefined || item === undefined) return;
      try {
        results.set(index, await work(item, index, controller.signal));
      } catch (thrown) {
        failure ??= { thrown };
        controller.abort(failure.thrown);
      }
    }
  };
  await Promise.all(Array.from({ length: parallel }, worker));
  unlink();
  outer.throwIfAborted();
  if (failure !== undefined) throw failure.thrown;
  return items.flatMap((_, index) => {
    const result = results.get(index);
    return result === undefined ? [] : [result];
  });
}

async function captureEntries(
  plan: SourcePlan,
  options: CaptureOptions,
  bundled: boolean,
  taken: (bytes: number) => void,
): Promise<readonly CapturedMember[]> {
  const paths = pathsOf(plan);
  return inParallel(plan.entries, options.signal, async (entry, index, signal) => {
    const full = paths[index] ?? "";
    const within = bundled ? { within: packageNames.bundle } : {};
    const base = {
      id: `m${String(index + 1)}`,
      path: bundled ? full.slice(packageNames.data.length + 1) : full,
      originalName: capturedName(namesOf(plan, entry)),
      mtime: Math.floor(entry.mtimeMs),
      ...within,
    };
    if (entry.what === "folder") return { ...base, type: "directory" } as const;
    if (entry.target !== undefined) {
      return { ...base, type: "link", target: capturedName(targetName(entry.target)) } as const;
    }
    const reading = await openStable(entry.path, plan.kind === "file", signal);
    try {
      const { sm3 } = options;
      const confirm = () => reading.confirm();
      const stored = await options.store.putStream(reading.pieces, { sm3, signal, taken, confirm });
      return { ...base, type: "file", mediaType: mediaTypeOf(full), ...stored } as const;
    } finally {
      await reading.close();
    }
  });
}

function entriesOf(members: readonly CapturedMember[]): readonly EntryRef[] {
  return members.flatMap((member) =>
    member.type === "file" ? [entryOf(member.path, member)] : [],
  );
}

async function run(plan: SourcePlan, options: CaptureOptions): Promise<Capture> {
  const files = plan.entries.filter(({ what }) => what === "file").length;
  const bundled = files > maxDataEntries;
  const total = bundled ? 2 * plan.bytes : plan.bytes;
  let done = 0;
  const taken = (bytes: number) => {
    done += bytes;
    options.progress?.(Math.min(done, total), total);
  };
  const members = await captureEntries(plan, options, bundled, taken);
  const inner = entriesOf(members);
  const captured = { kind: plan.kind, members, bytes: plan.bytes };
  if (!bundled) return { ...captured, entries: inner };
  const { store, signal } = options;
  const bundle = await store.putStream(bytesOfParts(layoutZip(inner), store), { signal, taken });
  return { ...captured, entries: [entryOf(packageNames.bundle, bundle)] };
}

/**
 * Reads a file or a folder into the object store. Before the first byte: what is no file, folder or
 * link is refused, and so is a source for which there is no room (objects, package, copy). A file that
 * changes or goes away while it is read ends the capture; what was stored by then stays in the store,
 * unused. Stopped by the signal it rejects with the signal's reason.
 *
 * Captured again after a kill, the same bytes meet their own objects: nothing is doubled.
 */
export async function captureSource(
  path: string,
  options: CaptureOptions,
): Promise<Result<Capture, Fault>> {
  options.signal.throwIfAborted();
  const planned = await planSource(path, options.signal);
  if (!planned.ok) return planned;
  const { bytes, entries } = planned.value;
  const copies = entries.length > maxDataEntries ? 3 : 2;
  const lacking = await missingRoom([
    { path: options.home, bytes: copies * bytes + spareBytes },
    ...(options.out === undefined ? [] : [{ path: options.out, bytes: bytes + spareBytes }]),
  ]);
  if (lacking !== undefined) return fail(lacking);
  try {
    return ok(await run(planned.value, options));
  } catch (thrown) {
    options.signal.throwIfAborted();
    if (thrown instanceof SourceFailed || thrown instanceof WriteFailed) return fail(thrown.fault);
    throw thrown;
  }
}
