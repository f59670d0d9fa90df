import type { UnixMs } from "../../../shared/bytes/civil-time.ts";
import type { CustodyDevice } from "../../../shared/evidence/custody-log.ts";
import type { Result } from "../../../shared/bytes/result.ts";
import type { Signer } from "../../../shared/signature/scheme.ts";
import type { Fault } from "../../../shared/words/faults/fault.ts";
import type { ObjectStore } from "../../objects/store.ts";
import type { Vault } from "../../vault/vault.ts";
import type { Closer, Registrar, Stamper } from "./proof-ports.ts";

/** The key that signs custody entries; `key` is its public half, base64. */
export interface StepDevice extends CustodyDevice {
  readonly key: string;
}

/** Who signs the payload, with all that a verifier may want to see of the certificate. */
export interface StepOperator {
  readonly signer: Signer;
  /** DER: the signer's own first, then its issuers, the root too where it is known. */
  readonly chain: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
  readonly ocsps: readonly Uint8Array[];
}

export interface SoftwareFact {
  readonly name: string;
  readonly version: string;
  readonly digest: string | null;
}

/** What the steps need of the rest of the service. */
export interface StepPorts {
  readonly vault: Vault;
  readonly objects: ObjectStore;
  readonly clock: () => UnixMs;
  readonly os: string;
  readonly software: SoftwareFact;
  readonly randomBytes: (length: number) => Uint8Array;
  /**
   * The device key of an item's identity. Rejects with `StepRefused` when the identity is locked or its file cannot
   * be read; a step asks first of all, so that a locked one costs no work, no token and no receipt.
   */
  readonly device: (identity: string) => Promise<StepDevice>;
  readonly operator: (
    identity: string,
    signal: AbortSignal,
  ) => Promise<Result<StepOperator, Fault>>;
  readonly stamp: Stamper;
  readonly close: Closer;
  readonly register: Registrar;
  /** Judges a finished package by the strict verifier and this home's trust. */
  readonly selfCheck: (path: string, signal: AbortSignal) => Promise<SelfCheck>;
}

export interface SelfCheck {
  readonly outcome: "failed" | "indeterminate" | "nothing_to_verify" | "passed";
  readonly practice: boolean;
  /** Codes of the checks that failed. */
  readonly failed: readonly string[];
  /** Codes of the checks that neither passed nor failed. */
  readonly open: readonly string[];
}
