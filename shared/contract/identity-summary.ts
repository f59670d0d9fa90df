import { digest, instant } from "./scalars.ts";
import { z } from "./zod-csp.ts";

/** An operator identity. Nothing of its private half leaves the service. */
export const identitySummary = z.strictObject({
  name: z.string(),
  /** The certificate's subject, for people. */
  subject: z.string(),
  issuer: z.string(),
  /** SHA-256 of the certificate. */
  certificate: digest,
  notAfter: instant,
  origin: z.enum(["practice", "created", "imported"]),
  /** Public halves of its device and submitter keys, Ed25519, base64. */
  device: z.string(),
  submitter: z.string(),
  /** False for the practice keys, which lie unprotected and say so. */
  protected: z.boolean(),
  /** Whether the service can sign with its three keys now. */
  unlocked: z.boolean(),
});
export type IdentitySummary = z.infer<typeof identitySummary>;
