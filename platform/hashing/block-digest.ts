import { readSync } from "node:fs";
import type { RangeDigest, RangeDigests } from "../../shared/digest/byte-source.ts";
import { startRangeDigests } from "./running-digests.ts";
import { SourceChanged } from "./source-changed.ts";

/** A block that fits the second level of a processor's cache, read and digested while it is there. */
export const blockBytes = 256 * 1024;

/** A range of an open file and what to compute over it. */
export interface DigestTask {
  readonly descriptor: number;
  readonly start: number;
  readonly end: number;
  readonly names: readonly RangeDigest[];
}

/**
 * Digests a range without leaving the thread, block by block through `buffer`.
 *
 * @param passed called after each block with its length; throwing ends the work
 * Throws `SourceChanged` when the file is shorter than the range.
 */
export function digestBlocks(
  { descriptor, start, end, names }: DigestTask,
  buffer: Uint8Array,
  passed?: (bytes: number) => void,
): RangeDigests {
  const digests = startRangeDigests(names);
  let at = start;
  while (at < end) {
    const length = readSync(descriptor, buffer, 0, Math.min(buffer.length, end - at), at);
    if (length === 0) throw new SourceChanged("the file became shorter");
    digests.update(buffer.subarray(0, length));
    at += length;
    passed?.(length);
  }
  return digests.finish();
}
