import type { SumLine } from "../../container/sums.ts";
import { mostTold } from "../most-told.ts";
import { type Finding, finding } from "../verdict.ts";
import { type EntryDigests, hexOf } from "./coverage.ts";

/**
 * A sums file is the submitter's word and proves nothing; one that contradicts the contents misleads
 * whoever checks by it, and fails. Of lines that contradict the first thousand are told.
 */
export function checkSums(
  file: string,
  digest: "sha256" | "sm3",
  lines: readonly SumLine[],
  digests: EntryDigests,
): readonly Finding[] {
  const wrong = lines.filter((line) => hexOf(digests.get(line.name), digest) !== line.digest);
  return wrong.length === 0
    ? [finding("SUMS_AGREE", file, { entries: lines.length })]
    : wrong.slice(0, mostTold).map(({ name }) => finding("SUMS_CONTRADICT", file, { entry: name }));
}
