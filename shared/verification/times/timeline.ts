import type { UnixMs } from "../../bytes/civil-time.ts";
import type { Facts, Gaps, Moment, ReceiptFacts, TimestampFacts } from "../facts.ts";
import { isProven, type TimeStanding } from "./time-standing.ts";

const claimed: TimeStanding = { state: "claimed", code: null };
const unsettled: TimeStanding = { state: "open", code: null };

/**
 * The moments of an item in the order of its life, claimed ones first, whatever their times say; of a bare receipt the
 * registration alone, of other inputs none.
 *
 * @param facts with the standings of the verdict
 */
export function timelineOf(facts: Facts): readonly Moment[] {
  const { format, environment, custody, timestamps, receipt } = facts;
  if (format !== "package" && format !== "tlog-proof") return [];
  const moments: Moment[] = [];
  const device =
    environment === null ? "" : `${environment.software.name} ${environment.software.version}`;
  if (environment !== null) {
    const time = environment.clock.capturedAt;
    moments.push({ event: "captured", time, standing: claimed, by: device });
  }
  const seal = custody.findLast(({ file }) => file === custody[0]?.file);
  if (seal?.act === "sealed")
    moments.push({ event: "sealed", time: seal.time, standing: claimed, by: device });
  const stamped = timestamps.filter(({ closing }) => !closing);
  const closed = timestamps.filter(({ closing }) => closing);
  moments.push(...stamped.map((token) => attested("stamped", token)));
  const registered = receipt === null ? undefined : registeredAt(receipt);
  if (receipt !== null && registered !== undefined) {
    const { standing = unsettled, origin: by } = receipt;
    moments.push({ event: "registered", time: registered, standing, by });
  }
  moments.push(...closed.map((token) => attested("closed", token)));
  return moments;
}

function attested(event: "stamped" | "closed", token: TimestampFacts): Moment {
  const { time, standing = unsettled, authority: by } = token;
  return { event, time, standing, by };
}

/** The time that the institutions give: the proven one, else the latest claimed. */
export function registeredAt(receipt: ReceiptFacts): UnixMs | undefined {
  const times = receipt.cosignatures.map(({ time }) => time);
  return receipt.existedBy ?? (times.length === 0 ? undefined : Math.max(...times));
}

/**
 * The gaps that are shown and never hidden: from capture to the first stamp, from there to the registration. Where a
 * token is proven, or at least of an authority that the verifier trusts, the others do not count: anybody can add a
 * token of his own.
 */
export function gapsOf({ timestamps }: Facts, timeline: readonly Moment[]): Gaps {
  const timeOf = (event: Moment["event"]): UnixMs | undefined =>
    timeline.find((moment) => moment.event === event)?.time;
  const stamps = timestamps.filter(({ closing }) => !closing);
  const proven = stamps.filter(({ standing }) => isProven(standing));
  const trusted = stamps.filter(({ sound, trusted: known }) => sound && known);
  const [usable = []] = [proven, trusted, stamps].filter((some) => some.length > 0);
  const stamped = usable.length === 0 ? undefined : Math.min(...usable.map(({ time }) => time));
  return {
    captureToStamp: gapOf(timeOf("captured"), stamped),
    stampToRegistration: gapOf(stamped, timeOf("registered")),
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
