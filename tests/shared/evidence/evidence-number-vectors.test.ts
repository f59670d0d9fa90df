import { describe, expect, test } from "vitest";
import { fromHex } from "../../../shared/bytes/hex.ts";
import { evidenceNumber, parseEvidenceNumber } from "../../../shared/evidence/evidence-number.ts";
import badTable from "../../vectors/evidence-number/bad.tsv?raw";
import fingerprintTable from "../../vectors/evidence-number/fingerprints.tsv?raw";
import typedTable from "../../vectors/evidence-number/typed.tsv?raw";

/** The rows below the head; cells stay as they stand, spaces included. */
function rowsOf(table: string): readonly (readonly [string, string, string])[] {
  const rows = table.split("\n").slice(1, -1);
  return rows.map((row) => {
    const [first = "", second = "", third = ""] = row.split("\t");
    return [first, second, third];
  });
}

describe("the vectors of evidence numbers", () => {
  test.each(rowsOf(fingerprintTable))("%s has the number %s: %s", (hex, number) => {
    const fingerprint = fromHex(hex);
    expect(fingerprint).toHaveLength(32);
    expect(fingerprint && evidenceNumber(fingerprint)).toBe(number);
    expect(parseEvidenceNumber(number)).toBe(number);
  });

  test.each(rowsOf(typedTable))("%j is read as %s: %s", (typed, number) => {
    expect(parseEvidenceNumber(typed)).toBe(number);
  });

  test.each(rowsOf(badTable))("%j is refused: %s", (typed) => {
    expect(parseEvidenceNumber(typed)).toBeUndefined();
  });

  test("no table is short of rows", () => {
    expect(rowsOf(fingerprintTable).length).toBeGreaterThanOrEqual(3);
    expect(rowsOf(badTable).length).toBeGreaterThanOrEqual(8);
  });
});
