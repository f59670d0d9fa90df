import { describe, expect, test } from "vitest";
import type { CustodyAct } from "../../../../shared/evidence/custody-entry.ts";
import { defaultPolicy } from "../../../../shared/verification/policy.ts";
import { checks } from "../../../../shared/words/checks/catalogue.ts";
import { verifySignature } from "../../../../shared/signature/verify-signature.ts";
import {
  checkCustody,
  type CustodyQuestion,
} from "../../../../shared/verification/custody/check-custody.ts";
import {
  sampleActs,
  sampleDevice,
  sampleEvidence,
  sampleTime,
  writeCustody,
} from "../../../parties/evidence-sample.ts";

const evidenceDigest = "5e".repeat(32);
const device = sampleDevice(7);
const sealed = sampleActs(evidenceDigest, "operator");
const act = (action: CustodyAct["action"], after: number): CustodyAct => ({
  action,
  time: sampleTime + after,
  party: null,
  subject: null,
});

/** The acts as one chain, cut into files after so many entries. */
async function check(
  acts: readonly CustodyAct[],
  cuts: readonly number[] = [],
  wishes: { readonly token?: number; readonly now?: number; readonly signer?: number } = {},
) {
  const signer = wishes.signer === undefined ? device : sampleDevice(wishes.signer);
  const whole = await writeCustody(sampleEvidence.id, acts, signer);
  const ends = [...whole.entries()].filter(([, octet]) => octet === 10).map(([at]) => at + 1);
  const borders = [0, ...cuts.map((cut) => ends[cut - 1] ?? 0), whole.length];
  const tokens = [{ file: "t.tst", time: wishes.token ?? sampleTime + 60_000, accuracyMs: null }];
  const part = (at: number) => ({
    file: at === 0 ? "custody.jsonl" : `custody/000${String(at + 1)}.jsonl`,
    bytes: whole.subarray(borders[at], borders[at + 1]),
    coveredBy: tokens,
  });
  const parts: CustodyQuestion["parts"] = [part(0), ...cuts.map((_, at) => part(at + 1))];
  const now = wishes.now ?? sampleTime + 86_400_000;
  const question = { parts, evidence: sampleEvidence, evidenceDigest, now };
  const checked = checkCustody({ ...question, verify: verifySignature });
  return { ...checked, codes: checked.findings.map(({ code }) => code), question };
}

describe("a custody log up to the seal", () => {
  test("is whole, and every act is a fact with its actor", async () => {
    const { codes, facts } = await check(sealed);
    expect(codes).toEqual(["CUSTODY_WHOLE"]);
    expect(facts.map(({ n, act: done, actor }) => [n, done, actor])).toEqual([
      [1, "requested", "张三"],
      [2, "captured", null],
      [3, "sealed", "张三"],
    ]);
  });

  test("cannot have a request after the capture, nor a later state before the seal", async () => {
    const [requested, captured, seal] = sealed;
    if (requested === undefined || captured === undefined || seal === undefined)
      throw new Error("no acts");
    const turned = await check([captured, { ...requested, time: captured.time }, seal]);
    expect(turned.codes).toEqual(["CUSTODY_ORDER_WRONG"]);
    const stamped = await check([requested, captured, act("stamped", 10), seal]);
    expect(stamped.codes).toEqual(["CUSTODY_ORDER_WRONG"]);
    const late = await check([requested, seal, { ...captured, time: seal.time }]);
    expect(late.codes).toContain("CUSTODY_ORDER_WRONG");
    const held = await check([
      requested,
      act("cancelled", -50),
      act("resumed", -40),
      captured,
      seal,
    ]);
    expect(held.codes).toEqual(["CUSTODY_WHOLE"]);
  });

  test("cannot leave out an act that leads to the seal: what nobody captured was not sealed", async () => {
    for (const left of ["requested", "captured"]) {
      const acts = sealed.filter(({ action }) => action !== left);
      expect((await check(acts)).codes).toEqual(["CUSTODY_ORDER_WRONG"]);
    }
    const only = await check(sealed.filter(({ action }) => action === "sealed"));
    expect(only.codes).toEqual(["CUSTODY_ORDER_WRONG"]);
  });

  test("contradicts evidence.json where it gives another time of capture", async () => {
    const moved = sealed.map((one) =>
      one.action === "captured" ? { ...one, time: one.time + 1 } : one,
    );
    expect((await check(moved)).codes).toEqual(["CUSTODY_CAPTURE_DIFFERS"]);
  });
});

describe("claimed times", () => {
  test("after the token that covers them are shown up to ten minutes and leave it open beyond", async () => {
    const at = async (token: number) => (await check(sealed, [], { token })).codes;
    // The seal is 50 ms after the sample's second.
    expect(await at(sampleTime)).toEqual(["CUSTODY_WHOLE"]);
    expect(await at(sampleTime - 1000)).toEqual(["CUSTODY_WHOLE", "CUSTODY_SLIGHTLY_AFTER_TOKEN"]);
    expect(await at(sampleTime - 600_000)).toEqual([
      "CUSTODY_WHOLE",
      "CUSTODY_SLIGHTLY_AFTER_TOKEN",
    ]);
    expect(await at(sampleTime - 601_000)).toEqual(["CUSTODY_WHOLE", "CUSTODY_AFTER_TOKEN"]);
    expect(checks.CUSTODY_AFTER_TOKEN.outcome).toBe("indeterminate");
    expect(defaultPolicy.optional).not.toContain("CUSTODY_AFTER_TOKEN");
  });

  test("before the entry above are shown, with the entry, and make nothing worse: clocks get set", async () => {
    const set = sealed.map((one) =>
      one.action === "requested" ? { ...one, time: one.time + 5_000 } : one,
    );
    const { findings, codes } = await check(set);
    expect(codes).toEqual(["CUSTODY_WHOLE", "CUSTODY_TIME_BACKWARDS"]);
    expect(findings[1]?.data).toEqual({ seq: 2 });
    expect(defaultPolicy.optional).toContain("CUSTODY_TIME_BACKWARDS");
  });

  test("ahead of this computer's clock are flagged", async () => {
    expect((await check(sealed, [], { now: sampleTime - 300_000 })).codes).toContain(
      "CUSTODY_IN_FUTURE",
    );
    expect((await check(sealed, [], { now: sampleTime - 100_000 })).codes).toEqual([
      "CUSTODY_WHOLE",
    ]);
  });
});

describe("a custody log continued in later editions", () => {
  const later = [...sealed, act("stamped", 2000), act("closed", 3000), act("handed-over", 9000)];

  test("is one chain through all files", async () => {
    const { codes, facts, lines } = await check(later, [3, 5]);
    expect(codes).toEqual(["CUSTODY_WHOLE", "CUSTODY_CONTINUED"]);
    expect(facts.map(({ n, file }) => [n, file]).slice(3)).toEqual([
      [4, "custody/0002.jsonl"],
      [5, "custody/0002.jsonl"],
      [6, "custody/0003.jsonl"],
    ]);
    expect(lines).toHaveLength(3);
  });

  test("breaks where a file in between was taken out, or two changed places", async () => {
    const { question } = await check(later, [3, 5]);
    const [first, second, third] = question.parts;
    if (second === undefined || third === undefined) throw new Error("no parts");
    const codes = (parts: CustodyQuestion["parts"]) =>
      checkCustody({ ...question, parts, verify: verifySignature }).findings.map(
        ({ code }) => code,
      );
    expect(codes([first, third])).toContain("CUSTODY_LINK_BROKEN");
    expect(codes([first, third, second])).toContain("CUSTODY_LINK_BROKEN");
    expect(codes([first, { ...second, bytes: undefined }, third])).toContain(
      "CUSTODY_FILE_MISSING",
    );
    const torn = second.bytes?.subarray(0, -1);
    expect(codes([first, { ...second, bytes: torn }])).toContain("CUSTODY_MALFORMED");
  });

  test("cannot be captured or sealed again", async () => {
    const again = await check([...sealed, act("sealed", 100)], [3]);
    expect(again.codes).toEqual(["CUSTODY_WHOLE", "CUSTODY_SEALED_AGAIN"]);
  });

  test("notices every flipped bit that was tried in a later part", async () => {
    const { question } = await check(later, [3]);
    const [first, second] = question.parts;
    const bytes = second?.bytes ?? new Uint8Array();
    for (let at = 0; at < bytes.length; at += 5) {
      const bent = bytes.slice();
      bent[at] = (bent[at] ?? 0) ^ (1 << (at % 8));
      const parts: CustodyQuestion["parts"] = [
        first,
        { file: "custody/0002.jsonl", bytes: bent, coveredBy: [] },
      ];
      const { findings } = checkCustody({ ...question, parts, verify: verifySignature });
      const codes = findings.map(({ code }) => code);
      expect({ at, whole: codes.includes("CUSTODY_CONTINUED") }).toEqual({ at, whole: false });
    }
    expect(bytes.length).toBeGreaterThan(500);
  });

  test("is signed by the device that evidence.json names and by no other", async () => {
    const codes = (await check(later, [3], { signer: 8 })).codes;
    expect(codes).toContain("CUSTODY_OTHER_DEVICE");
    expect(codes).toContain("CUSTODY_SIGNATURE_WRONG");
  });
});
