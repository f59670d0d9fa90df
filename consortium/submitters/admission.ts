import type { UnixMs } from "../../shared/bytes/civil-time.ts";
import { toHex } from "../../shared/bytes/hex.ts";
import type { Refusal } from "../../shared/network/codecs.ts";
import {
  isSubmissionSigned,
  maxWindowMs,
  parseSubmission,
  submissionDigest,
} from "../../shared/network/submission.ts";
import type { VerifySignature } from "../../shared/signature/scheme.ts";
import type { SequencedEntry } from "../sequencer/sequencer.ts";
import type { TakeTurn } from "./rate-limit.ts";

export type Admission =
  | { readonly kind: "admitted"; readonly id: string; readonly entry: SequencedEntry }
  | { readonly kind: "refused"; readonly refusal: Refusal; readonly retryAfterMs?: number };

export interface AdmissionRules {
  readonly acceptedBy: string;
  readonly verify: VerifySignature;
  readonly takeTurn: TakeTurn;
}

/** Judges a submission at the accepting institution: form, the submitter's signature, window, its rate. */
export function admit(file: Uint8Array, now: UnixMs, rules: AdmissionRules): Admission {
  const parsed = parseSubmission(file);
  if (!parsed.ok) return refused("malformed", parsed.fault.rule);
  const submission = parsed.value;
  if (!isSubmissionSigned(submission, rules.verify)) {
    return refused("signature", "the submitter's signature does not verify");
  }
  // After the signature, or anyone could use up another submitter's turns.
  const wait = rules.takeTurn(toHex(submission.submitter), now);
  if (wait > 0) {
    return { ...refused("too-many", "this submitter sends too fast"), retryAfterMs: wait };
  }
  if (submission.notAfter < now || submission.notAfter - now > maxWindowMs) {
    return refused("not-after", "notAfter is past or more than ten minutes ahead");
  }
  const id = submissionDigest(file);
  const { fingerprint, notAfter } = submission;
  const entry: SequencedEntry = {
    type: "registration",
    fingerprint,
    submission: id,
    acceptedBy: rules.acceptedBy,
    acceptedAt: now,
    notAfter,
  };
  return { kind: "admitted", id, entry };
}

function refused(error: Refusal["error"], detail: string): Extract<Admission, { kind: "refused" }> {
  return { kind: "refused", refusal: { error, detail } };
}
