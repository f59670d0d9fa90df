import { beforeAll, describe, expect, test } from "vitest";
import { toHex } from "../../../shared/bytes/hex.ts";
import { toUtf8 } from "../../../shared/bytes/utf8.ts";
import { memorySource } from "../../../shared/digest/memory-source.ts";
import { digestOf } from "../../../shared/digest/digest.ts";
import { emptyTrust } from "../../../shared/trust/trust-store.ts";
import { verifySignature } from "../../../shared/signature/verify-signature.ts";
import { defaultPolicy } from "../../../shared/verification/policy.ts";
import { verifyInput } from "../../../shared/verification/verify-input.ts";
import { sampleActs, sampleEvidence, sampleTime } from "../../parties/evidence-sample.ts";
import { codesOf, judge } from "../../parties/judge.ts";
import { looseFile } from "../../parties/loose-file.ts";
import { capturedAt, judgedAt, makePackage, type MadePackage } from "../../parties/package.ts";
import { createWorld, type World } from "../../parties/world.ts";

let world: World;
let practiceWorld: World;
let made: MadePackage;

beforeAll(async () => {
  world = await createWorld(false);
  practiceWorld = await createWorld(true);
  made = await makePackage(world);
});

describe("a whole package", () => {
  test("passes at a verifier who accepted its network and root, with every fact", async () => {
    const verdict = await judge(made.bytes, world.trust);
    expect(codesOf(verdict, "failed")).toEqual([]);
    expect(verdict.outcome).toBe("passed");
    expect(verdict.practice).toBe(false);
    expect(codesOf(verdict, "passed")).toEqual(
      expect.arrayContaining([
        "CONTAINER_EXACT",
        "COVERAGE_COMPLETE",
        "EVIDENCE_MEMBERS_MATCH",
        "CUSTODY_WHOLE",
        "TOKEN_SIGNATURE_VALID",
        "SIGNATURE_VALID",
        "SIGNER_CERTIFIED",
        "QUORUM_REACHED",
        "INCLUSION_PROVEN",
        "CLOSING_TOKEN_EXACT",
        "PLAN_KEPT",
        "TIMES_IN_ORDER",
      ]),
    );
    const { facts } = verdict;
    expect(facts.number).toMatch(/^[0-9A-HJKMNP-TV-Z]{17}$/u);
    expect(facts).toMatchObject({
      title: "合同.pdf",
      kind: "file",
      signer: { name: "Test Operator", selfDeclared: false },
      receipt: { existedBy: capturedAt + 4_000, needed: 3, institutions: 3, trusted: true },
      gaps: { captureToStamp: 2_000, stampToRegistration: 2_000 },
    });
    expect(facts.timeline.map(({ event, standing }) => `${event} ${standing.state}`)).toEqual([
      "captured claimed",
      "sealed claimed",
      "stamped proven",
      "registered proven",
      "closed proven",
    ]);
  });

  test("is indeterminate, never failed, at a verifier who trusts nobody", async () => {
    const verdict = await judge(made.bytes, emptyTrust);
    expect(verdict.outcome).toBe("indeterminate");
    expect(codesOf(verdict, "failed")).toEqual([]);
    expect(codesOf(verdict, "indeterminate")).toEqual(
      expect.arrayContaining(["CHAIN_ISSUER_UNKNOWN", "UNKNOWN_NETWORK"]),
    );
    expect(verdict.facts.receipt?.existedBy).toBeNull();
  });

  test("copies of its root inside the package make nothing trusted", async () => {
    const withoutRoots = { ...world.trust, roots: [] };
    const verdict = await judge(made.bytes, withoutRoots);
    expect(codesOf(verdict, "indeterminate")).toContain("CHAIN_ISSUER_UNKNOWN");
  });

  test("a descriptor makes no authority trusted and a root no network", async () => {
    const withoutNetworks = { ...world.trust, networks: [] };
    const verdict = await judge(made.bytes, withoutNetworks);
    expect(verdict.outcome).toBe("indeterminate");
    expect(codesOf(verdict, "indeterminate")).toEqual(["UNKNOWN_NETWORK"]);
  });

  test("time-stamps alone suffice when no network was planned", async () => {
    const alone = await makePackage(world, { withoutNetwork: true });
    const verdict = await judge(alone.bytes, world.trust);
    expect(codesOf(verdict, "failed")).toEqual([]);
    expect(verdict).toMatchObject({ outcome: "passed", facts: { receipt: null } });
  });
});

describe("practice", () => {
  test("passes as practice where it is accepted", async () => {
    const practised = await makePackage(practiceWorld);
    const verdict = await judge(practised.bytes, practiceWorld.trust);
    expect(codesOf(verdict, "failed")).toEqual([]);
    expect(verdict).toMatchObject({ outcome: "passed", practice: true });
    expect(codesOf(verdict, "passed")).toContain("PRACTICE_ACCEPTED");
  });

  test.each([
    ["trusts nobody", (): World["trust"] => emptyTrust],
    ["trusts another network", () => world.trust],
    ["accepted the root only", () => ({ ...practiceWorld.trust, networks: [] })],
    ["accepted the network only", () => ({ ...practiceWorld.trust, roots: [] })],
  ])("is indeterminate at a stranger who %s", async (_who, trust) => {
    const practised = await makePackage(practiceWorld);
    const verdict = await judge(practised.bytes, trust());
    expect(verdict).toMatchObject({ outcome: "indeterminate", practice: true });
    // Nothing else is open, so that nobody is sent to fetch what would change nothing.
    expect(codesOf(verdict, "indeterminate")).toEqual(["PRACTICE_NETWORK"]);
    expect(codesOf(verdict, "failed")).toEqual([]);
  });
});

describe("evidence.json, custody and times", () => {
  test("a newer format is indeterminate", async () => {
    const wishes = { evidence: { critical: ["example.com/redaction"] } };
    const verdict = await judge((await makePackage(world, wishes)).bytes, world.trust);
    expect(codesOf(verdict, "indeterminate")).toEqual(["NEWER_FORMAT"]);
    expect(codesOf(verdict, "failed")).toEqual([]);
  });

  test("a custody log that seals something else fails", async () => {
    const wishes = { acts: () => sampleActs("00".repeat(32), "operator") };
    const verdict = await judge((await makePackage(world, wishes)).bytes, world.trust);
    expect(codesOf(verdict, "failed")).toEqual(["CUSTODY_NOT_SEALED"]);
  });

  test("acts after the seal do not belong into the first edition", async () => {
    const late = (sealed: string) => [
      ...sampleActs(sealed, "operator"),
      { time: sampleTime + 60, action: "exported", party: null, subject: null } as const,
    ];
    const verdict = await judge((await makePackage(world, { acts: late })).bytes, world.trust);
    expect(codesOf(verdict, "failed")).toEqual(["CUSTODY_NOT_SEALED"]);
  });

  test("an act by nobody in evidence.json fails", async () => {
    const wishes = { acts: (sealed: string) => sampleActs(sealed, "stranger") };
    const verdict = await judge((await makePackage(world, wishes)).bytes, world.trust);
    expect(codesOf(verdict, "failed")).toEqual(["CUSTODY_UNKNOWN_PARTY"]);
  });

  test("content that evidence.json does not list fails, and so does the reverse", async () => {
    const wishes = { evidence: { members: [] } };
    const verdict = await judge((await makePackage(world, wishes)).bytes, world.trust);
    expect(codesOf(verdict, "failed")).toEqual(["MEMBER_UNDECLARED"]);
    const more = await makePackage(world, {
      evidence: {
        members: sampleEvidence.members
          .slice(0, 1)
          .map((member) => ({ ...member, path: "data/gone" })),
      },
    });
    expect(codesOf(await judge(more.bytes, world.trust), "failed")).toEqual([
      "MEMBER_MISSING",
      "MEMBER_UNDECLARED",
    ]);
  });

  test("an SM3 in evidence.json is compared with the member's bytes", async () => {
    const sm3 = toHex(digestOf("sm3", toUtf8("hello")));
    const [member] = sampleEvidence.members;
    if (member?.type !== "file") throw new Error("the sample begins with a file");
    for (const [claimed, failed] of [
      [sm3, []],
      ["00".repeat(32), ["MEMBER_CONTRADICTED"]],
    ] as const) {
      const wishes = { evidence: { members: [{ ...member, sm3: claimed }] } };
      const verdict = await judge((await makePackage(world, wishes)).bytes, world.trust);
      expect(codesOf(verdict, "failed")).toEqual(failed);
    }
  });

  test.each([
    ["registration 100 s before the time-stamp is shown", { registeredAfter: -98_000 }, [], true],
    [
      "registration 10 minutes before the time-stamp fails",
      { registeredAfter: -600_000 },
      ["TIMES_REVERSED"],
      false,
    ],
    [
      "closing before registration by an hour fails",
      { registeredAfter: 3_606_000 },
      ["TIMES_REVERSED"],
      false,
    ],
  ])("%s", async (_what, wishes, failed, shown) => {
    const verdict = await judge((await makePackage(world, wishes)).bytes, world.trust);
    expect(codesOf(verdict, "failed")).toEqual(failed);
    expect(verdict.checks.some(({ code }) => code === "TIMES_SLIGHTLY_REVERSED")).toBe(shown);
    if (shown) expect(verdict.outcome).toBe("passed");
  });
});

describe("loose files", () => {
  const loose = (name: string, text: string) => looseFile(name, toUtf8(text));

  test("a member is named, whatever the file is called", async () => {
    const verdict = await judge(made.bytes, world.trust, {
      files: [loose("renamed.bin", "hello")],
    });
    const check = verdict.checks.find(({ code }) => code === "FILE_IS_MEMBER");
    expect(check).toMatchObject({ subject: "renamed.bin", data: { name: "data/合同.pdf" } });
    expect(verdict.outcome).toBe("passed");
  });

  test("another file is no member", async () => {
    const verdict = await judge(made.bytes, world.trust, { files: [loose("合同.pdf", "hello ")] });
    expect(codesOf(verdict, "failed")).toEqual(["FILE_NOT_MEMBER"]);
  });

  test("a file that cannot be read is indeterminate", async () => {
    const failing = () => Promise.reject(new Error("EIO"));
    const broken = { name: "x", size: 1, digest: failing, read: failing };
    const verdict = await judge(made.bytes, world.trust, { files: [broken] });
    expect(codesOf(verdict, "indeterminate")).toEqual(["SOURCE_UNREADABLE"]);
  });
});

describe("what is no package, or cannot be read", () => {
  test.each([
    ["nothing", ""],
    ["text", "just a letter"],
    ["a picture", "\u0089PNG\r\n\u001a\n0000"],
  ])("%s carries nothing to verify", async (_what, text) => {
    const verdict = await judge(toUtf8(text), world.trust);
    expect(verdict.outcome).toBe("nothing_to_verify");
    expect(codesOf(verdict, "nothing_to_verify")).toEqual(["NOT_A_PACKAGE"]);
  });

  test("a package cut short fails", async () => {
    const verdict = await judge(made.bytes.subarray(0, made.bytes.length - 1), world.trust);
    expect(verdict.outcome).toBe("failed");
  });

  test.each([0, 1, 5, 20, 60])("a disk that fails at read %d is indeterminate", async (good) => {
    const source = memorySource(made.bytes);
    let reads = 0;
    const count = <T>(work: () => Promise<T>): Promise<T> => {
      reads += 1;
      return reads > good ? Promise.reject(new Error("EIO")) : work();
    };
    const failing = {
      size: source.size,
      read: (start: number, end: number) => count(() => source.read(start, end)),
      digest: (start: number, end: number, names: Parameters<typeof source.digest>[2]) =>
        count(() => source.digest(start, end, names)),
    };
    const verdict = await verifyInput(failing, {
      trust: world.trust,
      now: judgedAt,
      policy: defaultPolicy,
      verify: verifySignature,
    });
    expect(codesOf(verdict, "indeterminate")).toEqual(reads > good ? ["SOURCE_UNREADABLE"] : []);
    expect(codesOf(verdict, "failed")).toEqual([]);
  });
});

test("what a package must be about has to be a member of it", async () => {
  const member = looseFile("mine.pdf", toUtf8("hello"));
  const held = await judge(made.bytes, world.trust, { data: member });
  expect(held.outcome).toBe("passed");
  expect(codesOf(held, "passed")).toContain("FILE_IS_MEMBER");
  const other = looseFile("other.pdf", toUtf8("something else"));
  expect(codesOf(await judge(made.bytes, world.trust, { data: other }), "failed")).toEqual([
    "FILE_NOT_MEMBER",
  ]);
});
