import type { CheckCode } from "../words/checks/catalogue.ts";
import type { Finding } from "./verdict.ts";

/** As many entries as a package may have: whoever made a file to tell more than that has been told of. */
export const mostTold = 1_000;

/**
 * The first thousand findings of each code. Every finding of a code has one outcome, so that the verdict stays what it
 * is; not for findings on proofs that may be surplus, whose weight depends on their subjects.
 */
export function mostOfEach(findings: readonly Finding[]): readonly Finding[] {
  if (findings.length <= mostTold) return findings;
  const counts = new Map<CheckCode, number>();
  return findings.filter(({ code }) => {
    const count = (counts.get(code) ?? 0) + 1;
    counts.set(code, count);
    return count <= mostTold;
  });
}
