import type { VerifySignature } from "../signature/scheme.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { verifyNoteKey } from "./note-verification.ts";
import { fewestCosigners, isSatisfied, type QuorumPolicy, type Witness } from "./quorum-policy.ts";

/** A witness's valid cosignature and its POSIX time. */
export interface Cosigned {
  readonly witness: Witness;
  readonly seconds: number;
}

/** What a policy makes of a checkpoint. */
export interface QuorumJudgement {
  readonly log: "valid" | "absent" | "invalid";
  /** In the policy's order; every witness at most once. */
  readonly cosigned: readonly Cosigned[];
  /** Witnesses under whose key a line does not verify: then the whole note is to be refused. */
  readonly invalid: readonly Witness[];
  readonly missing: readonly Witness[];
  readonly satisfied: boolean;
  /** The fewest cosigners that can satisfy the policy (M). */
  readonly needed: number;
  /**
   * POSIX seconds at which the tree existed at the latest: the (f+1)-th smallest time, f = N - M, since up to f
   * cosigners may lie about theirs. Undefined when there are too few times for that.
   */
  readonly existedBy: number | undefined;
}

/** Judges a checkpoint's signatures. Its origin must be the name of the policy's log key, or `log` is absent. */
export function judgeCheckpoint(
  checkpoint: Checkpoint,
  policy: QuorumPolicy,
  verify: VerifySignature,
): QuorumJudgement {
  const { note } = checkpoint;
  const cosigned: Cosigned[] = [];
  const invalid: Witness[] = [];
  const missing: Witness[] = [];
  for (const witness of policy.witnesses) {
    const verdict = verifyNoteKey(note, witness.key, verify);
    if (verdict.kind === "valid") cosigned.push({ witness, seconds: verdict.seconds });
    else if (verdict.kind === "invalid") invalid.push(witness);
    else missing.push(witness);
  }
  const ownLog = checkpoint.origin === policy.log.name;
  const needed = fewestCosigners(policy);
  const times = cosigned.map(({ seconds }) => seconds).sort((left, right) => left - right);
  return {
    log: ownLog ? verifyNoteKey(note, policy.log, verify).kind : "absent",
    cosigned,
    invalid,
    missing,
    satisfied: isSatisfied(policy, new Set(cosigned.map(({ witness }) => witness.key.text))),
    needed,
    existedBy: times[policy.witnesses.length - needed],
  };
}

/** Whether log signature and quorum hold and no known key's line is false. */
export function holds(judgement: QuorumJudgement): boolean {
  return judgement.log === "valid" && judgement.invalid.length === 0 && judgement.satisfied;
}
