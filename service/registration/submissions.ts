import { randomBytes } from "node:crypto";
import type { UnixMs } from "../../shared/bytes/civil-time.ts";
import { toHex } from "../../shared/bytes/hex.ts";
import {
  maxWindowMs,
  parseSubmission,
  type Submission,
  submissionMessage,
  writeSubmission,
} from "../../shared/network/submission.ts";

/** The key that signs submissions: Ed25519, 32 bytes; signatures have 64. */
export interface SubmitterKey {
  readonly publicKey: Uint8Array;
  sign(message: Uint8Array): Promise<Uint8Array>;
}

/** What is registered: an item's fingerprint and the SHA-256 (hex) of each token file. */
export interface Registrable {
  readonly fingerprint: string;
  readonly tokens: readonly string[];
}

/** A submission as it was signed: the file is what counts. */
export interface SignedSubmission {
  readonly file: Uint8Array;
  readonly submission: Submission;
}

/** Shorter than the network's window, so that clocks may differ by a minute. */
const windowMs = maxWindowMs - 60_000;

export async function signSubmission(
  what: Registrable,
  key: SubmitterKey,
  now: UnixMs,
): Promise<SignedSubmission> {
  const draft = {
    fingerprint: what.fingerprint,
    tokens: what.tokens,
    submitter: key.publicKey,
    nonce: toHex(randomBytes(32)),
    notAfter: now + windowMs,
  };
  const submission = { ...draft, signature: await key.sign(submissionMessage(draft)) };
  return { file: writeSubmission(submission), submission };
}

/** The kept submission when it is for just this; undefined when it is for something else or unreadable. */
export function keptSubmission(
  file: Uint8Array | undefined,
  what: Registrable,
): SignedSubmission | undefined {
  const parsed = file === undefined ? undefined : parseSubmission(file);
  if (file === undefined || parsed?.ok !== true) return undefined;
  const submission = parsed.value;
  const same =
    submission.fingerprint === what.fingerprint && submission.tokens.join() === what.tokens.join();
  return same ? { file, submission } : undefined;
}
