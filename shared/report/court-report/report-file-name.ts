import type { ReportForm } from "./report-form.ts";
import type { VerifyJson } from "../verify-json.ts";

/**
 * What a report is called where nobody says otherwise: after the evidence number of the one input that it is about. A
 * practised one says so, as its package does.
 */
export function reportFileName(result: VerifyJson, form: ReportForm): string {
  const [only, another] = result.packages;
  const number = another === undefined ? (only?.facts.number ?? null) : null;
  const practice = result.packages.some((verdict) => verdict.practice);
  return `${number ?? "cunzhen"}${practice ? "-PRACTICE" : ""}-report.${form}`;
}
