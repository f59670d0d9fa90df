import type { DigestName } from "./digest-name.ts";

/** What can be computed over a range: a digest, or the CRC-32 of ZIP (4 bytes, big-endian). */
export type RangeDigest = DigestName | "crc32";

/** Results by name; a name that was not asked for is absent. */
export type RangeDigests = Readonly<Partial<Record<RangeDigest, Uint8Array>>>;

/**
 * Bulk bytes, where they are: a file, a Blob, an array. They never enter `shared/` whole.
 * Offsets are bytes from the start; `end` is exclusive.
 */
export interface ByteSource {
  readonly size: number;
  /** Exactly `end - start` bytes, at most 16 MiB; rejects on I/O fault, change or abort. */
  read(start: number, end: number): Promise<Uint8Array>;
  /** Digests of the range under the names asked for, computed where the bytes are; rejects as `read` does. */
  digest(start: number, end: number, names: readonly RangeDigest[]): Promise<RangeDigests>;
}
