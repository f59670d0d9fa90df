import { type Finding, finding } from "../verdict.ts";

/** @param name the receipt's file @param included whether the proof leads from the record to the root */
export function checkInclusion(
  name: string,
  index: number,
  size: number,
  included: boolean,
): Finding {
  return included
    ? finding("INCLUSION_PROVEN", name, { index, size })
    : finding("INCLUSION_FAILED", name, {});
}
