import type { AsicManifest } from "../../container/asic-manifest.ts";

/** One entry of a package and what was computed over its bytes, all in one pass. */
export interface PackageEntry {
  readonly name: string;
  readonly size: number;
  /** Where its bytes lie in the package, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  /** Lower-case hex. */
  readonly sha256: string;
  /** Lower-case hex; computed for the entries that SM3SUMS names. */
  readonly sm3?: string;
}

/** A manifest with the bytes that its signature or token covers. */
export interface PackageManifest {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly manifest: AsicManifest;
  /** Entry name of the signature or token over `bytes`; that it is there has been checked. */
  readonly file: string;
}

/** A package whose structure could be read. Findings say whether it also holds. */
export interface PackageView {
  readonly entries: ReadonlyMap<string, PackageEntry>;
  /** `ASiCManifest001.xml`: the SHA-256 of its bytes is the fingerprint. */
  readonly payload?: PackageManifest;
  /** The operator's signature over the payload manifest. */
  readonly signature?: PackageManifest;
  /** Manifests with time-stamp tokens, in the order of their numbers, without the closing one. */
  readonly stamps: readonly PackageManifest[];
  /** The archive manifest and the closing token. */
  readonly closing?: PackageManifest;
  /** The whole entry; undefined when there is none or it is longer than `limit` (at most 16 MiB). */
  read(name: string, limit: number): Promise<Uint8Array | undefined>;
}
