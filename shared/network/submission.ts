import { accept, attempt } from "../bytes/attempt.ts";
import { toBase64 } from "../bytes/base64.ts";
import { type Json, parseCanonicalJson, writeCanonicalJson } from "../bytes/canonical-json.ts";
import { formatTime, type UnixMs } from "../bytes/civil-time.ts";
import { toHex } from "../bytes/hex.ts";
import { readFields } from "../bytes/json-fields.ts";
import { concatBytes } from "../bytes/octets.ts";
import type { Result } from "../bytes/result.ts";
import { toUtf8 } from "../bytes/utf8.ts";
import { digestOf } from "../digest/digest.ts";
import type { VerifySignature } from "../signature/scheme.ts";

/** What a submitter asks a network to register. It stays in the package; the log sees only its digest. */
export interface SubmissionDraft {
  /** SHA-256 of the payload manifest, hex. */
  readonly fingerprint: string;
  /** SHA-256 of each time-stamp token file, hex, in file order. */
  readonly tokens: readonly string[];
  /** Ed25519, 32 bytes. */
  readonly submitter: Uint8Array;
  /** 256 random bits, hex: without them the digest in the log could be guessed. */
  readonly nonce: string;
  /** Not registered after this. */
  readonly notAfter: UnixMs;
}

export interface Submission extends SubmissionDraft {
  /** Ed25519 by the submitter over `submissionMessage`, 64 bytes. */
  readonly signature: Uint8Array;
}

/** How far ahead `notAfter` may lie; a network refuses more (it forgets what is older). */
export const maxWindowMs = 10 * 60_000;
export const maxSubmissionBytes = 32 * 1024;
const maxTokens = 64;
const hex256 = /^[0-9a-f]{64}$/u;

function draftJson(draft: SubmissionDraft): { readonly [key: string]: Json } {
  return {
    v: 1,
    fingerprint: draft.fingerprint,
    tokens: draft.tokens,
    submitter: toBase64(draft.submitter),
    nonce: draft.nonce,
    notAfter: formatTime(draft.notAfter),
  };
}

/** The signed octets: `cunzhen-submission/1\n`, then the canonical JSON without `signature`. */
export function submissionMessage(draft: SubmissionDraft): Uint8Array<ArrayBuffer> {
  return concatBytes(toUtf8("cunzhen-submission/1\n"), writeCanonicalJson(draftJson(draft)));
}

/** The bytes of submission.json. */
export function writeSubmission(submission: Submission): Uint8Array<ArrayBuffer> {
  return writeCanonicalJson({
    ...draftJson(submission),
    signature: toBase64(submission.signature),
  });
}

/** Reads submission.json: canonical JSON, no unknown field, no token twice. The signature is not verified. */
export function parseSubmission(bytes: Uint8Array): Result<Submission> {
  return attempt((refuse) => {
    const fields = readFields(
      accept(parseCanonicalJson(bytes, maxSubmissionBytes), refuse),
      "",
      refuse,
    );
    fields.integer("v", 1, 1);
    const submission = {
      fingerprint: fields.digest("fingerprint"),
      tokens: fields.list("tokens", maxTokens, (item) =>
        typeof item === "string" && hex256.test(item) ? item : refuse("tokens-form"),
      ),
      submitter: fields.bytes("submitter", 32),
      nonce: fields.matching("nonce", hex256),
      notAfter: fields.time("notAfter"),
      signature: fields.bytes("signature", 64),
    };
    fields.end();
    if (new Set(submission.tokens).size !== submission.tokens.length) return refuse("tokens-twice");
    return submission;
  });
}

/** The submission's id in the log: SHA-256 of the whole file, hex. */
export function submissionDigest(file: Uint8Array): string {
  return toHex(digestOf("sha256", file));
}

/** Whether the submitter's own signature holds. */
export function isSubmissionSigned(submission: Submission, verify: VerifySignature): boolean {
  const key = { kind: "ed25519", bytes: submission.submitter } as const;
  return verify(key, { kind: "ed25519" }, submission.signature, submissionMessage(submission));
}
