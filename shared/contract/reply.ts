import { slots } from "./scalars.ts";
import { z } from "./zod-csp.ts";

/**
 * Why a call was not answered. `code` is one of `shared/words/faults`; `message` its sentence in the
 * language of the caller, `data` the values of its slots. Nothing of an unexpected exception is in it.
 */
export const replyError = z.strictObject({
  code: z.string(),
  message: z.string(),
  data: slots,
});
export type ReplyError = z.infer<typeof replyError>;

/** What every door returns. An envelope, because only an error's message survives Electron's own. */
export const reply = z.discriminatedUnion("ok", [
  z.strictObject({ ok: z.literal(true), value: z.unknown() }),
  z.strictObject({ ok: z.literal(false), error: replyError }),
]);
export type Reply = z.infer<typeof reply>;
