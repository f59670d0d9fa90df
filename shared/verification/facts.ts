import type { UnixMs } from "../bytes/civil-time.ts";
import type { Member, Party, Planned } from "../evidence/descriptor.ts";
import type { Kind } from "../evidence/states.ts";
import type { SignerFacts } from "./signature/check-signature.ts";

/** One token, as it says of itself; `trusted` when its chain ends in a root that the verifier trusts. */
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
}

/** One institution's cosignature that verifies. */
export interface CosignatureFacts {
  readonly institution: string;
  readonly role: string;
  readonly time: UnixMs;
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
  readonly practice: boolean;
  readonly trusted: boolean;
}

export const momentEvents = ["captured", "sealed", "stamped", "registered", "closed"] as const;

/** A moment of the item's life: claimed by its maker, or proven by somebody else. */
export interface Moment {
  readonly event: (typeof momentEvents)[number];
  readonly time: UnixMs;
  readonly proven: boolean;
  /** Who says so. */
  readonly by: string;
}

/** Milliseconds between claimed and proven moments; null while one of them is not there. */
export interface Gaps {
  readonly captureToStamp: number | null;
  readonly stampToRegistration: number | null;
}

/** What a package says of itself and what others prove of it; nothing here is a judgement. */
export interface Facts {
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
}

export const noFacts: Facts = {
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
};
