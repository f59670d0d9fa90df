/** One entry of a ZIP whose headers were read and agree. Offsets are bytes from the start of the file. */
export interface ZipEntry {
  readonly name: string;
  readonly method: "stored" | "deflated";
  /** Length of the content. */
  readonly size: number;
  readonly crc32: number;
  /** Where the local header begins, and its bytes. */
  readonly offset: number;
  readonly header: Uint8Array;
  /** Where the data lies, `end` exclusive; for stored entries `end - start` is `size`. */
  readonly start: number;
  readonly end: number;
}

/** A ZIP of which every byte is accounted for: headers, data, directory, end records. */
export interface ZipDirectory {
  /** In the order of the central directory. */
  readonly entries: readonly ZipEntry[];
  /** Everything behind the last entry: the central directory and the end records. */
  readonly tail: Uint8Array;
  /** The archive comment, empty or one that ASiC gives a meaning. */
  readonly comment: string;
}

export interface ZipLimits {
  readonly entries: number;
  /** Most bytes of the central directory. */
  readonly directoryBytes: number;
  /** Present for a ZIP that other software made: what is read beyond our own profile, and its bounds. */
  readonly foreign?: ForeignBounds;
}

/**
 * Bounds on what deflated entries claim to hold; they are checked before anything is inflated, since inflating and
 * digesting is what a bomb makes others do. A package has no deflated entries and so no such bounds.
 */
export interface ForeignBounds {
  /** Most times an entry, or all of them together, may be larger than the data, once larger than `smallBytes`. */
  readonly ratio: number;
  readonly smallBytes: number;
  /** Most bytes of all deflated entries together. */
  readonly inflatedBytes: number;
}

/** What a package may be: EU DSS refuses more than 1,000 entries. */
export const packageZipLimits: ZipLimits = { entries: 1_000, directoryBytes: 4 * 1024 * 1024 };

/** What the inner ZIP of a large folder may be. */
export const bundleZipLimits: ZipLimits = { entries: 20_000, directoryBytes: 32 * 1024 * 1024 };

/**
 * What a container of other software may be: the ratio and the count are those of EU DSS 6.4, which applies the ratio
 * to single entries alone; 2 GiB are what a clerk's machine digests in half a minute.
 */
export const foreignZipLimits: ZipLimits = {
  entries: 1_000,
  directoryBytes: 4 * 1024 * 1024,
  foreign: { ratio: 100, smallBytes: 1_000_000, inflatedBytes: 2 * 1024 * 1024 * 1024 },
};
