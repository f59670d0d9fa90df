import { digest } from "./scalars.ts";
import { z } from "./zod-csp.ts";

/** One file of the trust folder, or one that its owner is asked about. */
export const trustSummary = z.strictObject({
  /** Name inside the trust folder, such as `roots/1f2e....pem`; "" while not accepted. */
  file: z.string(),
  kind: z.enum(["network", "root", "crl"]),
  name: z.string(),
  digest,
  /** Where its owner said it came from. */
  source: z.string(),
  practice: z.boolean(),
});
export type TrustSummary = z.infer<typeof trustSummary>;
