import type { TimestampFacts } from "../facts.ts";
import { type ProvenTime, reversed } from "../times/check-order.ts";
import type { Finding } from "../verdict.ts";
import { reach } from "./foreign-times.ts";
import type { JudgedProof } from "./judged-proof.ts";

/**
 * Whether the times of proofs can follow each other: what a token covers was there when it was made, so that no sound
 * token that it reaches can be younger. Of each proof the latest token is compared with the earliest of every proof
 * over it; as in a package, up to 120 s are shown and more fail.
 */
export function checkCoveringTimes(judged: readonly JudgedProof[]): readonly Finding[] {
  const byFile = new Map(judged.map((one) => [one.proof.file, one]));
  const findings: Finding[] = [];
  for (const over of judged) {
    const covering = edgeOf(over, (time, other) => time < other);
    if (covering === undefined) continue;
    reach([over], judged, (name) => {
      const covered = byFile.get(name);
      const latest = covered && edgeOf(covered, (time, other) => time > other);
      if (latest !== undefined) findings.push(...reversed(latest, covering));
    });
  }
  return findings;
}

/** The sound token of a proof whose time is before, or after, that of all its others. */
function edgeOf(
  { timestamps }: JudgedProof,
  goes: (time: number, other: number) => boolean,
): ProvenTime | undefined {
  let edge: TimestampFacts | undefined;
  for (const one of timestamps)
    if (one.sound && (edge === undefined || goes(one.time, edge.time))) edge = one;
  return edge && { file: edge.file, time: edge.time, accuracyMs: edge.accuracyMs };
}
