/** One file of a package: its name there, and what names its bytes in the object store. */
export interface EntryRef {
  /** Entry name in the ZIP: portable, NFC, segments parted by `/`. */
  readonly name: string;
  /** SHA-256 of the bytes, lower-case hex. */
  readonly sha256: string;
  /** Length in bytes. */
  readonly size: number;
  /** CRC-32 of ZIP (polynomial 0xEDB88320) as an unsigned 32-bit number. */
  readonly crc32: number;
}

/** Bytes of a laid-out file, in order: either the bytes, or the object that holds them (SHA-256, hex). */
export type PackagePart = Uint8Array | { readonly digest: string; readonly size: number };

/** Length in bytes of the file that the parts make. */
export function sizeOfParts(parts: readonly PackagePart[]): number {
  let size = 0;
  for (const part of parts) size += part instanceof Uint8Array ? part.length : part.size;
  return size;
}
