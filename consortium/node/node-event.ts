import type { Refused } from "../cosigner/cosigning-round.ts";

/** What happened that an operator should see; carries no submission's content. */
export type NodeEvent =
  | { readonly kind: "commit-failed"; readonly error: unknown }
  | { readonly kind: "cosigning-failed"; readonly error: unknown }
  | { readonly kind: "cosigner-refused"; readonly refused: readonly Refused[] };
