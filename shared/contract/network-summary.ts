import { count, digest } from "./scalars.ts";
import { z } from "./zod-csp.ts";

/** A network that this home has accepted, as its newest epoch describes it. */
export const networkSummary = z.strictObject({
  origin: z.string(),
  name: z.strictObject({ zh: z.string(), en: z.string() }),
  practice: z.boolean(),
  /** SHA-256 of network.json. */
  digest,
  institutions: z.array(z.strictObject({ name: z.string(), role: z.string() })).readonly(),
  /** Fewest cosigners that satisfy the policy. */
  needed: count,
});
export type NetworkSummary = z.infer<typeof networkSummary>;
