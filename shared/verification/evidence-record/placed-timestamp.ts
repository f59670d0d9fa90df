import { equalBytes } from "../../bytes/octets.ts";
import type { DigestName } from "../../digest/digest-name.ts";
import type { ArchiveTimestamp } from "../../evidence-record/evidence-record.ts";
import { parseToken } from "../../timestamp/token.ts";

/** An ArchiveTimeStamp in its place. */
export interface PlacedTimestamp {
  /** Counts from 1 over all chains. */
  readonly n: number;
  /** Counts from 0. */
  readonly chain: number;
  readonly firstOfChain: boolean;
  readonly timestamp: ArchiveTimestamp;
  readonly digest: DigestName;
  /** The token before it, in whichever chain. */
  readonly previous: Uint8Array | undefined;
}

/** Whether a token is over this digest under this algorithm (section 4.3, step 4). */
export function isStamped(token: Uint8Array, digest: DigestName, value: Uint8Array): boolean {
  const parsed = parseToken(token);
  if (!parsed.ok) return false;
  const { imprint } = parsed.value.info;
  return imprint.digest === digest && equalBytes(imprint.value, value);
}

/** How one of several tokens of a record is named. */
export function nameOf(subject: string, n: number, of: number): string {
  return of === 1 ? subject : `${subject}#${String(n)}`;
}
