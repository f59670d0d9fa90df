import type { ByteSource } from "../../digest/byte-source.ts";

/** A read of the package was rejected: the disk, not the evidence, is at fault. */
export class SourceUnreadable extends Error {}

/** The same source, whose rejections can be told from everything else that may be thrown. */
export function guardedSource(source: ByteSource): ByteSource {
  const guarded = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (cause) {
      throw new SourceUnreadable("the package cannot be read", { cause });
    }
  };
  return {
    size: source.size,
    read: (start, end) => guarded(source.read(start, end)),
    digest: (start, end, names) => guarded(source.digest(start, end, names)),
  };
}
