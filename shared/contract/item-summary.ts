import { count, digest, instant, itemId, kind, outcome, slots, state } from "./scalars.ts";
import { z } from "./zod-csp.ts";

/** A token of the item, as it was verified on arrival. */
export const itemTimestamp = z.strictObject({
  time: instant,
  authority: z.string(),
  /** The policy's object identifier, dotted. */
  policy: z.string(),
});

export const cosignature = z.strictObject({
  institution: z.string(),
  role: z.string(),
  time: instant,
});

export const itemReceipt = z.strictObject({
  origin: z.string(),
  index: count,
  size: count,
  cosignatures: z.array(cosignature).readonly(),
});

/** Milliseconds between two claimed and proven moments; null while one of them is not there. Negative when clocks disagree. */
export const gaps = z.strictObject({
  captureToStamp: z.int().nullable(),
  stampToRegistration: z.int().nullable(),
});

/** Why an item does not move. `data` fills the slots of the fault's sentence, so that a reader may change the language. */
export const hold = z.strictObject({
  kind: z.enum(["wait", "stop", "cancelled"]),
  code: z.string(),
  message: z.string(),
  data: slots,
  retryAt: instant.nullable(),
});
export type ItemHold = z.infer<typeof hold>;

const summary = {
  id: itemId,
  number: z.string().nullable(),
  state,
  /** Path of the package: where `--out` put it, else in the vault. */
  package: z.string().nullable(),
  fingerprint: digest.nullable(),
  timestamps: z.array(itemTimestamp).readonly(),
  receipt: itemReceipt.nullable(),
  gaps,
  verdict: outcome.nullable(),
  hold: hold.nullable(),
  title: z.string(),
  kind,
  practice: z.boolean(),
  /** The bundled sample: marked, and the only item that can be removed. */
  sample: z.boolean(),
  matters: z.array(z.string()).readonly(),
  requestedAt: instant,
  /** How many members, and their bytes; 0 before `captured`. */
  members: count,
  bytes: count,
} as const;

/** One item in a list, in an event and in `--json`. */
export const itemSummary = z.strictObject(summary);
export type ItemSummary = z.infer<typeof itemSummary>;

export const itemMember = z.strictObject({
  path: z.string(),
  /** The name as it was found, for people; equal to `path` when that is portable as it stands. */
  originalName: z.string(),
  role: z.enum(["original", "derived", "record"]),
  type: z.enum(["file", "link", "directory"]),
  size: count,
  sha256: digest.nullable(),
  sm3: digest.nullable(),
});

/** What the plan promised, and what became of each authority. */
export const itemPlan = z.strictObject({
  authorities: z.array(z.string()).readonly(),
  needed: count,
  network: z.string().nullable(),
});

export const missingAuthority = z.strictObject({
  authority: z.string(),
  code: z.string(),
  message: z.string(),
  data: slots,
});

/** Everything the page of an item shows beside its verdict; which is a call of its own, `evidence.verify`. */
export const itemDetail = z.strictObject({
  ...summary,
  purpose: z.string().nullable(),
  identity: z.string(),
  capturedAt: instant.nullable(),
  sealedAt: instant.nullable(),
  /** Claimed by this computer's clock minus the authority's, in milliseconds, where measured. */
  clockOffset: z.int().nullable(),
  memberList: z.array(itemMember).readonly(),
  planned: itemPlan,
  missing: z.array(missingAuthority).readonly(),
  /** Codes of the checks that the self-check left open. */
  open: z.array(z.string()).readonly(),
});
export type ItemDetail = z.infer<typeof itemDetail>;
