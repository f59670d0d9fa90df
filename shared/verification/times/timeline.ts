import type { UnixMs } from "../../bytes/civil-time.ts";
import type { CustodyLine } from "../../evidence/custody-log.ts";
import type { EvidenceDescriptor } from "../../evidence/descriptor.ts";
import type { Gaps, Moment, ReceiptFacts, TimestampFacts } from "../facts.ts";

/** Everything that carries a time in one package. */
export interface TimelineParts {
  readonly evidence: EvidenceDescriptor | undefined;
  readonly custody: readonly CustodyLine[];
  readonly timestamps: readonly TimestampFacts[];
  readonly receipt: ReceiptFacts | undefined;
}

/** The moments of an item in the order of its life, claimed ones first, whatever their times say. */
export function timelineOf({
  evidence,
  custody,
  timestamps,
  receipt,
}: TimelineParts): readonly Moment[] {
  const device =
    evidence === undefined ? "" : `${evidence.software.name} ${evidence.software.version}`;
  const moments: Moment[] = [];
  if (evidence !== undefined)
    moments.push({ event: "captured", time: evidence.clock.capturedAt, proven: false, by: device });
  const seal = custody.at(-1)?.entry;
  if (seal?.action === "sealed")
    moments.push({ event: "sealed", time: seal.time, proven: false, by: device });
  const stamped = timestamps.filter(({ closing }) => !closing);
  const closed = timestamps.filter(({ closing }) => closing);
  moments.push(...stamped.map((token) => provenMoment("stamped", token)));
  const registered = receipt === undefined ? undefined : registeredAt(receipt);
  if (receipt !== undefined && registered !== undefined)
    moments.push({
      event: "registered",
      time: registered,
      proven: receipt.existedBy !== null,
      by: receipt.origin,
    });
  moments.push(...closed.map((token) => provenMoment("closed", token)));
  return moments;
}

function provenMoment(event: "stamped" | "closed", token: TimestampFacts): Moment {
  const proven = token.sound && token.trusted;
  return { event, time: token.time, proven, by: token.authority };
}

/** The time that the institutions give: the proven one, else the latest claimed. */
export function registeredAt(receipt: ReceiptFacts): UnixMs | undefined {
  const times = receipt.cosignatures.map(({ time }) => time);
  return receipt.existedBy ?? (times.length === 0 ? undefined : Math.max(...times));
}

/**
 * The gaps that are shown and never hidden: from capture to the first stamp, from there to the registration. Where
 * a moment of a kind is proven, those that are only claimed do not count: anybody can add a token of his own.
 */
export function gapsOf(timeline: readonly Moment[]): Gaps {
  const firstOf = (event: Moment["event"]): UnixMs | undefined => {
    const moments = timeline.filter((moment) => moment.event === event);
    const proven = moments.filter((moment) => moment.proven);
    const times = (proven.length > 0 ? proven : moments).map(({ time }) => time);
    return times.length === 0 ? undefined : Math.min(...times);
  };
  const captured = firstOf("captured");
  const stamped = firstOf("stamped");
  const registered = firstOf("registered");
  return {
    captureToStamp: gapOf(captured, stamped),
    stampToRegistration: gapOf(stamped, registered),
  };
}

/**
 * Milliseconds from one moment to a later one. Where the first seems to be the later one they are compared in
 * whole seconds, as most authorities and all cosigners give no more: inside one second there is no order.
 */
export function gapBetween(from: UnixMs, to: UnixMs): number {
  if (to >= from) return to - from;
  return (Math.floor(to / 1000) - Math.floor(from / 1000)) * 1000;
}

function gapOf(from: UnixMs | undefined, to: UnixMs | undefined): number | null {
  return from === undefined || to === undefined ? null : gapBetween(from, to);
}
