import type { DigestName } from "../digest/digest-name.ts";
import type { AlgorithmIdentifier } from "../x509/algorithm-identifier.ts";

/** One ArchiveTimeStamp (RFC 4998 section 4.1). Nothing in it has been verified. */
export interface ArchiveTimestamp {
  /** The digest of its tree as `digestAlgorithm` names it; undefined when the field is absent. */
  readonly digestAlgorithm: AlgorithmIdentifier | undefined;
  /** Whether it carries attributes; none are known, none are needed. */
  readonly attributes: boolean;
  /** The lists of the reduced hash tree, each in the order in which it stands; undefined when the field is absent. */
  readonly reducedTree: readonly (readonly Uint8Array[])[] | undefined;
  /** DER of the time-stamp token: a ContentInfo. */
  readonly token: Uint8Array;
}

/** One ArchiveTimeStampChain: time-stamps over one digest algorithm, oldest first. */
export interface ArchiveChain {
  readonly timestamps: readonly ArchiveTimestamp[];
  /** DER of the chain. */
  readonly bytes: Uint8Array;
}

/** An EvidenceRecord (RFC 4998 section 3.1). */
export interface EvidenceRecord {
  readonly der: Uint8Array;
  readonly digestAlgorithms: readonly AlgorithmIdentifier[];
  /** Dotted OIDs of the attributes under `cryptoInfos`: material that may help, in forms of its makers. */
  readonly cryptoInfos: readonly string[];
  /** Dotted OID of the encryption method when the record is over encrypted data (section 6.1). */
  readonly encryption: string | undefined;
  /** Oldest first, at least one. */
  readonly chains: readonly ArchiveChain[];
}

/** Most bytes of a record, most chains, time-stamps over all chains, lists of one tree, digests over all its lists. */
export const recordLimits = {
  bytes: 16 * 1024 * 1024,
  elements: 400_000,
  algorithms: 16,
  attributes: 64,
  chains: 100,
  timestamps: 1_000,
  lists: 64,
  digests: 100_000,
} as const;

/** What a writer puts into one ArchiveTimeStamp. */
export interface ArchiveTimestampFields {
  readonly digest: DigestName;
  /** Lists as they shall stand; none for a time-stamp over one digest itself. */
  readonly reducedTree?: readonly (readonly Uint8Array[])[];
  readonly token: Uint8Array;
}
