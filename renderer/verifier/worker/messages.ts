import type { UnixMs } from "../../../shared/bytes/civil-time.ts";
import type { TrustStore } from "../../../shared/trust/trust-store.ts";
import type { Verdict } from "../../../shared/verification/verdict.ts";

/** What the page asks of its worker, once: a worker judges one set of files and is then let go. */
export interface Task {
  readonly files: readonly File[];
  readonly trust: TrustStore;
  readonly now: UnixMs;
}

/** The verdict on one input. */
export interface Judged {
  readonly name: string;
  readonly verdict: Verdict;
}

export type Told =
  | { readonly kind: "progress"; readonly done: number; readonly total: number }
  | { readonly kind: "judged"; readonly judged: readonly Judged[] }
  | { readonly kind: "broken"; readonly detail: string };
