import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toHex } from "../../../shared/bytes/hex.ts";
import { packageNames } from "../../../shared/container/package-names.ts";
import { digestOf } from "../../../shared/digest/digest.ts";
import { type Entries, entryOf, unpack } from "../package-folder.ts";
import { type Bench, openBench, textIn, writeFiles } from "../workbench.ts";
import { buildGoJudge, type GoJudge, type ReceiptCase } from "./go-judge.ts";

/** The receipt inside a package that the command line made, taken out by unzip and judged by Go's libraries. */
let bench: Bench;
let judge: GoJudge;
let entries: Entries;

beforeAll(async () => {
  bench = openBench();
  writeFiles(bench.folder, { "in/合同.txt": "甲方与乙方\n" });
  judge = await buildGoJudge(bench.folder);
  const made = await bench.answer("notarize", join(bench.folder, "in", "合同.txt"));
  expect(made.code).toBe(0);
  const path = textIn(made.value, "items", 0, "package");
  entries = await unpack(path, join(bench.folder, "package"));
});
afterAll(() => bench.close());

function caseOf(from: Entries): ReceiptCase {
  return {
    policy: entryOf(from, packageNames.policy),
    receipt: entryOf(from, packageNames.receipt),
    submission: entryOf(from, packageNames.submission),
    fingerprint: toHex(digestOf("sha256", entryOf(from, packageNames.payloadManifest))),
  };
}

describe("the registration in a package", () => {
  test("holds", async () => {
    expect(await judge(caseOf(entries))).toMatch(
      /^holds: entry \d+ of \d+ in practice\.cunzhen\.invalid\/[0-9a-f]{16}$/u,
    );
  });

  test.each(["policy", "receipt", "submission"] as const)(
    "does not with a flipped bit in %s",
    async (which) => {
      const asked = caseOf(entries);
      const bytes = new Uint8Array(Buffer.from(asked[which]));
      // In the policy, a bit of the court's key; elsewhere any.
      const at =
        which === "policy" ? Buffer.from(bytes).indexOf("witness ") + 120 : bytes.length >> 1;
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      expect(await judge({ ...asked, [which]: bytes })).toMatch(/^refused/u);
    },
  );

  test("does not for another payload", async () => {
    const asked = caseOf(entries);
    expect(await judge({ ...asked, fingerprint: "00".repeat(32) })).toMatch(/^refused/u);
  });
});
