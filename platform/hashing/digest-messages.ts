import type { RangeDigests } from "../../shared/digest/byte-source.ts";
import type { DigestTask } from "./block-digest.ts";

/** What the digest thread is told. The first element of `cancel` becomes 1 when the work is to end. */
export interface DigestOrder extends DigestTask {
  readonly cancel: Int32Array;
}

/** What the digest thread tells: bytes passed since the last report, and at last one of the ends. */
export type DigestReport =
  | { readonly kind: "passed"; readonly bytes: number }
  | { readonly kind: "done"; readonly digests: RangeDigests }
  | { readonly kind: "cancelled" }
  | { readonly kind: "changed"; readonly message: string }
  | { readonly kind: "failed"; readonly message: string; readonly code: string | undefined };
