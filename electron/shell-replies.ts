import { replyError } from "../shared/contract/reply.ts";
import { itemId, pageVia, sourceId } from "../shared/contract/scalars.ts";
import { z } from "../shared/contract/zod-csp.ts";

/** What the preload sends for each file that a person gave. */
export const ingestRequest = z.strictObject({
  files: z
    .array(
      z.strictObject({
        absolute: z.string().max(32_768),
        path: z.string().max(32_768),
        name: z.string().max(1024),
      }),
    )
    .min(1)
    .max(100_000),
  via: pageVia,
});

export const ingestReply = z.discriminatedUnion("ok", [
  z.strictObject({ ok: z.literal(true), sources: z.array(sourceId).readonly() }),
  z.strictObject({ ok: z.literal(false), error: replyError }),
]);
export type IngestReply = z.infer<typeof ingestReply>;

export const saveRequest = z.strictObject({
  id: itemId,
  name: z.string().min(1).max(255),
  page: z.boolean(),
});

export const saveReply = z.enum(["saved", "cancelled", "failed"]);
export type SaveReply = z.infer<typeof saveReply>;
