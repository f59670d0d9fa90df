import type { UnixMs } from "../bytes/civil-time.ts";
import type { DigestName } from "../digest/digest-name.ts";
import type { CustodyAction } from "../evidence/custody-entry.ts";
import type {
  Clock,
  Member,
  Party,
  Planned,
  Relation,
  Sequence,
  Software,
  WayIn,
} from "../evidence/descriptor.ts";
import type { Kind } from "../evidence/states.ts";
import type { CertificateFacts } from "./certificate/certificate-facts.ts";
import type { SignerFacts } from "./signature/check-signature.ts";
import type { TimeStanding } from "./times/time-standing.ts";

export const inputFormats = [
  "package",
  "asic-e",
  "asic-s",
  "timestamp-token",
  "tlog-proof",
  "evidence-record",
] as const;
/** What kind of file was judged, as its content says. */
export type InputFormat = (typeof inputFormats)[number];

/** The algorithms a signature or token rests on. */
export interface AlgorithmFacts {
  readonly digest: string;
  readonly signature: string;
  /** Null where the size follows from the algorithm. */
  readonly keyBits: number | null;
}

/** One token, as it says of itself; `trusted` when its signature was verified and its chain ends in a root that the verifier trusts. */
export interface TimestampFacts {
  readonly file: string;
  readonly time: UnixMs;
  readonly authority: string;
  /** Dotted OID. */
  readonly policy: string;
  readonly closing: boolean;
  readonly practice: boolean;
  readonly trusted: boolean;
  /** Milliseconds; null when the authority states none. */
  readonly accuracyMs: number | null;
  /** No failed check among its own. */
  readonly sound: boolean;
  /** SHA-256 of TSTInfo and signature, lower-case hex: the token's name for ever. */
  readonly identity?: string;
  /** The signer's certificate first. */
  readonly chain?: readonly CertificateFacts[];
  readonly algorithms?: AlgorithmFacts | null;
  /** The oldest moment at which the revocation data used was issued. */
  readonly revocationKnownAt?: UnixMs | null;
  /** The token or record as of whose time it was judged; absent where it was judged as of now. */
  readonly judgedBy?: string;
  /** What its time is worth; the verdict gives it. */
  readonly standing?: TimeStanding;
}

/** One institution's cosignature that verifies. */
export interface CosignatureFacts {
  readonly institution: string;
  readonly role: string;
  readonly time: UnixMs;
}

/** How many institutions of one role cosigned, of all that the epoch has. */
export interface RoleFacts {
  readonly role: string;
  readonly cosigned: number;
  readonly institutions: number;
}

/** The registration, as receipt and descriptor say. */
export interface ReceiptFacts {
  readonly origin: string;
  readonly index: number;
  readonly size: number;
  /** Proven "existed no later than"; null without a quorum of institutions that the verifier trusts. */
  readonly existedBy: UnixMs | null;
  readonly cosignatures: readonly CosignatureFacts[];
  /** Fewest cosigners that satisfy the policy. */
  readonly needed: number;
  /** All cosigners that the policy knows. */
  readonly institutions: number;
  /** The same by role, in the order of the descriptor; absent where no trusted one says who they are. */
  readonly roles?: readonly RoleFacts[];
  readonly practice: boolean;
  readonly trusted: boolean;
  /** Name of the receipt's file. */
  readonly file?: string;
  /** Verifier key of the log. */
  readonly logKey?: string;
  /** The whole tlog-proof as text; with another of the same log it shows whether the log forked. */
  readonly proof?: string;
  /** What its time is worth; the verdict gives it. */
  readonly standing?: TimeStanding;
}

/** One closing of a package: the archive manifest and the token over it. */
export interface EditionFacts {
  /** Counts from 1. */
  readonly n: number;
  /** Null when its token cannot be read. */
  readonly closedAt: UnixMs | null;
  /** The archive manifest. */
  readonly file: string;
}

/** An evidence record of RFC 4998. */
export interface EvidenceRecordFacts {
  readonly file: string;
  readonly chains: number;
  readonly tokens: number;
  /** The time that its oldest token proves; null when it proves none. */
  readonly existedBy: UnixMs | null;
  /** The digest of each chain, oldest first. */
  readonly digests: readonly DigestName[];
  /** What that time is worth; the verdict gives it. */
  readonly standing?: TimeStanding;
}

/** One act of the custody log. */
export interface CustodyFacts {
  /** Counts from 1. */
  readonly n: number;
  readonly act: CustodyAction;
  /** Name of the party that acted; null when the software acted by itself. */
  readonly actor: string | null;
  /** Claimed. */
  readonly time: UnixMs;
  /** The custody file that holds it. */
  readonly file: string;
  /** SHA-256 of the entry's line, lower-case hex. */
  readonly digest: string;
}

/** What made the item, on what, with which clock: claimed, as evidence.json has it. */
export interface EnvironmentFacts {
  readonly software: Software;
  readonly device: { readonly id: string; readonly os: string };
  readonly via: WayIn;
  readonly clock: Clock;
}

export const momentEvents = ["captured", "sealed", "stamped", "registered", "closed"] as const;

/** A moment of the item's life: claimed by its maker, or attested by somebody else. */
export interface Moment {
  readonly event: (typeof momentEvents)[number];
  readonly time: UnixMs;
  readonly standing: TimeStanding;
  /** Who says so. */
  readonly by: string;
}

/** Milliseconds between claimed and attested moments; null while one of them is not there. */
export interface Gaps {
  readonly captureToStamp: number | null;
  readonly stampToRegistration: number | null;
}

/** What a package says of itself and what others prove of it; nothing here is a judgement. */
export interface Facts {
  /** Null for a file that is none of them. */
  readonly format: InputFormat | null;
  /** `id` of evidence.json. */
  readonly id: string | null;
  readonly number: string | null;
  /** Lower-case hex. */
  readonly fingerprint: string | null;
  readonly title: string | null;
  readonly kind: Kind | null;
  readonly purpose: string | null;
  readonly members: readonly Member[];
  readonly timestamps: readonly TimestampFacts[];
  readonly receipt: ReceiptFacts | null;
  readonly signer: SignerFacts | null;
  readonly parties: readonly Party[];
  readonly gaps: Gaps;
  readonly planned: Planned | null;
  readonly timeline: readonly Moment[];
  readonly sequence: Sequence | null;
  /** SHA-256 of the latest checkpoint known at sealing, lower-case hex. */
  readonly notBefore: string | null;
  readonly relations: readonly Relation[];
  /** Oldest first. */
  readonly editions: readonly EditionFacts[];
  readonly evidenceRecords: readonly EvidenceRecordFacts[];
  readonly custody: readonly CustodyFacts[];
  readonly environment: EnvironmentFacts | null;
}

export const noFacts: Facts = {
  format: null,
  id: null,
  number: null,
  fingerprint: null,
  title: null,
  kind: null,
  purpose: null,
  members: [],
  timestamps: [],
  receipt: null,
  signer: null,
  parties: [],
  gaps: { captureToStamp: null, stampToRegistration: null },
  planned: null,
  timeline: [],
  sequence: null,
  notBefore: null,
  relations: [],
  editions: [],
  evidenceRecords: [],
  custody: [],
  environment: null,
};
