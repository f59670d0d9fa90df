import { relationTypes } from "../evidence/descriptor.ts";
import { count, instant, outcome } from "./scalars.ts";
import { verdictCheck } from "./verdict-check.ts";
import { z } from "./zod-csp.ts";

const provenBy = z.strictObject({
  time: instant,
  by: z.string(),
  kind: z.enum(["timestamp", "receipt", "evidence-record"]),
  path: z.string(),
  file: z.string(),
  practice: z.boolean(),
});

const paths = z.array(z.string()).readonly();

const sharedBytes = z.strictObject({
  sha256: z.string(),
  size: count,
  places: z.array(z.strictObject({ path: z.string(), member: z.string() })).readonly(),
  earliest: provenBy.nullable(),
});

const sharedName = z.strictObject({
  name: z.string(),
  items: z.array(z.strictObject({ fingerprint: z.string(), paths })).readonly(),
});

const checkpoint = z.strictObject({
  path: z.string(),
  size: count,
  root: z.string(),
  note: z.string(),
  receipt: z.string(),
  logKey: z.string(),
  cosigned: z.array(z.string()).readonly(),
});

const fork = z.strictObject({
  origin: z.string(),
  kind: z.enum(["same-size", "subtree", "root"]),
  first: checkpoint,
  second: checkpoint,
  place: z
    .strictObject({ level: count, index: count, first: z.string(), second: z.string() })
    .nullable(),
  cosignedBoth: z.array(z.string()).readonly(),
});

/** What several inputs say of each other. It never says which one is true. */
export const comparisonFacts = z.strictObject({
  identical: z.array(z.strictObject({ sha256: z.string(), paths })).readonly(),
  items: z
    .array(
      z.strictObject({
        fingerprint: z.string(),
        number: z.string().nullable(),
        id: z.string().nullable(),
        editions: z
          .array(
            z.strictObject({
              path: z.string(),
              n: count.nullable(),
              closedAt: instant.nullable(),
            }),
          )
          .readonly(),
        earliest: provenBy.nullable(),
      }),
    )
    .readonly(),
  shared: z.array(sharedBytes).readonly(),
  named: z
    .array(z.strictObject({ name: z.string(), versions: z.array(sharedBytes).readonly() }))
    .readonly(),
  numbers: z.array(sharedName).readonly(),
  ids: z.array(sharedName).readonly(),
  relations: z
    .array(
      z.strictObject({
        path: z.string(),
        type: z.enum(relationTypes),
        evidence: z.string(),
        fingerprint: z.string(),
        given: paths,
        contradicted: paths,
      }),
    )
    .readonly(),
  sequences: z
    .array(
      z.strictObject({
        vault: z.string(),
        network: z.string().nullable(),
        places: z
          .array(
            z.strictObject({
              n: count,
              fingerprint: z.string(),
              previous: z.string().nullable(),
              paths,
            }),
          )
          .readonly(),
        missing: z.array(z.strictObject({ from: count, to: count })).readonly(),
        repeated: z.array(count).readonly(),
        broken: z.array(count).readonly(),
      }),
    )
    .readonly(),
  notBefore: z
    .array(
      z.strictObject({
        path: z.string(),
        checkpointOf: z.string(),
        size: count,
        time: instant.nullable(),
      }),
    )
    .readonly(),
  logs: z
    .array(
      z.strictObject({
        origin: z.string(),
        checkpoints: z
          .array(z.strictObject({ path: z.string(), size: count, root: z.string() }))
          .readonly(),
        steps: z.array(z.strictObject({ from: count, to: count, shown: z.boolean() })).readonly(),
      }),
    )
    .readonly(),
  forks: z.array(fork).readonly(),
});

/** Several inputs laid beside each other, judged by the same policy. */
export const comparison = z.strictObject({
  outcome,
  checks: z.array(verdictCheck).readonly(),
  facts: comparisonFacts,
});
