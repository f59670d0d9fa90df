import type { UnixMs } from "../../bytes/civil-time.ts";
import type { DigestName } from "../../digest/digest-name.ts";
import type { Grounds } from "../grounds.ts";

/** A token, what it should say, and whatever may help to judge it. */
export interface TokenQuestion extends Grounds {
  /** Names the token in findings: its file. */
  readonly subject: string;
  readonly token: Uint8Array;
  /** What the token should be over; unasked when absent. */
  readonly covered?: CoveredFile;
  /** The nonce that was sent, or null when none was; unasked when absent. */
  readonly nonce?: bigint | null;
  /** Dotted OID of the policy that was asked for. */
  readonly policy?: string;
  readonly now: UnixMs;
  /**
   * The moment from which something newer protects the token: genTime of the sound token that renews it, or another
   * proof that it existed by then. Its algorithms, and revocations for whatever reason, are judged at that moment;
   * at `now` when absent.
   */
  readonly judgedAt?: UnixMs;
}

/** A file that a token should be over. */
export interface CoveredFile {
  readonly file: string;
  /** Its digest under the algorithm that the token names; undefined when it was not computed. */
  digest(name: DigestName): Uint8Array | undefined;
}
