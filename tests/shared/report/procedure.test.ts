import { describe, expect, test } from "vitest";
import {
  procedureScript,
  procedureText,
  publishedFacts,
  writeProcedure,
} from "../../../shared/report/procedure.ts";
import { packageNames } from "../../../shared/container/package-names.ts";
import { toUtf8 } from "../../../shared/bytes/utf8.ts";
import { judge } from "../../parties/judge.ts";
import { makePackage, packFiles, renewSums } from "../../parties/package.ts";
import { createWorld } from "../../parties/world.ts";
import published from "../../../docs/verify-procedure.md?raw";
import script from "../../../docs/verify-package.sh?raw";

const fingerprint = "5f".repeat(32);
const facts = {
  packageFile: "0123456789ABCDEFX-PRACTICE.asice",
  number: "0123456789ABCDEFX",
  fingerprint,
  practice: true,
  registered: true,
  recorded: true,
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

  test.each([
    ["whose words it is", "本文件和 SHA256SUMS 都是提交方的话", "the submitter's words"],
    ["that the published one counts", "有疑问时请使用公开的版本", "in doubt use the published one"],
    [
      "that digests come from manifests",
      "摘要一律从清单读取",
      "Digests are always read from the manifests",
    ],
    ["that roots come from outside", "根证书一律取自证据包之外", "roots always come from"],
    [
      "what is not proven",
      "不证明内容真实，也不决定可采性",
      "that its content is true, or admissible",
    ],
    ["that practice has no legal force", "请勿提交法院", "Do not file it"],
  ])("says in both languages %s", (_what, zh, en) => {
    const text = procedureText(facts).replaceAll(/\n(?!\n)/gu, " ");
    expect(text).toContain(zh);
    expect(text).toContain(en);
  });

  test("in a package is filled in for it, and a package in which it was changed is refused", async () => {
    const world = await createWorld(false);
    const made = await makePackage(world);
    const said = new TextDecoder().decode(made.files.get(packageNames.verify));
    const verdict = await judge(made.bytes, world.trust);
    expect(verdict.outcome).toBe("passed");
    expect(said).toContain(verdict.facts.number);
    expect(said).toContain(verdict.facts.fingerprint);
    expect(said).not.toContain("请勿提交法院");
    const eased = toUtf8(said.replace("根证书一律取自证据包之外", "根证书可取自证据包之内"));
    const changed = packFiles(new Map(made.files).set(packageNames.verify, eased));
    const { checks, outcome } = await judge(changed, world.trust);
    expect(outcome).toBe("failed");
    expect(checks).toContainEqual(
      expect.objectContaining({ code: "ENTRY_CHANGED", subject: packageNames.verify }),
    );
  });

  test("says nothing of a receipt where there is none", () => {
    const text = procedureText({ ...facts, registered: false });
    expect(text).not.toContain("tlog-proof");
    expect(text).not.toMatch(/^[78]\. /mu);
  });

  test("says nothing of evidence records where there are none", () => {
    expect(procedureText(facts)).toContain("RFC 4998");
    expect(procedureText({ ...facts, recorded: false })).not.toMatch(/RFC 4998|^5\. /mu);
  });

  test("has a step for each thing that a court asks about, numbered without a gap", () => {
    const numbers = [...published.matchAll(/^(\d+)\. /gmu)].map(([, n]) => Number(n));
    expect(numbers).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10].flatMap((n) => [n, n]));
  });

  test("may stand in a package as an earlier version of the software wrote it", async () => {
    const world = await createWorld(false);
    const { bytes } = await makePackage(world, {
      before: {
        close: (files) => {
          files.set(
            packageNames.verify,
            toUtf8("# 复核方法 How to check, of an earlier version\n"),
          );
          renewSums(files);
        },
      },
    });
    expect((await judge(bytes, world.trust)).outcome).toBe("passed");
  });
});
