import type { RangeDigest, RangeDigests } from "../../shared/digest/byte-source.ts";

/** What the digest thread is told. A piece lies in memory that both threads share. */
export type DigestOrder =
  | { readonly kind: "start"; readonly run: number; readonly names: readonly RangeDigest[] }
  | { readonly kind: "piece"; readonly piece: Uint8Array }
  | { readonly kind: "finish" };

/** What the digest thread tells, of the run that was started with that number. */
export type DigestReport = { readonly run: number } & (
  | { readonly kind: "taken" }
  | { readonly kind: "done"; readonly digests: RangeDigests }
  | { readonly kind: "failed"; readonly message: string }
);
