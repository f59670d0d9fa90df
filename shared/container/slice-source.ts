import type { ByteSource } from "../digest/byte-source.ts";

/** A range of a source as a source of its own, such as a stored entry; `end` is exclusive. */
export function sliceSource(source: ByteSource, start: number, end: number): ByteSource {
  if (start < 0 || start > end || end > source.size) throw new RangeError("outside the source");
  const size = end - start;
  const inside = (from: number, to: number): void => {
    if (from < 0 || from > to || to > size) throw new RangeError("range outside the slice");
  };
  return {
    size,
    async read(from, to) {
      inside(from, to);
      return source.read(start + from, start + to);
    },
    async digest(from, to, names) {
      inside(from, to);
      return source.digest(start + from, start + to, names);
    },
  };
}
