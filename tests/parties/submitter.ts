import { createPublicKey, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { toHex } from "../../shared/bytes/hex.ts";
import {
  type SubmissionDraft,
  submissionDigest,
  submissionMessage,
  writeSubmission,
} from "../../shared/network/submission.ts";
import type { SubmitterKey } from "../../service/registration/submissions.ts";

/** A submitter with a key of its own. */
export interface TestSubmitter extends SubmitterKey {
  /** A signed submission of random content, or with the fields given. */
  submission(fields?: Partial<SubmissionDraft>): { readonly id: string; readonly file: Uint8Array };
}

export function createSubmitter(): TestSubmitter {
  const { privateKey } = generateKeyPairSync("ed25519");
  const spki = createPublicKey(privateKey).export({ type: "spki", format: "der" });
  const publicKey = new Uint8Array(spki.subarray(12));
  return {
    publicKey,
    sign: (message) => Promise.resolve(new Uint8Array(sign(null, message, privateKey))),
    submission(fields = {}) {
      const draft: SubmissionDraft = {
        fingerprint: randomDigest(),
        tokens: [randomDigest()],
        submitter: publicKey,
        nonce: randomDigest(),
        notAfter: Date.now() + 5 * 60_000,
        ...fields,
      };
      const signature = new Uint8Array(sign(null, submissionMessage(draft), privateKey));
      const file = writeSubmission({ ...draft, signature });
      return { id: submissionDigest(file), file };
    },
  };
}

export function randomDigest(): string {
  return toHex(randomBytes(32));
}
