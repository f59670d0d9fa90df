import type { UnixMs } from "../../bytes/civil-time.ts";
import type { DigestName } from "../../digest/digest-name.ts";
import type { CertificateFacts } from "../certificate/certificate-facts.ts";
import type { TimestampFacts } from "../facts.ts";
import type { Grounds } from "../grounds.ts";
import type { Issuer } from "../practice/check-practice.ts";
import type { Finding } from "../verdict.ts";
import type { SignerFacts } from "./check-signature.ts";

/** A detached CAdES signature file, what it should be over, and whatever may help to judge it. */
export interface CadesQuestion extends Grounds {
  /** Names the signature in findings: its entry. */
  readonly subject: string;
  readonly bytes: Uint8Array;
  readonly content: CadesContent;
  readonly now: UnixMs;
  /** The earliest moment at which other sound proofs, such as a container's token over the file, show that it existed. */
  readonly existedBy?: UnixMs;
  /** Whether something of what shows that moment is open; absent means that nothing is. */
  readonly existedByOpen?: boolean;
}

/** The bytes that are signed, wherever they are. */
export interface CadesContent {
  readonly file: string;
  /** Undefined when they are not to be had, or not under this digest. */
  digest(name: DigestName): Promise<Uint8Array | undefined>;
}

/** One signer of the file. */
export interface CadesSigner {
  readonly facts: SignerFacts;
  readonly chain: readonly CertificateFacts[];
  /** When the signature is proven to have existed; null when nothing proves it. */
  readonly time: UnixMs | null;
  /** Whether none of its own checks failed. */
  readonly sound: boolean;
  /** Whether its chain ends in a root that the verifier trusts. */
  readonly trusted: boolean;
}

export interface CadesVerdict {
  readonly findings: readonly Finding[];
  readonly signers: readonly CadesSigner[];
  /** The signature-time-stamps that could be read. */
  readonly timestamps: readonly TimestampFacts[];
  /** Whoever attests something here, for the check on practice. */
  readonly issuers: readonly Issuer[];
}
