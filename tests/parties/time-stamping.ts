import type { UnixMs } from "../../shared/bytes/civil-time.ts";
import { type TokenFields, writeToken } from "../../shared/timestamp/token.ts";
import { parseCertificate } from "../../shared/x509/certificate.ts";
import type { Party } from "./certificate-authority.ts";

/** What a token is to say otherwise. */
export type StampWishes = Partial<TokenFields>;

/** A time-stamping authority in memory: `timestamping` of `createChain`, or any party that signs tokens. */
export interface TimeStamping {
  /** DER of a token over a digest (SHA-256 unless wished otherwise) at a time, with accuracy 1 s. */
  stamp(imprint: Uint8Array, at: UnixMs, wishes?: StampWishes): Promise<Uint8Array>;
}

export const testPolicy = "2.999.1";

/** Tokens carry the certificates given, none when told so by an empty list. */
export function timeStamping(party: Party, certificates: readonly Uint8Array[]): TimeStamping {
  const parsed = parseCertificate(party.certificate);
  if (!parsed.ok) throw new Error(parsed.fault.rule);
  const { subject } = parsed.value;
  let serial = 0n;
  return {
    stamp: (imprint, at, wishes = {}) => {
      serial += 1n;
      return writeToken({
        policy: testPolicy,
        digest: "sha256",
        imprint,
        serial,
        genTime: at,
        accuracy: { seconds: 1, millis: 0, micros: 0 },
        tsa: subject.bytes,
        signer: party.signer,
        certificates,
        ...wishes,
      });
    },
  };
}
