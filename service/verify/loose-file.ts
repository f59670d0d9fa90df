import { readFile, stat } from "node:fs/promises";
import { type FileSourceOptions, openFileSource } from "../../platform/hashing/file-source.ts";
import type { RangeDigest, RangeDigests } from "../../shared/digest/byte-source.ts";
import type { LooseFile } from "../../shared/verification/files/loose-file.ts";
import type { NamedFile } from "./named-file.ts";

const maxWhole = 16 * 1024 * 1024;

/**
 * A loose file on this machine: opened when a digest or its bytes are asked for, digested once for all inputs. One that
 * is not there has size 0 and rejects.
 */
export async function fileBeside(
  { path, name }: NamedFile,
  reading: FileSourceOptions = {},
): Promise<LooseFile> {
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  const known = new Map<string, Promise<RangeDigests>>();
  return {
    name,
    size,
    digest: (names) => {
      const key = [...names].sort().join();
      const digests = known.get(key) ?? digestsOf(path, names, reading);
      known.set(key, digests);
      return digests;
    },
    read: async () => {
      if (size > maxWhole) throw new RangeError("too large to be read whole");
      return new Uint8Array(await readFile(path));
    },
  };
}

async function digestsOf(
  path: string,
  names: readonly RangeDigest[],
  reading: FileSourceOptions,
): Promise<RangeDigests> {
  const source = await openFileSource(path, reading);
  try {
    return await source.digest(0, source.size, names);
  } finally {
    await source.close();
  }
}
