import type { UnixMs } from "../../bytes/civil-time.ts";
import { type ProvenTime, reversalLimitMs } from "../times/check-order.ts";
import { type Finding, finding } from "../verdict.ts";
import type { ReadPart } from "./check-custody.ts";

/** How far device and authority may disagree before our own software refuses to go on (docs/adr/0007). */
const clockLimitMs = 600_000;

/**
 * The latest time that each part claims, against the first trusted token that covers it, and against now: what a
 * token proves to have existed cannot have been written later.
 */
export function checkCustodyTimes(parts: readonly ReadPart[], now: UnixMs): readonly Finding[] {
  const findings: Finding[] = [];
  for (const part of parts) {
    const latest = latestClaim(part);
    if (latest === undefined) continue;
    const { file } = part;
    const { seq, time } = latest;
    const ahead = time - now;
    if (ahead > reversalLimitMs)
      findings.push(finding("CUSTODY_IN_FUTURE", file, { file, seq, span: ahead }));
    const token = firstToken(part.coveredBy);
    const span = token === undefined ? 0 : time - wholeSecond(token);
    if (token === undefined || span <= 0) continue;
    const data = { file, seq, token: token.file, span };
    findings.push(
      span > clockLimitMs
        ? finding("CUSTODY_AFTER_TOKEN", file, data)
        : finding("CUSTODY_SLIGHTLY_AFTER_TOKEN", file, data),
    );
  }
  return findings;
}

function latestClaim({
  lines,
  before,
}: ReadPart): { readonly seq: number; readonly time: UnixMs } | undefined {
  let latest: { readonly seq: number; readonly time: UnixMs } | undefined;
  for (const [index, { entry }] of lines.entries())
    if (latest === undefined || entry.time > latest.time)
      latest = { seq: before + index + 1, time: entry.time };
  return latest;
}

function firstToken(tokens: readonly ProvenTime[]): ProvenTime | undefined {
  let first: ProvenTime | undefined;
  for (const token of tokens) if (first === undefined || token.time < first.time) first = token;
  return first;
}

/** The last millisecond that a token's second and its stated accuracy leave open. */
function wholeSecond({ time, accuracyMs }: ProvenTime): UnixMs {
  return Math.floor(time / 1000) * 1000 + 999 + (accuracyMs ?? 0);
}
