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
  /** Entry name of the signature, token or evidence record over `bytes`; that it is there has been checked. */
  readonly file: string;
  readonly proof: ProofKind;
}

/** What lies over a manifest. */
export type ProofKind = "signature" | "token" | "record";

/** One closing of a package with what came before it and after the closing before. */
export interface EditionView {
  /** Counts from 1. */
  readonly n: number;
  /** The archive manifest with its token, or in a batch the record's manifest with the record. */
  readonly closing: PackageManifest;
  /** Entry name of its part of the custody log, when it has one. */
  readonly custody?: string;
  /** The operator's signature over the payload; in a later edition the one over its part of the custody log. */
  readonly signature?: PackageManifest;
  /** Tokens and records over the payload that came with it, in the order of their names. */
  readonly stamps: readonly PackageManifest[];
  /** Every entry that came with it. */
  readonly entries: ReadonlySet<string>;
}

/** A package whose structure could be read. Findings say whether it also holds. */
export interface PackageView {
  readonly entries: ReadonlyMap<string, PackageEntry>;
  /** `ASiCManifest001.xml`: the SHA-256 of its bytes is the fingerprint. */
  readonly payload?: PackageManifest;
  /** The operator's signature over the payload manifest. */
  readonly signature?: PackageManifest;
  /** Manifests with tokens or records over the payload that came with the first edition, without the closing one. */
  readonly stamps: readonly PackageManifest[];
  /** The newest archive manifest and its closing token, or the newest closing record's manifest and the record. */
  readonly closing?: PackageManifest;
  /** Oldest first; empty when the package is not closed. */
  readonly editions: readonly EditionView[];
  /** The whole entry; undefined when there is none or it is longer than `limit` (at most 16 MiB). */
  read(name: string, limit: number): Promise<Uint8Array | undefined>;
}
