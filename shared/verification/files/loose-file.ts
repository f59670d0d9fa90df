import type { RangeDigest, RangeDigests } from "../../digest/byte-source.ts";

/** A file that lies beside an input: perhaps a member of it, perhaps what it is about. */
export interface LooseFile {
  /** As its owner calls it; no comparison looks at it. */
  readonly name: string;
  readonly size: number;
  /** Digests of all its bytes under the names asked for, computed where they are; rejects when they cannot be read. */
  digest(names: readonly RangeDigest[]): Promise<RangeDigests>;
  /** All its bytes; rejects over 16 MiB and when they cannot be read. */
  read(): Promise<Uint8Array>;
}
