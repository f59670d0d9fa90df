import { expect, test } from "vitest";
import { stepOf } from "../../../../shared/report/court-report/check-place.ts";
import { commandWords } from "../../../../shared/words/report-commands.ts";
import procedure from "../../../../docs/verify-procedure.md?raw";

test.each([
  ["COVERAGE_COMPLETE", "entries"],
  ["ENTRY_CHANGED", "digests"],
  ["TOKEN_SIGNATURE_VALID", "tokens"],
  ["RECORD_READ", "packageRecords"],
  ["SIGNATURE_VALID", "signature"],
  ["LEAF_AGREES", "receipt"],
  ["QUORUM_REACHED", "quorum"],
  ["CUSTODY_CHAINED", "custody"],
  ["SUBMISSION_SIGNATURE_INVALID", "custody"],
  ["SUMS_AGREE", "sums"],
] as const)(
  "%s is repeated by the step that the report and VERIFY.md give that number",
  (code, step) => {
    const number = String(stepOf(code));
    for (const words of [commandWords[step].zh, commandWords[step].en])
      expect(words.startsWith(`${number}. `), words).toBe(true);
    expect(procedure).toMatch(new RegExp(`^${number}\\. `, "mu"));
  },
);
