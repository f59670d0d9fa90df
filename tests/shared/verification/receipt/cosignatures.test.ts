import { describe, expect, test } from "vitest";
import { toUtf8 } from "../../../../shared/bytes/utf8.ts";
import type { NoteSignature } from "../../../../shared/log/note.ts";
import { parseDescriptor } from "../../../../shared/network/descriptor.ts";
import { checkReceipt } from "../../../../shared/verification/receipt/check-receipt.ts";
import {
  cosignatureLine,
  sampleKey,
  sampleNetwork,
  signedDescriptor,
  trusted,
} from "../../../parties/sample-network.ts";
import { faults, noon, question, tokenA, usual } from "./receipt-asking.ts";

describe("the times of cosignatures", () => {
  const stamped = (time: number, accuracyMs: number | null = null) =>
    question({
      question: { tokens: [{ file: "timestamp001.tst", digest: tokenA, time, accuracyMs }] },
    });
  const early = (asked: ReturnType<typeof question>) =>
    checkReceipt(asked).findings.filter(({ code }) => code === "COSIGNATURE_BEFORE_STAMP");

  test("one before a token that was there at registration is flagged, with its institution", () => {
    const found = early(stamped((noon + 2) * 1000 + 400));
    expect(found.map(({ data }) => data)).toEqual([
      { institution: "Court A 甲法院", span: 1000, file: "timestamp001.tst" },
    ]);
  });

  test("the same second, a stated accuracy, and a token after registration are no matter", () => {
    expect(early(stamped((noon + 1) * 1000 + 999))).toEqual([]);
    expect(early(stamped((noon + 2) * 1000, 1000))).toEqual([]);
    const asked = question({
      question: {
        tokens: [{ file: "late.tst", digest: "ee".repeat(32), time: (noon + 90) * 1000 }],
      },
    });
    expect(early(asked)).toEqual([]);
  });

  test("one ahead of this computer's clock by more than two minutes is flagged", () => {
    const at = (now: number) => faults(question({ question: { now } }));
    expect(at((noon + 1) * 1000 - 120_000)).toEqual([
      "COSIGNATURE_IN_FUTURE",
      "COSIGNATURE_IN_FUTURE",
    ]);
    expect(at((noon + 3) * 1000 - 120_000)).toEqual([]);
  });

  test("of two by one key the earlier counts, and the key once", () => {
    const again = (lines: readonly NoteSignature[], text: string) => {
      const [court] = usual.cosigners;
      if (court === undefined) throw new Error("no court");
      return [...lines, cosignatureLine(court, text, noon - 7), ...lines.slice(1, 2)];
    };
    const { facts } = checkReceipt(question({ lines: again }));
    expect(facts?.cosignatures.map(({ time }) => time)).toEqual([
      (noon - 7) * 1000,
      (noon + 2) * 1000,
      (noon + 3) * 1000,
    ]);
    expect(facts?.existedBy).toBe((noon - 7) * 1000);
  });

  test.each([
    [1, undefined],
    [2, noon + 3],
    [3, noon + 2],
    [4, noon + 1],
  ])("with %s of four needed, f may lie: existed by the (f+1)-th smallest", (threshold, by) => {
    const seats = ["court", "notary", "arbitration", "forensic"] as const;
    const network = sampleNetwork({
      seats: seats.map((role) => ({ role, name: role })),
      threshold,
    });
    const seconds = [noon + 3, noon + 1, undefined, noon + 2];
    const four = threshold === 4 ? [noon + 3, noon + 1, noon + 9, noon + 2] : seconds;
    const { facts } = checkReceipt(question({ network, seconds: four }));
    expect(facts?.existedBy).toBe(by === undefined ? null : by * 1000);
  });
});

describe("lines under keys that the policy does not name", () => {
  const pqLine: NoteSignature = {
    name: "log.cunzhen.example/2026/court-1",
    keyId: "0badcafe",
    signature: new Uint8Array(8 + 2420),
  };

  test("are passed over and named once each, ML-DSA-44 by its length", () => {
    const more = (lines: readonly NoteSignature[], text: string) => [
      ...lines,
      pqLine,
      pqLine,
      cosignatureLine(sampleKey("witness.example", "cosignature"), text, noon),
    ];
    const { findings, facts } = checkReceipt(question({ lines: more }));
    const named = findings.filter(({ code }) => code === "COSIGNATURE_PASSED_OVER");
    expect(named.map(({ data }) => data)).toEqual([
      { name: "log.cunzhen.example/2026/court-1", type: "ML-DSA-44" },
      { name: "witness.example", type: sampleKey("witness.example", "cosignature").verifier.keyId },
    ]);
    expect(facts?.cosignatures).toHaveLength(3);
    expect(facts?.existedBy).toBe((noon + 1) * 1000);
  });
});

describe("one institution under two keys", () => {
  test("is refused in a descriptor, so that it can count once only", () => {
    const twice = sampleNetwork({
      seats: [
        { role: "court", name: "Court A" },
        { role: "court", name: "Court A" },
        { role: "notary", name: "Notary B" },
      ],
      threshold: 2,
    });
    const parsed = parseDescriptor(twice.descriptorBytes);
    expect(parsed.ok ? "read" : parsed.fault.rule).toBe("institution-twice");
  });
});

describe("the epoch that judges", () => {
  /** Epoch 1 begins at `fromSize` with two of three; the receipt has 11 leaves. */
  function twoEpochs(fromSize: number) {
    const [first] = usual.draft.epochs;
    const [second] = sampleNetwork({ threshold: 2 }).draft.epochs;
    if (first === undefined || second === undefined) throw new Error("no epoch");
    const draft = { ...usual.draft, epochs: [first, { ...second, n: 1, fromSize }] };
    const bytes = signedDescriptor(draft, usual.cosigners);
    const ask = (policy: string) =>
      faults(
        question({
          seconds: [noon + 1, noon + 2, undefined],
          question: {
            network: { name: "network", bytes },
            policy: { name: "policy", bytes: toUtf8(policy) },
            trust: { networks: [trusted(bytes)] },
          },
        }),
      );
    return { ask, first: first.policy, second: second.policy };
  }

  test("is the later one from its very first size on", () => {
    for (const fromSize of [1, 10, 11]) {
      const { ask, second } = twoEpochs(fromSize);
      expect(ask(second)).toEqual([]);
    }
  });

  test("is still the earlier one at the size before", () => {
    const { ask, first, second } = twoEpochs(12);
    expect(ask(first)).toEqual(["QUORUM_MISSED"]);
    expect(ask(second)).toEqual(["NETWORK_COPY_DIFFERS", "QUORUM_MISSED"]);
  });

  test("wants its own policy text, to the octet", () => {
    const { ask, first, second } = twoEpochs(11);
    expect(ask(first)).toEqual(["NETWORK_COPY_DIFFERS"]);
    expect(ask(`# two of three\n${second}`)).toEqual(["NETWORK_COPY_DIFFERS"]);
  });
});
