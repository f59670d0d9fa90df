import type { UnixMs } from "../../bytes/civil-time.ts";
import type { DigestName } from "../../digest/digest-name.ts";
import type { EvidenceRecordFacts, TimestampFacts } from "../facts.ts";
import type { Grounds } from "../grounds.ts";
import type { TokenFacts } from "../timestamp/token-facts.ts";
import type { Finding } from "../verdict.ts";

/** A record, what it should protect, and whatever may help to judge it. */
export interface RecordQuestion extends Grounds {
  /** Names the record in findings: its file. */
  readonly subject: string;
  readonly record: Uint8Array;
  /**
   * The digests of all objects of the protected group under one algorithm; called once for each algorithm of the
   * record. Undefined when the data is not to be had. Rejects when it cannot be read.
   */
  objects(digest: DigestName): Promise<readonly Uint8Array[] | undefined>;
  readonly now: UnixMs;
  /** When the record's newest token is proven to have existed by something later; `now` when nothing does. */
  readonly judgedAt?: UnixMs;
  /** Whether the record closes a package; shown with its tokens. */
  readonly closing?: boolean;
}

/** Everything that was found of a record. Facts are absent when it could not be read. */
export interface RecordVerdict {
  readonly findings: readonly Finding[];
  readonly facts: EvidenceRecordFacts | undefined;
  /** What its tokens say, oldest first. */
  readonly timestamps: readonly TimestampFacts[];
  /** Everything of the oldest token; undefined when it cannot be read. */
  readonly oldest: TokenFacts | undefined;
}
