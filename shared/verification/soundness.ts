import { checks } from "../words/checks/catalogue.ts";
import { defaultPolicy } from "./policy.ts";
import type { Finding } from "./verdict.ts";

/** Whether nothing among these findings speaks against what they are about. */
export function isSound(findings: readonly Finding[]): boolean {
  return findings.every(({ code }) => checks[code].outcome !== "failed");
}

const shown: ReadonlySet<string> = new Set(defaultPolicy.optional);

/** Whether all of these passed, but for what the default policy only shows: then nothing of it is open. */
export function isSettled(findings: readonly Finding[]): boolean {
  return findings.every(({ code }) => checks[code].outcome === "passed" || shown.has(code));
}
