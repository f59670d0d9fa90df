import { memorySource } from "../../shared/digest/memory-source.ts";
import type { LooseFile } from "../../shared/verification/files/loose-file.ts";

/** A loose file in memory. */
export function looseFile(name: string, bytes: Uint8Array): LooseFile {
  const source = memorySource(bytes);
  return {
    name,
    size: bytes.length,
    digest: (names) => source.digest(0, bytes.length, names),
    read: () => source.read(0, bytes.length),
  };
}
