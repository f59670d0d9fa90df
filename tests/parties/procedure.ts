import { toHex } from "../../shared/bytes/hex.ts";
import { packageFileName, packageNames } from "../../shared/container/package-names.ts";
import { evidenceNumber } from "../../shared/evidence/evidence-number.ts";
import { type ProcedureFacts, writeProcedure } from "../../shared/report/procedure.ts";

/** Puts VERIFY.md among a package's files, filled in for its fingerprint. */
export function addProcedure(
  files: Map<string, Uint8Array>,
  fingerprint: Uint8Array,
  facts: Pick<ProcedureFacts, "practice" | "registered" | "recorded">,
): void {
  const number = evidenceNumber(fingerprint);
  const packageFile = packageFileName(number, facts.practice);
  const said = { ...facts, packageFile, number, fingerprint: toHex(fingerprint) };
  files.set(packageNames.verify, writeProcedure(said));
}
