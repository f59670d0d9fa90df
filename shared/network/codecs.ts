import { accept, attempt } from "../bytes/attempt.ts";
import { type Json, parseCanonicalJson, writeCanonicalJson } from "../bytes/canonical-json.ts";
import { formatTime, type UnixMs } from "../bytes/civil-time.ts";
import { fromHex, toHex } from "../bytes/hex.ts";
import { type Fields, readFields } from "../bytes/json-fields.ts";
import { malformed, ok } from "../bytes/result.ts";
import { maxProofHashes } from "../log/tree-proof.ts";
import type { Codec } from "./route.ts";

/** No body at all. */
export const nothing: Codec<undefined> = {
  type: "",
  limit: 0,
  parse: (body) => (body.length === 0 ? ok(undefined) : malformed("body-not-empty")),
  write: () => new Uint8Array(),
};

/** A file as it is; its own parser judges it. */
export function fileOf(type: string, limit: number): Codec<Uint8Array> {
  return {
    type,
    limit,
    parse: (body) => (body.length <= limit ? ok(body) : malformed("body-too-large", limit)),
    write: (bytes) => bytes,
  };
}

function jsonOf<T>(
  limit: number,
  read: (fields: Fields) => T,
  write: (value: T) => Json,
): Codec<T> {
  return {
    type: "application/json",
    limit,
    parse: (body) =>
      attempt((refuse) => {
        const fields = readFields(accept(parseCanonicalJson(body, limit), refuse), "", refuse);
        const value = read(fields);
        fields.end();
        return value;
      }),
    write: (value) => writeCanonicalJson(write(value)),
  };
}

/** Where a submission stands. `queued` promises nothing; `final` has a receipt that satisfies the policy. */
const submissionStates = ["queued", "committed", "final"] as const;
export type SubmissionState = (typeof submissionStates)[number];

export interface SubmissionStatus {
  /** SHA-256 of submission.json, hex. */
  readonly id: string;
  readonly state: SubmissionState;
}

export const submissionStatus: Codec<SubmissionStatus> = jsonOf(
  512,
  (fields) => ({ id: fields.digest("id"), state: fields.oneOf("state", submissionStates) }),
  ({ id, state }) => ({ id, state }),
);

/** The reasons for which a node says no, each a stable name. */
export const refusals = [
  "malformed",
  "too-large",
  "unauthorized",
  "forbidden",
  "signature",
  "not-after",
  "too-many",
  "unknown",
  "pending",
  "stopping",
  "internal",
] as const;
export type RefusalReason = (typeof refusals)[number];

/** Body of every answer that is not 2xx. `detail` is for a log, never parsed. */
export interface Refusal {
  readonly error: RefusalReason;
  readonly detail: string;
}

export const refusal: Codec<Refusal> = jsonOf(
  4096,
  (fields) => ({ error: fields.oneOf("error", refusals), detail: fields.text("detail", 1000) }),
  ({ error, detail }) => ({ error, detail }),
);

export interface NodeHealth {
  readonly bootId: string;
  readonly origin: string;
  readonly size: number;
  /** The time that a block made now would have. */
  readonly time: UnixMs;
}

export const nodeHealth: Codec<NodeHealth> = jsonOf(
  1024,
  (fields) => ({
    bootId: fields.matching("bootId", /^[0-9a-f]{32}$/u),
    origin: fields.text("origin", 200),
    size: fields.integer("size", 0, Number.MAX_SAFE_INTEGER),
    time: fields.time("time"),
  }),
  ({ bootId, origin, size, time }) => ({ bootId, origin, size, time: formatTime(time) }),
);

/** The hashes of a consistency proof, 32 bytes each. */
export const consistencyHashes: Codec<readonly Uint8Array[]> = {
  type: "application/json",
  limit: 8192,
  parse: (body) =>
    attempt((refuse) => {
      const fields = readFields(accept(parseCanonicalJson(body, 8192), refuse), "", refuse);
      const hashes = fields.list("hashes", maxProofHashes, (item) => {
        const hash = typeof item === "string" ? fromHex(item) : undefined;
        return hash?.length === 32 ? hash : refuse("hashes-form");
      });
      fields.end();
      return hashes;
    }),
  write: (hashes) => writeCanonicalJson({ hashes: hashes.map((hash) => toHex(hash)) }),
};
