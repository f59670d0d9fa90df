import { checks } from "../words/checks/catalogue.ts";
import type { Finding } from "./verdict.ts";

/** Whether nothing among these findings speaks against what they are about. */
export function isSound(findings: readonly Finding[]): boolean {
  return findings.every(({ code }) => checks[code].outcome !== "failed");
}
