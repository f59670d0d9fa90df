import type { UnixMs } from "../../shared/bytes/civil-time.ts";

export interface RateLimit {
  /** Submissions a second that a submitter may keep up. */
  readonly perSecond: number;
  /** Submissions that it may send at once after a rest. */
  readonly burst: number;
  /** Most submitters that are remembered. */
  readonly submitters: number;
}

export const usualRate: RateLimit = { perSecond: 200, burst: 2000, submitters: 10_000 };

interface Bucket {
  readonly tokens: number;
  readonly at: UnixMs;
}

/** Takes one submission of this submitter: 0 when it may pass, else the milliseconds after which it may. */
export type TakeTurn = (submitter: string, now: UnixMs) => number;

/** A bucket of tokens for each submitter; when too many are remembered, the longest unused is forgotten. */
export function createRateLimit(limit: RateLimit): TakeTurn {
  const buckets = new Map<string, Bucket>();
  return (submitter, now) => {
    const known = buckets.get(submitter) ?? { tokens: limit.burst, at: now };
    const refill = (Math.max(0, now - known.at) / 1000) * limit.perSecond;
    const tokens = Math.min(limit.burst, known.tokens + refill);
    buckets.delete(submitter);
    if (buckets.size >= limit.submitters) {
      const [oldest] = buckets.keys();
      if (oldest !== undefined) buckets.delete(oldest);
    }
    buckets.set(submitter, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: now });
    return tokens >= 1 ? 0 : Math.ceil(((1 - tokens) / limit.perSecond) * 1000);
  };
}
