import { beforeAll, describe, expect, test } from "vitest";
import { toHex } from "../../../shared/bytes/hex.ts";
import { toUtf8 } from "../../../shared/bytes/utf8.ts";
import {
  archiveManifestName,
  packageNames,
  trustName,
} from "../../../shared/container/package-names.ts";
import { digestOf } from "../../../shared/digest/digest.ts";
import { parseTlogProof } from "../../../shared/log/tlog-proof.ts";
import { verifySignature } from "../../../shared/signature/verify-signature.ts";
import { compareVerdicts } from "../../../shared/verification/comparison/compare-verdicts.ts";
import { addEdition, handOver, inOrder, packInOrder } from "../../parties/edition.ts";
import { codesOf, judge } from "../../parties/judge.ts";
import { capturedAt, type Files, type MadePackage, makePackage } from "../../parties/package.ts";
import { createWorld, type World } from "../../parties/world.ts";

let world: World;
let made: MadePackage;
let second: { readonly bytes: Uint8Array; readonly files: Files };

const secondAt = capturedAt + 3_700_000;
const thirdAt = capturedAt + 7_200_000;

beforeAll(async () => {
  world = await createWorld(false);
  made = await makePackage(world);
  second = await addEdition(world, made.files, { at: secondAt, acts: [handOver] });
});

describe("editions of a package", () => {
  test("a second edition passes, keeps the number, and is told with its time", async () => {
    const verdict = await judge(second.bytes, world.trust);
    expect(codesOf(verdict, "failed")).toEqual([]);
    expect(codesOf(verdict, "indeterminate")).toEqual([]);
    expect(verdict.outcome).toBe("passed");
    expect(verdict.facts.fingerprint).toBe(toHex(made.fingerprint));
    expect(verdict.facts.editions).toEqual([
      { n: 1, closedAt: capturedAt + 6_000, file: archiveManifestName(1) },
      { n: 2, closedAt: secondAt, file: packageNames.archiveManifest },
    ]);
    expect(codesOf(verdict, "passed")).toContain("EDITIONS_CONTINUE");
  });

  test("a third without custody, with a late token and a later file under trust, passes too", async () => {
    const none = toUtf8("none");
    const added = { [trustName(toHex(digestOf("sha256", none)), "crl")]: none };
    const wishes = { at: thirdAt, added, lateStampAt: thirdAt - 1_000 };
    const third = await addEdition(world, second.files, wishes);
    const verdict = await judge(third.bytes, world.trust);
    expect(codesOf(verdict, "failed")).toEqual([]);
    expect(verdict.facts.editions.map(({ closedAt }) => closedAt)).toEqual([
      capturedAt + 6_000,
      secondAt,
      thirdAt,
    ]);
  });

  test("a late token does not make its registration later, nor what was sealed after it", async () => {
    const wishes = { at: thirdAt, lateStampAt: thirdAt - 1_000 };
    const third = await addEdition(world, second.files, wishes);
    const verdict = await judge(third.bytes, world.trust);
    expect(verdict.checks).toContainEqual(
      expect.objectContaining({ code: "TOKEN_AFTER_REGISTRATION", outcome: "passed" }),
    );
    const proof = parseTlogProof(third.files.get(packageNames.receipt) ?? new Uint8Array());
    if (!proof.ok) throw new Error(proof.fault.rule);
    const notBefore = toHex(digestOf("sha256", proof.value.checkpoint));
    const other = await makePackage(world, { withoutNetwork: true, evidence: { notBefore } });
    const inputs = [
      { path: "a", verdict },
      { path: "b", verdict: await judge(other.bytes, world.trust) },
    ];
    const { facts } = compareVerdicts(inputs, verifySignature);
    expect(facts.notBefore).toMatchObject([{ path: "b", time: capturedAt + 2_000 }]);
  });

  test("a late token over the payload says nothing of acts that came with the same edition", async () => {
    const wishes = { at: secondAt, acts: [handOver], lateStampAt: capturedAt + 60_000 };
    const verdict = await judge((await addEdition(world, made.files, wishes)).bytes, world.trust);
    expect(verdict.checks.map(({ code }) => code)).not.toContain("CUSTODY_AFTER_TOKEN");
    expect(codesOf(verdict, "indeterminate")).toEqual([]);
  });

  test("no byte of an earlier edition may change", async () => {
    for (const name of [packageNames.custody, "data/合同.pdf", archiveManifestName(1)]) {
      const files = new Map(second.files);
      const bytes = Uint8Array.from(files.get(name) ?? []);
      bytes[bytes.length - 3] = (bytes.at(-3) ?? 0) ^ 1;
      files.set(name, bytes);
      expect((await judge(packInOrder(files), world.trust)).outcome, name).toBe("failed");
    }
  });

  test("an edition that leaves out or adds something is refused, though it is closed well", async () => {
    const cases: [string, string, (files: Files) => void][] = [
      ["without the receipt", "EDITION_NOT_CONTAINED", (f) => f.delete(packageNames.receipt)],
      ["without the first closing", "SIG_FILE_UNCLAIMED", (f) => f.delete(archiveManifestName(1))],
      [
        "with another log number",
        "EDITION_ENTRY_UNEXPECTED",
        (f) => f.set("custody/0007.jsonl", toUtf8("{}\n")),
      ],
      [
        "with consortium files",
        "EDITION_ENTRY_UNEXPECTED",
        (f) => f.set("META-INF/consortium/other.json", toUtf8("{}")),
      ],
      ["with a member", "ENTRY_NOT_SEALED", (f) => f.set("data/evil.txt", toUtf8("evil"))],
      [
        "with an unsigned log",
        "EDITION_NOT_SIGNED",
        (f) => f.set("custody/0002.jsonl", toUtf8("{}\n")),
      ],
    ];
    for (const [name, code, before] of cases) {
      const forged = await addEdition(world, made.files, { at: secondAt, before });
      const failed = codesOf(await judge(forged.bytes, world.trust), "failed");
      expect(
        failed.some((found) => found.startsWith(code)),
        `${name}: ${failed.join()}`,
      ).toBe(true);
    }
  });

  test("later acts signed under another certificate than the operator's are refused", async () => {
    const operator = await world.intermediate.issue("Somebody else", {
      keyUsage: ["digitalSignature", "nonRepudiation"],
    });
    const wishes = { at: secondAt, acts: [handOver] };
    const forged = await addEdition({ ...world, operator }, made.files, wishes);
    expect(codesOf(await judge(forged.bytes, world.trust), "failed")).toEqual([
      "SIGNER_NOT_OPERATOR",
    ]);
  });

  test("an edition closed before the one it continues is refused", async () => {
    const early = await addEdition(world, made.files, { at: capturedAt + 1_000 });
    expect(codesOf(await judge(early.bytes, world.trust), "failed")).toContain(
      "EDITION_TIMES_DESCEND",
    );
  });

  test("taking one edition out of the middle is noticed", async () => {
    const third = await addEdition(world, second.files, { at: thirdAt, acts: [handOver] });
    const files = new Map(third.files);
    files.delete(archiveManifestName(2));
    files.delete("custody/0002.jsonl");
    expect((await judge(packInOrder(files), world.trust)).outcome).toBe("failed");
  });

  test("entries in another order than the archive manifest's are refused", async () => {
    const entries = [...inOrder(made.files)];
    const [a, b, ...rest] = entries;
    if (a === undefined || b === undefined) throw new Error("too few entries");
    const verdict = await judge(packInOrder(new Map([b, a, ...rest])), world.trust);
    expect(codesOf(verdict, "failed")).toEqual(["ENTRY_ORDER"]);
  });
});
