import { beforeAll, describe, expect, test } from "vitest";
import { toUtf8 } from "../../../../shared/bytes/utf8.ts";
import { headline } from "../../../../shared/report/headline.ts";
import { verdictJson } from "../../../../shared/report/verdict-json.ts";
import { provenBy } from "../../../../shared/verification/comparison/proven-by.ts";
import type { Verdict } from "../../../../shared/verification/verdict.ts";
import { createRoot, type Party } from "../../../parties/certificate-authority.ts";
import {
  addSigned,
  addStamped,
  asicE,
  filesOf,
  type ForeignFiles,
  listed,
  packForeign,
} from "../../../parties/foreign-container.ts";
import { codesOf, judge } from "../../../parties/judge.ts";
import { looseFile } from "../../../parties/loose-file.ts";
import { certificateOf } from "../../../parties/odd-tokens.ts";
import { capturedAt } from "../../../parties/package.ts";
import { createWorld, type World } from "../../../parties/world.ts";

const day = 86_400_000;
let world: World;
let stranger: Party;

beforeAll(async () => {
  world = await createWorld(false);
  stranger = await createRoot("Somebody");
});

const proof = (n: number, file: string) => ({
  manifest: `META-INF/ASiCManifest00${String(n)}.xml`,
  file: `META-INF/${file}00${String(n)}.${file === "timestamp" ? "tst" : "p7s"}`,
});

/** a.txt under a token, and b.txt beside it that came later. */
async function stampedFirst(): Promise<ForeignFiles> {
  const files = filesOf(asicE, { "a.txt": "first" });
  await addStamped(files, world.authority, capturedAt, proof(1, "timestamp"));
  files.set("b.txt", toUtf8("second"));
  return files;
}

const verdictOf = (files: ForeignFiles): Promise<Verdict> => judge(packForeign(files), world.trust);
const headOf = (verdict: Verdict): string =>
  headline(verdictJson("given", verdict, "en"), "en").sentence;
const earliest = (verdict: Verdict): number | undefined =>
  provenBy({ path: "given", verdict })?.time;

describe("a file that was put into a stamped container later", () => {
  test("under a signature that its maker vouches for himself never passes", async () => {
    const files = await stampedFirst();
    await addSigned(files, stranger, [stranger.certificate], capturedAt, {
      ...proof(2, "signature"),
      names: ["b.txt"],
    });
    const verdict = await verdictOf(files);
    expect(verdict.outcome).toBe("indeterminate");
    expect(verdict.checks.find(({ code }) => code === "FOREIGN_FILE_SELF_DECLARED")).toMatchObject({
      subject: "b.txt",
      required: true,
    });
    expect(earliest(verdict)).toBeUndefined();
  });

  test("under a certified signature passes, and is not said to be as old as the token", async () => {
    const files = await stampedFirst();
    const chain = [world.operator.certificate, world.intermediate.certificate];
    await addSigned(files, world.operator, chain, capturedAt, {
      ...proof(2, "signature"),
      names: ["b.txt"],
    });
    const verdict = await verdictOf(files);
    expect(verdict.outcome).toBe("passed");
    expect(verdict.checks).toContainEqual(
      expect.objectContaining({ code: "FOREIGN_FILE_UNTIMED", subject: "b.txt", required: false }),
    );
    expect(headOf(verdict)).toContain("no time is proven");
    expect(earliest(verdict)).toBeUndefined();
  });

  test("under a later token is as old as that, and so is the container", async () => {
    const files = await stampedFirst();
    const later = { ...proof(2, "timestamp"), names: ["b.txt"] };
    await addStamped(files, world.authority, capturedAt + day, later);
    const verdict = await verdictOf(files);
    expect(verdict.outcome).toBe("passed");
    expect(codesOf(verdict, "passed")).toContain("FOREIGN_EXISTED_BY");
    expect(earliest(verdict)).toBe(Math.floor((capturedAt + day) / 1000) * 1000);
    const said = headOf(verdict);
    expect(said).toContain("2026-11-22");
    expect(said).not.toContain("2026-11-21 ");
  });
});

test("what a container must be about has to be a data file of it", async () => {
  const files = filesOf(asicE, { "a.txt": "first" });
  await addStamped(files, world.authority, capturedAt, proof(1, "timestamp"));
  const given = (text: string) =>
    judge(packForeign(files), world.trust, { data: looseFile("given", toUtf8(text)) });
  expect((await given("first")).outcome).toBe("passed");
  expect(codesOf(await given("second"), "failed")).toEqual(["FILE_NOT_MEMBER"]);
});

test("a file of unknown kind under META-INF is as old as its own proof, and so is the container", async () => {
  const files = filesOf(asicE, { "a.txt": "first" });
  await addStamped(files, world.authority, capturedAt, proof(1, "timestamp"));
  files.set("META-INF/contract.pdf", toUtf8("second"));
  const later = { ...proof(2, "timestamp"), names: ["META-INF/contract.pdf"] };
  await addStamped(files, world.authority, capturedAt + day, later);
  const verdict = await verdictOf(files);
  expect(verdict.outcome).toBe("passed");
  expect(earliest(verdict)).toBe(Math.floor((capturedAt + day) / 1000) * 1000);
});

test("a signer whom an authority certified is shown before one who vouches for himself", async () => {
  const files = filesOf(asicE, { "a.txt": "first" });
  const names = ["a.txt"];
  const court = await createRoot("Supreme Court");
  const own = { ...proof(1, "signature"), names };
  await addSigned(files, court, [court.certificate], capturedAt, own);
  const chain = [world.operator.certificate, world.intermediate.certificate];
  const certified = { ...proof(2, "signature"), names };
  await addSigned(files, world.operator, chain, capturedAt, certified);
  const verdict = await verdictOf(files);
  expect(verdict.outcome).toBe("passed");
  expect(verdict.facts.signer?.name).toBe("Test Operator");
});

describe("a token", () => {
  test("over a manifest and its signature reaches what the manifest lists", async () => {
    const files = filesOf(asicE, { "a.txt": "first" });
    const signed = proof(1, "signature");
    await addSigned(files, stranger, [stranger.certificate], capturedAt, signed);
    await addStamped(files, world.authority, capturedAt, {
      ...proof(2, "timestamp"),
      names: [signed.manifest, signed.file],
    });
    const verdict = await verdictOf(files);
    expect(verdict.outcome).toBe("passed");
    expect(earliest(verdict)).toBe(Math.floor(capturedAt / 1000) * 1000);
  });

  test("of the earliest time counts where several are over everything", async () => {
    const files = filesOf(asicE, { "a.txt": "first" });
    await addStamped(files, world.authority, capturedAt + day, proof(1, "timestamp"));
    const names = ["a.txt"];
    await addStamped(files, world.authority, capturedAt, { ...proof(2, "timestamp"), names });
    expect(earliest(await verdictOf(files))).toBe(Math.floor(capturedAt / 1000) * 1000);
  });

  test("of an authority that nobody here trusts proves no time", async () => {
    const forger = await createWorld(false, "Forger");
    const files = filesOf(asicE, { "a.txt": "first" });
    await addStamped(files, forger.authority, capturedAt, proof(1, "timestamp"));
    const verdict = await verdictOf(files);
    expect(verdict.outcome).toBe("indeterminate");
    expect(earliest(verdict)).toBeUndefined();
  });

  test("whose key was stolen is not made older by a stranger's archive time-stamp", async () => {
    const { serial } = certificateOf({ certificate: world.authorityCertificate });
    const stolen = { serial, at: capturedAt + 5 * day, reason: "keyCompromise" } as const;
    const told = { number: 2n, thisUpdate: capturedAt + 9 * day, revoked: [stolen] };
    const crls = [...world.crls, await world.intermediate.crl(told)];
    const forger = await createWorld(false, "Forger");
    const files = filesOf(asicE, { "a.txt": "forged with the stolen key" });
    await addStamped(files, world.authority, capturedAt);
    await addStamped(files, forger.authority, capturedAt + day, {
      manifest: "META-INF/ASiCArchiveManifest.xml",
      file: "META-INF/timestamp002.tst",
      names: listed(files, true),
    });
    const now = capturedAt + 10 * day;
    const verdict = await judge(packForeign(files), { ...world.trust, crls }, { now });
    expect(codesOf(verdict, "passed")).not.toContain("FOREIGN_EXISTED_BY");
    expect(codesOf(verdict, "failed")).toContain("REVOKED");
    expect(earliest(verdict)).toBeUndefined();
  });
});
