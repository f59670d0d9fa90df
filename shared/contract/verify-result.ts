import { digestNames } from "../digest/digest-name.ts";
import { custodyActions } from "../evidence/custody-entry.ts";
import {
  assurances,
  memberRoles,
  partyRoles,
  partyTypes,
  relationTypes,
  waysIn,
} from "../evidence/descriptor.ts";
import { inputFormats } from "../verification/facts.ts";
import { timeStates } from "../words/time-states.ts";
import { comparison } from "./comparison.ts";
import { cosignature, gaps } from "./item-summary.ts";
import { count, digest, instant, kind, outcome } from "./scalars.ts";
import { type VerdictCheck, verdictCheck } from "./verdict-check.ts";
import { z } from "./zod-csp.ts";

export type { VerdictCheck };

/** One certificate of a chain, the signer's first. */
export const factCertificate = z.strictObject({
  subject: z.string(),
  issuer: z.string(),
  /** Decimal. */
  serial: z.string(),
  notBefore: instant,
  notAfter: instant,
  sha256: digest,
  /** Whether it is a root that the verifier trusts. */
  anchor: z.boolean(),
  source: z.string(),
});

export const factAlgorithms = z.strictObject({
  digest: z.string(),
  signature: z.string(),
  keyBits: count.nullable(),
});

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

/** What a time is worth: proven, claimed, or else the check that decides it. */
export const timeStanding = z.strictObject({
  state: z.enum(timeStates),
  code: z.string().nullable(),
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
  /** No failed check among its own. */
  sound: z.boolean(),
  identity: digest.nullable(),
  chain: z.array(factCertificate).readonly(),
  algorithms: factAlgorithms.nullable(),
  revocationKnownAt: instant.nullable(),
  standing: timeStanding,
});

const cosignersOfRole = z.strictObject({
  role: z.string(),
  cosigned: count,
  institutions: count,
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
  /** The same by role; empty where no trusted descriptor says who they are. */
  roles: z.array(cosignersOfRole).readonly(),
  practice: z.boolean(),
  trusted: z.boolean(),
  file: z.string().nullable(),
  /** Verifier key of the log. */
  logKey: z.string().nullable(),
  /** The whole tlog-proof. */
  proof: z.string().nullable(),
  standing: timeStanding,
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
  chain: z.array(factCertificate).readonly(),
  algorithms: factAlgorithms.nullable(),
});

/** A moment of the item's life: claimed by its maker, or attested by somebody else. */
export const factMoment = z.strictObject({
  event: z.enum(["captured", "sealed", "stamped", "registered", "closed"]),
  time: instant,
  standing: timeStanding,
  by: z.string(),
});

export const factRelation = z.strictObject({
  type: z.enum(relationTypes),
  evidence: z.string(),
  fingerprint: z.string(),
  member: z.string().nullable(),
  sha256: z.string().nullable(),
});

export const factEdition = z.strictObject({
  n: count,
  closedAt: instant.nullable(),
  file: z.string(),
});

export const factEvidenceRecord = z.strictObject({
  file: z.string(),
  chains: count,
  tokens: count,
  existedBy: instant.nullable(),
  digests: z.array(z.enum(digestNames)).readonly(),
  standing: timeStanding,
});

export const factCustody = z.strictObject({
  n: count,
  act: z.enum(custodyActions),
  actor: z.string().nullable(),
  time: instant,
  file: z.string(),
  digest,
});

export const factEnvironment = z.strictObject({
  software: z.strictObject({
    name: z.string(),
    version: z.string(),
    digest: z.string().nullable(),
  }),
  device: z.strictObject({ id: z.string(), os: z.string() }),
  via: z.enum(waysIn),
  clock: z.strictObject({
    source: z.string(),
    capturedAt: instant,
    offset: z.number().nullable(),
  }),
});

/** What an input says of itself and what others prove of it. Nothing here is a judgement. */
export const verdictFacts = z.strictObject({
  /** What kind of file it is; null for none that can be verified. */
  format: z.enum(inputFormats).nullable(),
  id: z.string().nullable(),
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
  sequence: z
    .strictObject({
      vault: z.string(),
      network: z.string().nullable(),
      n: count,
      previous: z.string().nullable(),
    })
    .nullable(),
  notBefore: z.string().nullable(),
  relations: z.array(factRelation).readonly(),
  editions: z.array(factEdition).readonly(),
  evidenceRecords: z.array(factEvidenceRecord).readonly(),
  custody: z.array(factCustody).readonly(),
  environment: factEnvironment.nullable(),
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

const trustedThing = {
  name: z.string(),
  digest,
  source: z.string(),
  practice: z.boolean(),
} as const;

/** What the verdicts rest on: what the verifier's owner accepted, named by one digest. */
export const trustUsed = z.strictObject({
  digest,
  roots: z.array(z.strictObject(trustedThing)).readonly(),
  networks: z.array(z.strictObject({ ...trustedThing, origin: z.string() })).readonly(),
});

/** `verify --json`: the worst outcome wins. */
export const verifyResult = z.strictObject({
  outcome,
  packages: z.array(packageVerdict).readonly(),
  /** What several inputs say of each other; null for one. */
  comparison: comparison.nullable(),
  trust: trustUsed,
  policy: z.strictObject({ name: z.string(), digest }),
  software: z.strictObject({ version: z.string(), digest: digest.nullable() }),
  /** The moment as of which was judged. */
  at: instant,
});
export type VerifyResult = z.infer<typeof verifyResult>;
