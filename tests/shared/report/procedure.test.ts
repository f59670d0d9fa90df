import { describe, expect, test } from "vitest";
import {
  procedureScript,
  procedureText,
  publishedFacts,
  writeProcedure,
} from "../../../shared/report/procedure.ts";
import published from "../../../docs/verify-procedure.md?raw";
import script from "../../../docs/verify-package.sh?raw";

const fingerprint = "5f".repeat(32);
const facts = {
  packageFile: "0123456789ABCDEFX-PRACTICE.asice",
  number: "0123456789ABCDEFX",
  fingerprint,
  practice: true,
  registered: true,
};
const blocks = (text: string) =>
  [...text.matchAll(/```bash\n([^`]*)```/gu)].map(([, code]) => code);

describe("the procedure", () => {
  test("is published as it is written into packages (else: node scripts/write-procedure.mjs)", () => {
    expect(published).toBe(procedureText(publishedFacts));
    expect(script).toBe(procedureScript());
  });

  test("is filled in for a package: file, number, fingerprint, practice", () => {
    const text = new TextDecoder().decode(writeProcedure(facts));
    expect(text).toContain(`PACKAGE=\${PACKAGE:-${facts.packageFile}}`);
    expect(text).toContain(`${fingerprint}  META-INF/ASiCManifest001.xml`);
    expect(text).toContain("不具法律效力");
    expect(text).not.toContain("PACKAGE.asice");
    expect(text).not.toContain("FINGERPRINT");
  });

  test("has the same commands for every package but for its name", () => {
    const own = blocks(procedureText(facts)).join("\n");
    const common = blocks(published).join("\n").replaceAll("PACKAGE.asice", facts.packageFile);
    expect(own).toBe(common);
    expect(procedureScript().replaceAll("PACKAGE.asice", facts.packageFile)).toContain(own.trim());
  });

  test("says nothing of a receipt where there is none", () => {
    expect(procedureText({ ...facts, registered: false })).not.toContain("tlog-proof");
  });
});
