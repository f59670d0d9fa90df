import type { UnixMs } from "../../bytes/civil-time.ts";
import { type Finding, finding } from "../verdict.ts";

/** A proven moment: a token's genTime or a receipt's time, with the accuracy that its issuer stated. */
export interface ProvenTime {
  /** The file it comes from. */
  readonly file: string;
  readonly time: UnixMs;
  /** Milliseconds; null when the issuer stated none. */
  readonly accuracyMs: number | null;
}

/** The times of one package, in the order in which they must follow each other. */
export interface ProvenTimes {
  readonly stamps: readonly ProvenTime[];
  readonly receipt: ProvenTime | null;
  readonly closing: ProvenTime | null;
}

/** How far later times may precede earlier ones before it counts against the package. */
export const reversalLimitMs = 120_000;

/**
 * Token, registration, closing token: each is compared with the latest before it in whole seconds,
 * after subtracting both stated accuracies. Up to 120 s reversed is shown, beyond it fails. A
 * registration more than 120 s ahead of `now` is shown as well; tokens have a check of their own for that.
 */
export function checkOrder(times: ProvenTimes, now: UnixMs): readonly Finding[] {
  const steps = [times.stamps, listed(times.receipt), listed(times.closing)].filter(
    (step) => step.length > 0,
  );
  const findings = listed(times.receipt).flatMap((time) => inFuture(time, now));
  let before: ProvenTime | undefined;
  for (const step of steps) {
    for (const later of step) if (before !== undefined) findings.push(...reversed(before, later));
    before = latest(before === undefined ? step : [before, ...step]);
  }
  if (findings.length > 0 || steps.length === 0) return findings;
  return [finding("TIMES_IN_ORDER", "", {})];
}

function listed(time: ProvenTime | null): readonly ProvenTime[] {
  return time === null ? [] : [time];
}

function latest(times: readonly ProvenTime[]): ProvenTime | undefined {
  let last: ProvenTime | undefined;
  for (const time of times) if (last === undefined || time.time > last.time) last = time;
  return last;
}

/** What is to be told where `later`, which must follow `earlier`, precedes it in whole seconds, both accuracies subtracted. */
export function reversed(earlier: ProvenTime, later: ProvenTime): readonly Finding[] {
  const apart = wholeSeconds(earlier.time) - wholeSeconds(later.time);
  const span = apart - (earlier.accuracyMs ?? 0) - (later.accuracyMs ?? 0);
  if (span <= 0) return [];
  const data = { earlier: earlier.file, later: later.file, span };
  return span > reversalLimitMs
    ? [finding("TIMES_REVERSED", later.file, data)]
    : [finding("TIMES_SLIGHTLY_REVERSED", later.file, data)];
}

function wholeSeconds(time: UnixMs): number {
  return Math.floor(time / 1000) * 1000;
}

function inFuture({ file, time }: ProvenTime, now: UnixMs): Finding[] {
  const span = time - now;
  return span > reversalLimitMs ? [finding("TIME_IN_FUTURE", file, { file, span })] : [];
}
