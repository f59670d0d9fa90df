import type { UnixMs } from "../../../shared/bytes/civil-time.ts";
import type { TrustStore } from "../../../shared/trust/trust-store.ts";
import type { Comparison } from "../../../shared/verification/comparison/comparison.ts";
import type { Policy } from "../../../shared/verification/policy.ts";
import type { Verdict } from "../../../shared/verification/verdict.ts";

/** What the page asks of its worker, once: a worker judges one set of files and is then let go. */
export interface Task {
  readonly files: readonly File[];
  readonly trust: TrustStore;
  readonly policy: Policy;
  readonly now: UnixMs;
}

/** The verdict on each input, and what several say of each other. */
export interface Judged {
  readonly inputs: readonly { readonly path: string; readonly verdict: Verdict }[];
  /** Null for one input. */
  readonly comparison: Comparison | null;
}

/**
 * What the page says to its worker: the lane once it has come up, or that there is none; the task, before or after it;
 * and bytes that it was asked for, null where it cannot read them.
 */
export type Said =
  | { readonly kind: "task"; readonly task: Task }
  | { readonly kind: "lane"; readonly port: MessagePort | undefined }
  | { readonly kind: "bytes"; readonly n: number; readonly bytes: ArrayBuffer | null };

/** What the worker says to its page. `read` asks for bytes `start` to `end` of the file of that place. */
export type Told =
  | {
      readonly kind: "read";
      readonly n: number;
      readonly place: number;
      readonly start: number;
      readonly end: number;
    }
  | { readonly kind: "progress"; readonly done: number; readonly total: number }
  | { readonly kind: "judged"; readonly judged: Judged }
  | { readonly kind: "broken"; readonly detail: string };
