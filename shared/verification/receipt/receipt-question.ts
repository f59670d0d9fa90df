import type { UnixMs } from "../../bytes/civil-time.ts";
import type { VerifySignature } from "../../signature/scheme.ts";
import type { TrustStore } from "../../trust/trust-store.ts";
import type { ReceiptFacts } from "../facts.ts";
import type { Finding } from "../verdict.ts";

/** A file of the package: its entry name, and its bytes where it is there. */
export interface ReceiptFile {
  readonly name: string;
  readonly bytes: Uint8Array | undefined;
}

/** A token over the sealed payload, the closing one left out. */
export interface RegisteredToken {
  readonly file: string;
  /** SHA-256 of the .tst file, hex. */
  readonly digest: string;
  /** Its genTime, as soon as the token is sound. */
  readonly time?: UnixMs;
  /** Milliseconds; null or absent when the authority states none. */
  readonly accuracyMs?: number | null;
}

/** The files under META-INF/consortium/ and what they must agree with. */
export interface ReceiptQuestion {
  readonly receipt: ReceiptFile;
  readonly submission: ReceiptFile;
  readonly policy: ReceiptFile;
  readonly network: ReceiptFile;
  /** SHA-256 of the payload manifest, hex. */
  readonly fingerprint: string;
  readonly tokens: readonly RegisteredToken[];
  readonly trust: Pick<TrustStore, "networks">;
  readonly now: UnixMs;
  readonly verify: VerifySignature;
}

/** What was found, and the facts as soon as there is a receipt whose network can be named. */
export interface ReceiptAnswer {
  readonly findings: readonly Finding[];
  readonly facts?: ReceiptFacts;
}
