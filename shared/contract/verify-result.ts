import { assurances, memberRoles, partyRoles, partyTypes } from "../evidence/descriptor.ts";
import { cosignature, gaps } from "./item-summary.ts";
import { count, digest, instant, kind, outcome, slots } from "./scalars.ts";
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

export const factMember = z.strictObject({
  path: z.string(),
  originalName: z.string(),
  role: z.enum(memberRoles),
  type: z.enum(["file", "link", "directory"]),
  mediaType: z.string().nullable(),
  size: count,
  sha256: digest.nullable(),
  sm3: digest.nullable(),
});

export const factTimestamp = z.strictObject({
  file: z.string(),
  time: instant,
  authority: z.string(),
  policy: z.string(),
  closing: z.boolean(),
  practice: z.boolean(),
  trusted: z.boolean(),
  accuracyMs: count.nullable(),
});

export const factReceipt = z.strictObject({
  origin: z.string(),
  index: count,
  size: count,
  /** The proven "existed no later than": null when no quorum is reached or trusted. */
  existedBy: instant.nullable(),
  cosignatures: z.array(cosignature).readonly(),
  /** Fewest cosigners that satisfy the policy. */
  needed: count,
  /** All cosigners that the policy knows. */
  institutions: count,
  practice: z.boolean(),
  trusted: z.boolean(),
});

export const factParty = z.strictObject({
  role: z.enum(partyRoles),
  type: z.enum(partyTypes),
  name: z.string(),
  assurance: z.enum(assurances),
});

export const factSigner = z.strictObject({
  name: z.string(),
  issuer: z.string(),
  /** SHA-256 of the certificate. */
  certificate: digest,
  selfDeclared: z.boolean(),
  practice: z.boolean(),
});

/** A moment of the item's life: claimed by its maker, or proven by somebody else. */
export const factMoment = z.strictObject({
  event: z.enum(["captured", "sealed", "stamped", "registered", "closed"]),
  time: instant,
  proven: z.boolean(),
  by: z.string(),
});

/** What a package says of itself and what others prove of it. Nothing here is a judgement. */
export const verdictFacts = z.strictObject({
  number: z.string().nullable(),
  fingerprint: digest.nullable(),
  title: z.string().nullable(),
  kind: kind.nullable(),
  purpose: z.string().nullable(),
  members: z.array(factMember).readonly(),
  timestamps: z.array(factTimestamp).readonly(),
  receipt: factReceipt.nullable(),
  signer: factSigner.nullable(),
  parties: z.array(factParty).readonly(),
  gaps,
  planned: z
    .strictObject({
      authorities: z.array(z.string()).readonly(),
      needed: count,
      network: z.string().nullable(),
      policyDigest: digest.nullable(),
    })
    .nullable(),
  timeline: z.array(factMoment).readonly(),
});
export type VerdictFacts = z.infer<typeof verdictFacts>;

export const packageVerdict = z.strictObject({
  path: z.string(),
  outcome,
  practice: z.boolean(),
  checks: z.array(verdictCheck).readonly(),
  facts: verdictFacts,
});
export type PackageVerdict = z.infer<typeof packageVerdict>;

/** `verify --json`: the worst outcome wins. */
export const verifyResult = z.strictObject({
  outcome,
  packages: z.array(packageVerdict).readonly(),
});
export type VerifyResult = z.infer<typeof verifyResult>;
