import { beforeAll, describe, expect, test } from "vitest";
import { toUtf8 } from "../../../../shared/bytes/utf8.ts";
import { memorySource } from "../../../../shared/digest/memory-source.ts";
import { verifySignature } from "../../../../shared/signature/verify-signature.ts";
import { examineEvidenceRecord } from "../../../../shared/verification/evidence-record/examine-evidence-record.ts";
import type { LooseFile } from "../../../../shared/verification/files/loose-file.ts";
import { emptyTrust } from "../../../../shared/trust/trust-store.ts";
import { defaultPolicy, judge, overallOutcome } from "../../../../shared/verification/policy.ts";
import { checks } from "../../../../shared/words/checks/catalogue.ts";
import { makeRecords } from "../../../parties/evidence-record.ts";
import { looseFile } from "../../../parties/loose-file.ts";
import { capturedAt, judgedAt } from "../../../parties/package.ts";
import { createWorld, type World } from "../../../parties/world.ts";

let world: World;
let record: Uint8Array;
const [a, b, other] = ["a", "b", "other"].map((name) => looseFile(name, toUtf8(name)));

beforeAll(async () => {
  world = await createWorld(false);
  const [made] = await makeRecords(world, [["a", "b"].map(toUtf8), [toUtf8("c")]], capturedAt);
  record = made ?? new Uint8Array();
});

function given(...files: readonly (LooseFile | undefined)[]): readonly LooseFile[] {
  return files.filter((file) => file !== undefined);
}

async function examined(wishes: { files?: readonly LooseFile[]; data?: LooseFile | undefined }) {
  const { files = [], data } = wishes;
  const { findings } = await examineEvidenceRecord(memorySource(record), {
    trust: { ...world.trust, crls: world.crls },
    now: judgedAt,
    verify: verifySignature,
    files,
    ...(data === undefined ? {} : { data }),
  });
  const judged = judge(findings, defaultPolicy);
  const outcome = overallOutcome(judged);
  const worst = judged.filter((one) => one.required && one.outcome === outcome);
  return {
    outcome,
    codes: judged.map(({ code }) => code),
    worst: worst.map(({ code, subject }) => `${code} ${subject}`.trim()),
  };
}

describe("a bare evidence record", () => {
  test("with its group passes, and says that nothing was added", async () => {
    const { outcome, codes } = await examined({ files: given(a, b) });
    expect(outcome).toBe("passed");
    expect(codes).toContain("RECORD_GROUP_EXACT");
    expect(codes).not.toContain("RECORD_FILE_OUTSIDE");
  });

  test("names a file that it does not protect, and stays open", async () => {
    const { outcome, worst } = await examined({ files: given(a, b, other) });
    expect([outcome, worst]).toEqual(["indeterminate", ["RECORD_FILE_OUTSIDE other"]]);
  });

  test("of an authority that nobody here trusts holds together and proves no time", async () => {
    const { findings, facts } = await examineEvidenceRecord(memorySource(record), {
      trust: emptyTrust,
      now: judgedAt,
      verify: verifySignature,
      files: given(a, b),
    });
    expect(findings.filter(({ code }) => checks[code].outcome === "failed")).toEqual([]);
    expect(findings.map(({ code }) => code)).toContain("RECORD_ROOT_STAMPED");
    expect(facts.evidenceRecords.map(({ existedBy }) => existedBy)).toEqual([null]);
  });

  test("with no file of its own has no data", async () => {
    const { outcome, worst } = await examined({ files: given(other) });
    expect(outcome).toBe("indeterminate");
    expect(worst).toEqual(["RECORD_DATA_NOT_GIVEN", "RECORD_FILE_OUTSIDE other"]);
  });

  test("fails where the data that it must be about is something else", async () => {
    expect(await examined({ data: other })).toMatchObject({
      outcome: "failed",
      worst: ["RECORD_OBJECT_MISSING"],
    });
    expect((await examined({ data: a, files: given(b) })).outcome).toBe("passed");
  });

  test("says which file cannot be read", async () => {
    const broken: LooseFile = {
      name: "broken",
      size: 1,
      read: () => Promise.reject(new Error("gone")),
      digest: () => Promise.reject(new Error("gone")),
    };
    const { outcome, worst } = await examined({ files: [...given(a), broken] });
    expect([outcome, worst]).toEqual(["indeterminate", ["SOURCE_UNREADABLE broken"]]);
  });
});
