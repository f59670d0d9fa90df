import { slots } from "./scalars.ts";
import { z } from "./zod-csp.ts";

/** A time-stamping authority that this home may ask. `tsa list --json` prints exactly these. */
export const authoritySummary = z.strictObject({
  url: z.string(),
  name: z.string(),
  practice: z.boolean(),
});
export type AuthoritySummary = z.infer<typeof authoritySummary>;

/** A public authority from the bundled list: a choice, never contacted or trusted before it is chosen. */
export const wellKnownAuthority = z.strictObject({
  url: z.string(),
  name: z.string(),
  /** On what terms it serves whom, in a sentence. */
  terms: z.strictObject({ zh: z.string(), en: z.string() }),
});
export type WellKnownAuthority = z.infer<typeof wellKnownAuthority>;

/** Something to say that stops nothing: an authority that may stamp but not close, say. */
export const notice = z.strictObject({ code: z.string(), message: z.string(), data: slots });
