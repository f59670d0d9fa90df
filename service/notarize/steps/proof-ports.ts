import type { UnixMs } from "../../../shared/bytes/civil-time.ts";
import type { Fault } from "../../../shared/words/faults/fault.ts";

/** Why a proof could not be had now (`retryAfterMs`), or will not be had by asking again (null). */
export interface ProofFault {
  readonly fault: Fault;
  readonly retryAfterMs: number | null;
}

export type ProofResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly fault: ProofFault };

/** A token that was verified on arrival, with all that came with it. */
export interface ObtainedToken {
  readonly token: Uint8Array;
  readonly request: Uint8Array;
  readonly response: Uint8Array;
  readonly time: UnixMs;
  readonly authority: string;
  readonly policy: string;
  readonly practice: boolean;
  /** Local clock minus the token's time, in milliseconds; null where it could not be measured. */
  readonly offset: number | null;
  /** DER, roots included. */
  readonly certificates: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
  readonly ocsps: readonly Uint8Array[];
}

/** Asks one planned authority for a token over the bytes of a manifest. */
export type Stamper = (
  authority: string,
  manifest: Uint8Array,
  signal: AbortSignal,
) => Promise<ProofResult<ObtainedToken>>;

export interface ClosingToken extends ObtainedToken {
  /** Certificates in the token that are not among those known. */
  readonly unlisted: readonly Uint8Array[];
}

/** Asks for a closing token; `known` are the certificates under trust/, DER. */
export type Closer = (
  authority: string,
  manifest: Uint8Array,
  known: readonly Uint8Array[],
  signal: AbortSignal,
) => Promise<ProofResult<ClosingToken>>;

export interface ObtainedReceipt {
  readonly submission: Uint8Array;
  readonly receipt: Uint8Array;
  readonly policy: Uint8Array;
  readonly network: Uint8Array;
  readonly facts: {
    readonly origin: string;
    readonly index: number;
    readonly size: number;
    readonly existedBy: UnixMs | null;
    readonly cosignatures: readonly {
      readonly institution: string;
      readonly role: string;
      readonly time: UnixMs;
    }[];
    readonly practice: boolean;
  };
}

/** Registers a fingerprint with a network; `tokens` are SHA-256 of each .tst in hex. */
export type Registrar = (
  item: {
    readonly id: string;
    /** Whose submitter key signs. */
    readonly identity: string;
    readonly network: string;
    readonly fingerprint: string;
    readonly tokens: readonly string[];
  },
  signal: AbortSignal,
) => Promise<ProofResult<ObtainedReceipt>>;
