import { beforeAll, describe, expect, test } from "vitest";
import { toUtf8 } from "../../../../shared/bytes/utf8.ts";
import { withoutFilesElsewhere } from "../../../../shared/verification/files/files-elsewhere.ts";
import type { Verdict } from "../../../../shared/verification/verdict.ts";
import { codesOf, judge } from "../../../parties/judge.ts";
import { asicE, filesOf, packForeign } from "../../../parties/foreign-container.ts";
import { looseFile } from "../../../parties/loose-file.ts";
import { makePackage } from "../../../parties/package.ts";
import { createWorld, type World } from "../../../parties/world.ts";

let world: World;
let hello: Uint8Array;
let other: Uint8Array;
const file = looseFile("f", toUtf8("hello"));

beforeAll(async () => {
  world = await createWorld(false);
  hello = (await makePackage(world)).bytes;
  other = (await makePackage(world, { members: { "data/x": toUtf8("other") } })).bytes;
});

async function beside(...packages: readonly Uint8Array[]): Promise<readonly Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const bytes of packages)
    verdicts.push(await judge(bytes, world.trust, { files: [file, looseFile("g", toUtf8("g"))] }));
  return verdicts;
}

const failed = (verdicts: readonly Verdict[]) =>
  verdicts.map((verdict) =>
    verdict.checks
      .filter((check) => check.outcome === "failed")
      .map(({ code, subject }) => `${code} ${subject}`),
  );

describe("a loose file beside several packages", () => {
  test("that one of them holds is no fault of the others; one that none holds is a fault of each", async () => {
    const verdicts = withoutFilesElsewhere(await beside(hello, other), ["f", "g"]);
    expect(failed(verdicts)).toEqual([["FILE_NOT_MEMBER g"], ["FILE_NOT_MEMBER g"]]);
  });

  test("that only a package holds which itself fails is a fault of the others still", async () => {
    const changed = Uint8Array.from(hello);
    const at = changed.length - 2000;
    changed[at] = (changed[at] ?? 0) ^ 1;
    const [broken, whole] = await beside(changed, other);
    if (broken === undefined || whole === undefined) throw new Error("no verdict");
    const told = { ...broken, checks: [...broken.checks, ...(await memberOf())] };
    expect(codesOf(told, "passed")).toContain("FILE_IS_MEMBER");
    const [, judged] = withoutFilesElsewhere([told, whole], ["f", "g"]);
    expect(judged && failed([judged])).toEqual([["FILE_NOT_MEMBER f", "FILE_NOT_MEMBER g"]]);
  });

  test("that only a container holds in which nothing proves it is a fault of the package still", async () => {
    const files = filesOf(asicE, { "data/g": "g" });
    const [whole, junk] = await beside(hello, packForeign(files));
    if (whole === undefined || junk === undefined) throw new Error("no verdict");
    expect([whole.outcome, junk.outcome]).toEqual(["failed", "failed"]);
    expect(codesOf(junk, "passed")).toContain("FILE_IS_MEMBER");
    const [told] = withoutFilesElsewhere([whole, junk], ["f", "g"]);
    expect(told && failed([told])).toEqual([["FILE_NOT_MEMBER g"]]);
    expect(told?.outcome).toBe("failed");
  });

  test("whose name another file bears too is left alone", async () => {
    const verdicts = withoutFilesElsewhere(await beside(hello, other), ["f", "f", "g"]);
    expect(failed(verdicts)[1]).toEqual(["FILE_NOT_MEMBER f", "FILE_NOT_MEMBER g"]);
  });
});

/** What a package says that holds the file. */
async function memberOf(): Promise<Verdict["checks"]> {
  const [verdict] = await beside(hello);
  return verdict?.checks.filter(({ code }) => code === "FILE_IS_MEMBER") ?? [];
}
