import { type ProvenTime, reversed } from "../times/check-order.ts";
import type { Finding } from "../verdict.ts";
import { reach } from "./foreign-times.ts";
import type { JudgedProof } from "./judged-proof.ts";

/**
 * Whether the times of proofs can follow each other: what a token covers was there when it was made, so that no sound
 * token that it reaches can be younger. The latest token of each proof is compared with the earliest of all that reach
 * it; as in a package, up to 120 s are shown and more fail. One finding at most for each proof that is reached.
 */
export function checkCoveringTimes(judged: readonly JudgedProof[]): readonly Finding[] {
  const earliest = new Map<string, ProvenTime>();
  const among = proofsAlone(judged);
  for (const over of among) {
    const covering = mostBy(timesOf(over), (one) => -lastMoment(one));
    if (covering === undefined) continue;
    reach([over], among, (name) => {
      const before = earliest.get(name);
      if (before === undefined || lastMoment(covering) < lastMoment(before))
        earliest.set(name, covering);
    });
  }
  return judged.flatMap((one) => {
    const latest = mostBy(timesOf(one), firstMoment);
    const covering = earliest.get(one.proof.file);
    return latest === undefined || covering === undefined ? [] : reversed(latest, covering);
  });
}

/** The proofs as if they covered nothing but each other: data files lead nowhere, and may be a thousand in each. */
function proofsAlone(judged: readonly JudgedProof[]): readonly JudgedProof[] {
  const names = new Set(
    judged.flatMap(({ proof }) =>
      "data" in proof.over ? [proof.file] : [proof.file, proof.over.name],
    ),
  );
  return judged.map((one) => {
    const covers = new Set([...one.proof.covers].filter((name) => names.has(name)));
    return { ...one, proof: { ...one.proof, covers } };
  });
}

function timesOf({ timestamps }: JudgedProof): readonly ProvenTime[] {
  return timestamps
    .filter(({ sound }) => sound)
    .map(({ file, time, accuracyMs }) => ({ file, time, accuracyMs }));
}

/** A token may be this much older or younger than its time: one with a wide span must not hide another. */
function firstMoment({ time, accuracyMs }: ProvenTime): number {
  return time - (accuracyMs ?? 0);
}

function lastMoment({ time, accuracyMs }: ProvenTime): number {
  return time + (accuracyMs ?? 0);
}

function mostBy(
  times: readonly ProvenTime[],
  weight: (one: ProvenTime) => number,
): ProvenTime | undefined {
  let most: ProvenTime | undefined;
  for (const one of times) if (most === undefined || weight(one) > weight(most)) most = one;
  return most;
}
