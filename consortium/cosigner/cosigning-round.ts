import type { Database } from "../../platform/database/database.ts";
import { isSatisfied, type QuorumPolicy } from "../../shared/log/quorum-policy.ts";
import { consistencyProof, type Cosignature, headAt, type SignedHead } from "../log/log-reader.ts";
import { keepCosignatures } from "../log/log-writer.ts";
import type { Cosigner, CosignerRefusal } from "./cosigner.ts";

export interface Refused {
  readonly name: string;
  readonly reason: CosignerRefusal;
}

/** What came of asking every cosigner to sign a head. */
export interface CosignedHead {
  readonly head: SignedHead;
  readonly cosignatures: readonly Cosignature[];
  readonly refused: readonly Refused[];
  /** Whether these cosignatures alone satisfy the policy. */
  readonly satisfied: boolean;
}

/** Asks every cosigner for its signature on the log's head as it is now. Nothing is stored in the log. */
export async function cosignHead(
  database: Database,
  cosigners: readonly Cosigner[],
  policy: QuorumPolicy,
): Promise<CosignedHead> {
  const head = await headAt(database, policy.log.name);
  if (head === undefined) throw new Error("the log has no head");
  const request = {
    head,
    blockTime: head.time,
    proofFrom: (size: number) => consistencyProof(database, size, head.size),
  };
  const answers = await Promise.all(
    cosigners.map(async (cosigner) => ({
      name: cosigner.name,
      answer: await cosigner.cosign(request),
    })),
  );
  const cosignatures: Cosignature[] = [];
  const refused: Refused[] = [];
  for (const { name, answer } of answers) {
    if (answer.kind === "signed") cosignatures.push(answer.cosignature);
    else refused.push({ name, reason: answer.reason });
  }
  const signed = new Set(cosignatures.map(({ name }) => name));
  const keys = policy.witnesses.filter(({ key }) => signed.has(key.name));
  const satisfied = isSatisfied(policy, new Set(keys.map(({ key }) => key.text)));
  return { head, cosignatures, refused, satisfied };
}

/** Signs the head, and keeps what was signed. A head that is final stays as it is. */
export async function cosignAndKeep(
  database: Database,
  cosigners: readonly Cosigner[],
  policy: QuorumPolicy,
): Promise<CosignedHead> {
  const cosigned = await cosignHead(database, cosigners, policy);
  await keepCosignatures(database, cosigned.head.size, cosigned.cosignatures, cosigned.satisfied);
  return cosigned;
}
