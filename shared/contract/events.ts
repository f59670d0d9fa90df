import { itemSummary } from "./item-summary.ts";
import { count, itemId, jobId, sourceId, state } from "./scalars.ts";
import { z } from "./zod-csp.ts";

/** What the service tells without being asked. Progress is ephemeral: a listener may miss any of it. */
export const hostEvent = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("item"), item: itemSummary }),
  z.strictObject({ type: z.literal("removed"), id: itemId }),
  /** The service is there, for the first time or again: what a page knew may be stale. */
  z.strictObject({ type: z.literal("ready") }),
  /** Files that the system or a second instance handed to the running app. */
  z.strictObject({ type: z.literal("given"), sources: z.array(sourceId).readonly() }),
  z.strictObject({
    type: z.literal("progress"),
    /** An item, or what the caller named its judging. */
    id: z.union([itemId, jobId]),
    /** The state that the running step leads to; null of judging. */
    state: state.nullable(),
    /** Bytes, or steps of the step where bytes mean nothing. */
    done: count,
    total: count,
  }),
]);
export type HostEvent = z.infer<typeof hostEvent>;
