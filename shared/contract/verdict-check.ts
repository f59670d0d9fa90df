import { outcome, slots } from "./scalars.ts";
import { z } from "./zod-csp.ts";

/** One check, with its sentence in the language asked for and the data to say it in another. */
export const verdictCheck = z.strictObject({
  code: z.string(),
  outcome,
  required: z.boolean(),
  subject: z.string(),
  message: z.string(),
  data: slots,
});
export type VerdictCheck = z.infer<typeof verdictCheck>;
