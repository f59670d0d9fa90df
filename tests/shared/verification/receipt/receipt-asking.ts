import type { NoteSignature } from "../../../../shared/log/note.ts";
import type { Leaf } from "../../../../shared/network/leaf.ts";
import { submissionDigest } from "../../../../shared/network/submission.ts";
import { verifySignature } from "../../../../shared/signature/verify-signature.ts";
import { checkReceipt } from "../../../../shared/verification/receipt/check-receipt.ts";
import type { ReceiptQuestion } from "../../../../shared/verification/receipt/receipt-question.ts";
import { checks } from "../../../../shared/words/checks/catalogue.ts";
import {
  sampleNetwork,
  type SampleNetwork,
  sampleReceipt,
  sampleSubmission,
  trusted,
} from "../../../parties/sample-network.ts";

export const noon = 1_795_262_400;
export const fingerprint = "11".repeat(32);
export const tokenA = "aa".repeat(32);
export const tokenB = "bb".repeat(32);
export const usual = sampleNetwork();

export interface Wishes {
  readonly network?: SampleNetwork;
  readonly seconds?: readonly (number | undefined)[];
  readonly leaf?: Partial<Leaf>;
  readonly submission?: Uint8Array;
  readonly lines?: (lines: readonly NoteSignature[], text: string) => readonly NoteSignature[];
  readonly question?: Partial<ReceiptQuestion>;
}

export const honestSubmission = sampleSubmission({
  fingerprint,
  tokens: [tokenA, tokenB],
  nonce: "cc".repeat(32),
  notAfter: noon * 1000 + 300_000,
});

export function question(wishes: Wishes = {}): ReceiptQuestion {
  const { network = usual, submission = honestSubmission } = wishes;
  const leaf: Leaf = {
    type: "registration",
    fingerprint,
    submission: submissionDigest(submission),
    acceptedBy: network.cosigners[0]?.verifier.name ?? "",
    acceptedAt: noon * 1000,
    blockTime: noon * 1000 + 250,
    ...wishes.leaf,
  };
  const receipt = sampleReceipt(network, leaf, {
    seconds: wishes.seconds ?? [noon + 1, noon + 2, noon + 3],
    ...(wishes.lines === undefined ? {} : { lines: wishes.lines }),
  });
  return {
    receipt: { name: "receipt", bytes: receipt },
    submission: { name: "submission", bytes: submission },
    policy: { name: "policy", bytes: network.policyBytes },
    network: { name: "network", bytes: network.descriptorBytes },
    fingerprint,
    tokens: [
      { file: "timestamp001.tst", digest: tokenA },
      { file: "timestamp002.tst", digest: tokenB },
    ],
    trust: { networks: [trusted(network.descriptorBytes)] },
    now: noon * 1000 + 60_000,
    verify: verifySignature,
    ...wishes.question,
  };
}

/** Codes of what did not pass, in the order found. */
export function faults(asked: ReceiptQuestion): readonly string[] {
  return checkReceipt(asked)
    .findings.map(({ code }) => code)
    .filter((code) => checks[code].outcome !== "passed");
}
