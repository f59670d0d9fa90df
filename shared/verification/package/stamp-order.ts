import type { UnixMs } from "../../bytes/civil-time.ts";
import type { ReceiptFacts, TimestampFacts } from "../facts.ts";
import type { ProvenTime, ProvenTimes } from "../times/check-order.ts";
import { packageNames } from "../../container/package-names.ts";
import { registeredAt } from "../times/timeline.ts";
import type { StampCheck } from "./check-stamps.ts";

function isSoundStamp(stamp: StampCheck): boolean {
  return stamp.facts?.sound === true;
}

function isTrustedStamp(stamp: StampCheck): boolean {
  return isSoundStamp(stamp) && stamp.facts?.trusted === true;
}

/** How many authorities gave a sound token: one that stamped twice counts once. */
export function distinctSigners(stamps: readonly StampCheck[]): number {
  const signers = stamps.filter(isSoundStamp).map(({ signer, digest }) => signer ?? digest);
  return new Set(signers).size;
}

/**
 * Token files beyond the needed number: when enough authorities that the verifier trusts gave a
 * sound token, what stays open about the others does not make the verdict worse.
 */
export function surplusStamps(stamps: readonly StampCheck[], needed: number): ReadonlySet<string> {
  const trusted = stamps.filter(isTrustedStamp);
  if (needed < 1 || distinctSigners(trusted) < needed) return new Set();
  return new Set(stamps.filter((stamp) => !isTrustedStamp(stamp)).map(({ file }) => file));
}

/** The earliest moment at which the operator's signature is proven to have existed; `now` when none is. */
export function signedBy(stamps: readonly StampCheck[], now: UnixMs): UnixMs {
  const trusted = stamps.filter(isTrustedStamp);
  const usable = trusted.length > 0 ? trusted : stamps.filter(isSoundStamp);
  const times = usable.map(({ facts }) => facts?.time ?? now);
  return times.length === 0 ? now : Math.min(...times);
}

/** The times whose order is judged: of tokens that nothing speaks against, and of the receipt. */
export function timesOf(
  stamps: readonly StampCheck[],
  closing: StampCheck | undefined,
  receipt: ReceiptFacts | undefined,
): ProvenTimes {
  const registered = receipt === undefined ? undefined : registeredAt(receipt);
  return {
    stamps: stamps.flatMap(({ facts }) => (facts?.sound === true ? [provenTime(facts)] : [])),
    receipt:
      registered === undefined
        ? null
        : { file: packageNames.receipt, time: registered, accuracyMs: null },
    closing: closing?.facts?.sound === true ? provenTime(closing.facts) : null,
  };
}

function provenTime({ file, time, accuracyMs }: TimestampFacts): ProvenTime {
  return { file, time, accuracyMs };
}
