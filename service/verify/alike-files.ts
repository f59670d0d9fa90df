import { stat } from "node:fs/promises";
import { digestFiles } from "../../platform/hashing/digest-files.ts";
import { type FileSourceOptions, openFileSource } from "../../platform/hashing/file-source.ts";
import { toHex } from "../../shared/bytes/hex.ts";
import type { NamedFile } from "./named-file.ts";

const smallFile = 1024 * 1024;

/** SHA-256 in hex, by name, of the files whose size another shares: only those can be the same file. What cannot be read is left out; rejects only with the signal's reason. */
export async function digestsOfAlike(
  files: readonly NamedFile[],
  reading: FileSourceOptions = {},
): Promise<ReadonlyMap<string, string>> {
  const sized = new Map<number, NamedFile[]>();
  for (const file of files) {
    const size = (await stat(file.path).catch(() => undefined))?.size;
    if (size === undefined) continue;
    const alike = sized.get(size);
    if (alike === undefined) sized.set(size, [file]);
    else alike.push(file);
  }
  const digests = new Map<string, string>();
  for (const [size, alike] of sized) {
    if (alike.length < 2) continue;
    const digestOf = size <= smallFile ? digestOfSmallFile : digestOfFile;
    for (const { path, name } of alike) {
      const digest = await digestOf(path, reading).catch(() => undefined);
      reading.signal?.throwIfAborted();
      if (digest !== undefined) digests.set(name, digest);
    }
  }
  return digests;
}

/** Of a thousand small files each is done before it could be handed over. */
async function digestOfSmallFile(
  path: string,
  { signal, progress }: FileSourceOptions,
): Promise<string | undefined> {
  const [found] = await digestFiles([path], ["sha256"], {
    ...(signal === undefined ? {} : { signal }),
    onFile: (_, bytes) => progress?.(bytes),
  });
  return found?.sha256 && toHex(found.sha256);
}

async function digestOfFile(path: string, reading: FileSourceOptions): Promise<string | undefined> {
  const source = await openFileSource(path, reading);
  try {
    const { sha256 } = await source.digest(0, source.size, ["sha256"]);
    return sha256 && toHex(sha256);
  } finally {
    await source.close();
  }
}
