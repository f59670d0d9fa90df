import { maxNoteBytes } from "../log/note.ts";
import { maxPolicyBytes } from "../log/quorum-policy.ts";
import { maxTlogProofBytes } from "../log/tlog-proof.ts";
import {
  consistencyHashes,
  fileOf,
  type NodeHealth,
  nodeHealth,
  nothing,
  type SubmissionStatus,
  submissionStatus,
} from "./codecs.ts";
import { maxDescriptorBytes } from "./descriptor.ts";
import type { Route } from "./route.ts";
import { maxSubmissionBytes } from "./submission.ts";

const text = "text/plain; charset=utf-8";

/** Every door of a node's own interface. A receipt that is not ready is 202 with no body. */
export const nodeRoutes = {
  health: route<undefined, NodeHealth>("GET", "/v1/health", nothing, nodeHealth),
  network: route("GET", "/v1/network", nothing, fileOf("application/json", maxDescriptorBytes)),
  policy: route("GET", "/v1/policy", nothing, fileOf(text, maxPolicyBytes)),
  submit: route<Uint8Array, SubmissionStatus>(
    "POST",
    "/v1/submissions",
    fileOf("application/json", maxSubmissionBytes),
    submissionStatus,
  ),
  /** `?wait=` milliseconds, up to `maxWaitMs`: answers as soon as the receipt is final. */
  receipt: route("GET", "/v1/receipts/{submission}", nothing, fileOf(text, maxTlogProofBytes)),
  checkpoint: route("GET", "/v1/checkpoint", nothing, fileOf(text, maxNoteBytes)),
  /** A checkpoint cosigned after the question was asked, given only if the log lacks the submission. */
  absence: route("GET", "/v1/absence/{submission}", nothing, fileOf(text, maxNoteBytes)),
  consistency: route<undefined, readonly Uint8Array[]>(
    "GET",
    "/v1/consistency/{from}/{to}",
    nothing,
    consistencyHashes,
  ),
} as const;

/** Longest wait that a receipt's door grants. */
export const maxWaitMs = 25_000;

function route<I, O>(
  method: Route<I, O>["method"],
  path: Route<I, O>["path"],
  request: Route<I, O>["request"],
  response: Route<I, O>["response"],
): Route<I, O> {
  return { method, path, request, response };
}
