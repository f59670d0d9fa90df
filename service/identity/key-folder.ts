import { link, readdir, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import {
  discard,
  makeFolder,
  syncFolder,
  unfinishedName,
  writeFileDurably,
} from "../../platform/files/durable.ts";
import { errorCode } from "../../platform/files/error-code.ts";
import { fail, ok, type Result } from "../../shared/bytes/result.ts";
import { type Fault, fault } from "../../shared/words/faults/fault.ts";

/** A folder of key files, each for its owner alone and written whole or not at all. */
export interface KeyFolder {
  names(): Promise<Result<readonly string[], Fault>>;
  /** Undefined when there is no such file. */
  read(name: string): Promise<Result<Uint8Array | undefined, Fault>>;
  /** False when the file was there before, which then stays as it was. */
  create(name: string, bytes: Uint8Array): Promise<Result<boolean, Fault>>;
  replace(name: string, bytes: Uint8Array): Promise<Result<void, Fault>>;
}

async function guarded<T>(file: string, work: () => Promise<T>): Promise<Result<T, Fault>> {
  try {
    return ok(await work());
  } catch (thrown) {
    const reason = errorCode(thrown);
    if (reason === undefined) throw thrown;
    return fail(fault("IDENTITY_NOT_STORED", { file, reason }));
  }
}

/** Whether the system has no such thing as a second name for a file. */
function lacksLinks(thrown: unknown): boolean {
  return ["EPERM", "ENOTSUP", "ENOSYS", "EOPNOTSUPP"].includes(errorCode(thrown) ?? "");
}

async function createOnce(folder: string, path: string, bytes: Uint8Array): Promise<boolean> {
  await makeFolder(folder);
  const temporary = unfinishedName(folder);
  await writeFileDurably(temporary, bytes);
  try {
    // Unlike a rename, a link never takes the place of another process's file.
    await link(temporary, path);
  } catch (thrown) {
    if (errorCode(thrown) === "EEXIST") return false;
    if (!lacksLinks(thrown)) throw thrown;
    await rename(temporary, path);
  } finally {
    await discard(temporary);
  }
  await syncFolder(folder);
  return true;
}

export function openKeyFolder(folder: string): KeyFolder {
  return {
    names: () =>
      guarded(folder, async () => {
        try {
          return (await readdir(folder)).sort();
        } catch (thrown) {
          if (errorCode(thrown) === "ENOENT") return [];
          throw thrown;
        }
      }),
    read: (name) =>
      guarded(name, async () => {
        try {
          return new Uint8Array(await readFile(join(folder, name)));
        } catch (thrown) {
          if (errorCode(thrown) === "ENOENT") return undefined;
          throw thrown;
        }
      }),
    create: (name, bytes) => guarded(name, () => createOnce(folder, join(folder, name), bytes)),
    replace: (name, bytes) =>
      guarded(name, async () => {
        await makeFolder(folder);
        await writeFileDurably(join(folder, name), bytes);
      }),
  };
}
