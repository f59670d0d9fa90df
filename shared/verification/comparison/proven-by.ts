import { isProven, speaks } from "../times/time-standing.ts";
import type { Verdict } from "../verdict.ts";
import type { ComparedInput, ProvenBy } from "./comparison.ts";

/** The earliest moment by which an input is proven to have existed; null when none is, or when it failed. */
export function provenBy({ path, verdict }: ComparedInput): ProvenBy | null {
  if (!speaks(verdict)) return null;
  const { format, timestamps, receipt, evidenceRecords } = verdict.facts;
  if (format === "asic-e" || format === "asic-s") return containerProof(path, verdict);
  const proofs: ProvenBy[] = [];
  for (const { standing, time, authority: by, file, practice } of timestamps)
    if (isProven(standing)) proofs.push({ time, by, kind: "timestamp", path, file, practice });
  if (receipt !== null && receipt.existedBy !== null && isProven(receipt.standing)) {
    const { existedBy: time, origin: by, file = "", practice } = receipt;
    proofs.push({ time, by, kind: "receipt", path, file, practice });
  }
  for (const { existedBy: time, file, standing } of evidenceRecords)
    if (time !== null && isProven(standing)) {
      const { practice } = verdict;
      proofs.push({ time, by: file, kind: "evidence-record", path, file, practice });
    }
  return earliestOf(proofs);
}

/** Of a container of other software: the moment that holds for each of its files, not for some of them. */
function containerProof(path: string, { checks, facts, practice }: Verdict): ProvenBy | null {
  for (const check of checks) {
    if (check.code !== "FOREIGN_EXISTED_BY") continue;
    const { subject: file, data } = check;
    const kind = facts.evidenceRecords.some((one) => one.file === file)
      ? "evidence-record"
      : "timestamp";
    return { time: data.time, by: String(data.by), kind, path, file, practice };
  }
  return null;
}

/** The earliest with legal force, else the earliest of practice. */
export function earliestOf(proofs: readonly (ProvenBy | null)[]): ProvenBy | null {
  let best: ProvenBy | null = null;
  for (const proof of proofs) if (proof !== null && isBetter(proof, best)) best = proof;
  return best;
}

function isBetter(proof: ProvenBy, than: ProvenBy | null): boolean {
  if (than === null) return true;
  return proof.practice === than.practice ? proof.time < than.time : than.practice;
}
