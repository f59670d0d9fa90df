import { describe, expect, test } from "vitest";
import { toUtf8 } from "../../../../shared/bytes/utf8.ts";
import { checkReceipt } from "../../../../shared/verification/receipt/check-receipt.ts";
import { sampleNetwork, signedDescriptor, trusted } from "../../../parties/sample-network.ts";
import { faults, noon, question, usual } from "./receipt-asking.ts";

describe("an honest registration", () => {
  test("passes every check and says by when it existed", () => {
    const { findings, facts } = checkReceipt(question());
    expect(findings.map(({ code }) => code)).toEqual([
      "SUBMISSION_AGREES",
      "LEAF_AGREES",
      "LOG_SIGNATURE_VALID",
      "QUORUM_REACHED",
      "INCLUSION_PROVEN",
    ]);
    // All three are needed, so none may lie: the earliest time counts.
    expect(facts).toMatchObject({
      existedBy: (noon + 1) * 1000,
      needed: 3,
      institutions: 3,
      trusted: true,
    });
    expect(facts?.cosignatures.map(({ role }) => role)).toEqual(["court", "notary", "arbitration"]);
  });

  test("with one missing of four takes the second smallest time", () => {
    const seats = (["court", "court", "notary", "notary"] as const).map((role, at) => ({
      role,
      name: `${role} ${String(at)}`,
    }));
    const network = sampleNetwork({ seats, threshold: 3 });
    const { findings, facts } = checkReceipt(
      question({ network, seconds: [noon + 9, undefined, noon + 1, noon + 5] }),
    );
    expect(findings.find(({ code }) => code === "QUORUM_REACHED")?.data).toMatchObject({
      cosigned: 3,
      needed: 3,
      institutions: 4,
    });
    expect(facts?.existedBy).toBe((noon + 5) * 1000);
  });

  test("is not settled in time when a single cosignature suffices of three", () => {
    const network = sampleNetwork({ threshold: 1 });
    const asked = question({ network, seconds: [noon + 1, undefined, undefined] });
    expect(faults(asked)).toEqual(["EXISTED_BY_UNSETTLED"]);
    expect(checkReceipt(asked).facts?.existedBy).toBeNull();
  });

  test("is nothing at all without any of its files", () => {
    const none = { name: "x", bytes: undefined };
    const asked = question({
      question: { receipt: none, submission: none, policy: none, network: none },
    });
    expect(checkReceipt(asked)).toEqual({ findings: [] });
  });

  test("may have a token that came later", () => {
    const asked = question();
    const later = { file: "timestamp003.tst", digest: "dd".repeat(32) };
    const { findings } = checkReceipt({ ...asked, tokens: [...asked.tokens, later] });
    expect(findings.find(({ code }) => code === "TOKEN_AFTER_REGISTRATION")?.subject).toBe(
      "timestamp003.tst",
    );
    expect(faults({ ...asked, tokens: [...asked.tokens, later] })).toEqual([]);
  });
});

describe("whom the verifier trusts", () => {
  test("an unknown network is indeterminate, names the digest, and proves no time", () => {
    const asked = question({ question: { trust: { networks: [] } } });
    const { findings, facts } = checkReceipt(asked);
    expect(faults(asked)).toEqual(["UNKNOWN_NETWORK"]);
    const digest = trusted(usual.descriptorBytes).digest;
    expect(findings.find(({ code }) => code === "UNKNOWN_NETWORK")?.data).toMatchObject({ digest });
    expect(facts).toMatchObject({ trusted: false, existedBy: null });
  });

  test("a stranger's practice network is told as such", () => {
    const network = sampleNetwork({ origin: "practice.cunzhen.invalid/00" });
    const asked = question({ network, question: { trust: { networks: [] } } });
    expect(faults(asked)).toEqual([]);
    expect(checkReceipt(asked).facts).toMatchObject({
      practice: true,
      trusted: false,
      existedBy: null,
    });
  });

  test("a forger's network under a trusted origin fails by its signatures and its copies", () => {
    const forged = sampleNetwork({ seats: [{ role: "court", name: "Court A 甲法院" }] });
    const asked = question({
      network: forged,
      seconds: [noon],
      question: { trust: { networks: [trusted(usual.descriptorBytes)] } },
    });
    expect(faults(asked)).toEqual(
      expect.arrayContaining(["NETWORK_COPY_DIFFERS", "QUORUM_MISSED"]),
    );
    expect(checkReceipt(asked).facts?.existedBy).toBeNull();
  });

  test("another policy.txt than the trusted one is noticed", () => {
    const other = sampleNetwork({ threshold: 1 });
    const asked = question({ question: { policy: { name: "policy", bytes: other.policyBytes } } });
    expect(faults(asked)).toEqual(["NETWORK_COPY_DIFFERS"]);
  });

  test("another network's descriptor beside the receipt is noticed", () => {
    const other = sampleNetwork({ origin: "other.example/log" });
    const asked = question({
      question: { network: { name: "network", bytes: other.descriptorBytes } },
    });
    expect(faults(asked)).toContain("NETWORK_COPY_DIFFERS");
  });

  test("a later epoch than the trusted descriptor knows is indeterminate", () => {
    const [epoch] = usual.draft.epochs;
    const [next] = sampleNetwork({ threshold: 2 }).draft.epochs;
    if (epoch === undefined || next === undefined) throw new Error("no epoch");
    const draft = { ...usual.draft, epochs: [epoch, { ...next, n: 1, fromSize: 7 }] };
    const newer = signedDescriptor(draft, usual.cosigners);
    const asked = question({
      question: {
        network: { name: "network", bytes: newer },
        policy: { name: "policy", bytes: toUtf8(next.policy) },
      },
    });
    expect(faults(asked)).toEqual(["NETWORK_NEWER"]);
    expect(checkReceipt(asked).facts?.trusted).toBe(false);
    const known = { ...asked, trust: { networks: [trusted(newer)] } };
    expect(faults(known)).toEqual([]);
  });

  test("of epochs beyond the next one nobody known has signed anything, and their signatures say nothing", () => {
    const [epoch] = usual.draft.epochs;
    const forger = sampleNetwork({ seats: [{ role: "forensic", name: "Forger" }] });
    const [own] = forger.draft.epochs;
    if (epoch === undefined || own === undefined) throw new Error("no epoch");
    const epochs = [epoch, { ...own, n: 1, fromSize: 1 }, { ...own, n: 2, fromSize: 2 }];
    const network = signedDescriptor({ ...usual.draft, epochs }, forger.cosigners);
    const asked = question({
      network: forger,
      seconds: [noon],
      question: {
        network: { name: "network", bytes: network },
        trust: { networks: [trusted(usual.descriptorBytes)] },
      },
    });
    expect(faults(asked)).toEqual(["NETWORK_NEWER"]);
    const { findings, facts } = checkReceipt(asked);
    const codes = findings.map(({ code }) => code);
    expect(codes).not.toContain("LOG_SIGNATURE_VALID");
    expect(codes).not.toContain("QUORUM_REACHED");
    expect(facts).toBeUndefined();
  });

  test("a later epoch counts as newer only after the epochs that are known", () => {
    const [epoch] = sampleNetwork({ seats: [{ role: "court", name: "Forger" }] }).draft.epochs;
    if (epoch === undefined) throw new Error("no epoch");
    const draft = { ...usual.draft, epochs: [epoch, { ...epoch, n: 1, fromSize: 7 }] };
    const forged = signedDescriptor(draft, usual.cosigners);
    const asked = question({ question: { network: { name: "network", bytes: forged } } });
    expect(faults(asked)).toEqual(["NETWORK_COPY_DIFFERS"]);
  });
});
