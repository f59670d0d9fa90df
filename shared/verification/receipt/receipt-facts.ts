import type { Checkpoint } from "../../log/checkpoint.ts";
import type { QuorumJudgement } from "../../log/checkpoint-quorum.ts";
import { institutionOf } from "../../network/descriptor-trust.ts";
import type { Epoch } from "../../network/descriptor.ts";
import type { CosignatureFacts, ReceiptFacts, RoleFacts } from "../facts.ts";

/** Where a receipt comes from and how far it may be believed. */
export interface ReceiptStanding {
  readonly file: string;
  /** The whole tlog-proof. */
  readonly proof: string;
  readonly index: number;
  readonly checkpoint: Checkpoint;
  readonly included: boolean;
  readonly practice: boolean;
  readonly trusted: boolean;
}

/** What a judged receipt says; a time is proven only with inclusion, log signature and a trusted quorum. */
export function receiptFacts(
  standing: ReceiptStanding,
  epoch: Epoch,
  { cosigned, existedBy, needed, log, satisfied }: QuorumJudgement,
): ReceiptFacts {
  const { file, proof, index, checkpoint, included, practice, trusted } = standing;
  const proven = trusted && included && log === "valid" && satisfied;
  const cosignatures = cosigned.flatMap(({ witness, seconds }) => {
    const institution = institutionOf(epoch, witness.key.text);
    if (institution === undefined) return [];
    return [{ institution: institution.name, role: institution.role, time: seconds * 1000 }];
  });
  return {
    origin: checkpoint.origin,
    index,
    size: checkpoint.size,
    existedBy: proven && existedBy !== undefined ? existedBy * 1000 : null,
    cosignatures,
    needed,
    institutions: epoch.institutions.length,
    roles: rolesOf(epoch, cosignatures),
    practice,
    trusted,
    file,
    logKey: epoch.quorum.log.text,
    proof,
  };
}

function rolesOf(epoch: Epoch, cosignatures: readonly CosignatureFacts[]): readonly RoleFacts[] {
  const roles = [...new Set(epoch.institutions.map(({ role }) => role))];
  return roles.map((role) => ({
    role,
    cosigned: cosignatures.filter((one) => one.role === role).length,
    institutions: epoch.institutions.filter((one) => one.role === role).length,
  }));
}
