import type { UnixMs } from "../../shared/bytes/civil-time.ts";
import { fail, ok, type Result } from "../../shared/bytes/result.ts";
import { holds, judgeCheckpoint } from "../../shared/log/checkpoint-quorum.ts";
import { epochAt, institutionOf } from "../../shared/network/descriptor-trust.ts";
import type { Epoch } from "../../shared/network/descriptor.ts";
import { isIncluded, parseReceipt, type Receipt } from "../../shared/network/receipt.ts";
import type { Role } from "../../shared/network/role.ts";
import { submissionDigest } from "../../shared/network/submission.ts";
import type { VerifySignature } from "../../shared/signature/scheme.ts";
import { type Fault, fault } from "../../shared/words/faults/fault.ts";
import { nameList } from "../../shared/words/name-list.ts";
import type { KnownNode } from "./practice-node.ts";
import type { SignedSubmission } from "./submissions.ts";

/** What a receipt says, as the item's facts keep it. */
export interface RegistrationFacts {
  readonly origin: string;
  readonly index: number;
  readonly size: number;
  /** "Existed no later than"; null when there are too few cosignatures to settle it. */
  readonly existedBy: UnixMs | null;
  readonly cosignatures: readonly {
    readonly institution: string;
    readonly role: Role;
    readonly time: UnixMs;
  }[];
}

export interface AcceptedReceipt {
  readonly receipt: Receipt;
  readonly epoch: Epoch;
  readonly facts: RegistrationFacts;
}

/**
 * Believes a receipt only when everything in it holds: form, whose submission it is, the log's signature, the
 * quorum of the epoch, inclusion. The node's word counts for nothing.
 */
export function acceptReceipt(
  bytes: Uint8Array,
  sent: SignedSubmission,
  node: KnownNode,
  verify: VerifySignature,
): Result<AcceptedReceipt, Fault> {
  const address = node.url;
  const parsed = parseReceipt(bytes);
  if (!parsed.ok) return fail(fault("NODE_ANSWER_BROKEN", { address, rule: parsed.fault.rule }));
  const receipt = parsed.value;
  const { leaf, checkpoint } = receipt;
  const same =
    leaf.submission === submissionDigest(sent.file) &&
    leaf.fingerprint === sent.submission.fingerprint &&
    checkpoint.origin === node.descriptor.origin;
  if (!same) return fail(fault("RECEIPT_OF_ANOTHER", { address }));
  const epoch = epochAt(node.descriptor, checkpoint.size);
  if (epoch === undefined) {
    return fail(fault("NODE_ANSWER_BROKEN", { address, rule: "size-before-first-epoch" }));
  }
  const judgement = judgeCheckpoint(checkpoint, epoch.quorum, verify);
  const [invalid] = judgement.invalid;
  if (judgement.log !== "valid" || invalid !== undefined) {
    const name = invalid?.key.name ?? epoch.quorum.log.name;
    return fail(fault("RECEIPT_NOT_SIGNED", { address, name }));
  }
  if (!holds(judgement)) {
    const missing = nameList(
      judgement.missing.map(
        (witness) => institutionOf(epoch, witness.key.text)?.name ?? witness.name,
      ),
    );
    return fail(fault("COSIGNATURES_MISSING", { missing }));
  }
  if (!isIncluded(receipt)) return fail(fault("RECEIPT_NOT_INCLUDED", { address }));
  const cosignatures = judgement.cosigned.flatMap(({ witness, seconds }) => {
    const institution = institutionOf(epoch, witness.key.text);
    if (institution === undefined) return [];
    return [{ institution: institution.name, role: institution.role, time: seconds * 1000 }];
  });
  const facts = {
    origin: checkpoint.origin,
    index: receipt.index,
    size: checkpoint.size,
    existedBy: judgement.existedBy === undefined ? null : judgement.existedBy * 1000,
    cosignatures,
  };
  return ok({ receipt, epoch, facts });
}
