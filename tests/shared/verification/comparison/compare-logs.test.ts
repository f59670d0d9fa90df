import { describe, expect, test } from "vitest";
import { toHex } from "../../../../shared/bytes/hex.ts";
import { toUtf8 } from "../../../../shared/bytes/utf8.ts";
import { digestOf } from "../../../../shared/digest/digest.ts";
import { parseTlogProof } from "../../../../shared/log/tlog-proof.ts";
import { leafHash } from "../../../../shared/log/tree-hash.ts";
import { writeLeaf } from "../../../../shared/network/leaf.ts";
import {
  forkProofName,
  writeForkProof,
} from "../../../../shared/verification/comparison/fork-proof.ts";
import { compare, failed, leafOf, passed, registered, token } from "./verdicts.ts";

/** One history of registrations. */
const honest = (number: number): Uint8Array => leafHash(writeLeaf(leafOf(number)));
/** Another one from entry 3 on. */
const other = (number: number): Uint8Array =>
  number < 3 ? honest(number) : leafHash(toUtf8(`other ${String(number)}`));

describe("the checkpoints of one log", () => {
  const input = (path: string, receipt: ReturnType<typeof registered>) => passed(path, { receipt });

  test("with one history never fork, and some show that they continue each other", () => {
    const some = [registered(1, 4, honest), registered(9, 11, honest), registered(5, 8, honest)];
    const { codes, facts } = compare(some.map((receipt, at) => input(String(at), receipt)));
    expect(facts.forks).toEqual([]);
    expect(codes).toEqual(["CHECKPOINTS_CONSISTENT"]);
    expect(facts.logs[0]?.checkpoints.map(({ size }) => size)).toEqual([4, 8, 11]);
  });

  test("are left open where the files fix too little", () => {
    const { codes, findings } = compare([
      input("a", registered(1, 7, honest)),
      input("b", registered(9, 11, honest)),
    ]);
    expect(codes).toEqual(["CONSISTENCY_NOT_SHOWN"]);
    expect(findings[0]?.data).toMatchObject({ from: 7, to: 11 });
  });

  test("with one size and two roots prove a fork, whoever failed, and both stand whole in the facts", () => {
    const first = registered(5, 11, honest);
    const second = registered(5, 11, other);
    const { codes, facts } = compare([input("a", first), failed(input("b", second))]);
    expect(codes).toEqual(["LOG_FORK"]);
    const [fork] = facts.forks;
    expect(fork).toMatchObject({ kind: "same-size", cosignedBoth: ["Court A"] });
    expect(fork?.first.receipt).toBe(first.proof);
    expect(fork?.second.note).toContain(first.origin);
    expect(JSON.parse(JSON.stringify(fork))).toEqual(fork);
  });

  test("of different sizes prove a fork by a subtree that both fix differently", () => {
    const { codes, facts } = compare([
      input("a", registered(5, 11, honest)),
      input("b", registered(12, 20, other)),
    ]);
    expect(codes).toEqual(["LOG_FORK"]);
    expect(facts.forks[0]).toMatchObject({ kind: "subtree", place: { level: 3, index: 0 } });
  });

  test("prove a fork by the smaller root where no subtree is common", () => {
    // The smaller proof gives entries 4 to 6 as one hash over two subtrees; the larger one fixes both of them.
    const late = (n: number) => (n < 4 ? honest(n) : leafHash(toUtf8(`late ${String(n)}`)));
    const { codes, facts } = compare([
      input("a", registered(0, 7, late)),
      input("b", registered(7, 8, honest)),
    ]);
    expect(codes).toEqual(["LOG_FORK"]);
    expect(facts.forks).toMatchObject([{ kind: "root", first: { size: 7 }, second: { size: 8 } }]);
    expect(facts.forks[0]?.place).toBeUndefined();
  });

  test("a checkpoint that the log key did not sign accuses nobody", () => {
    const first = registered(5, 11, honest);
    const second = registered(5, 11, other);
    const line = /(— log\.cunzhen\.example\/2026 )(\S{20})(\S)/u;
    const forged = (second.proof ?? "").replace(
      line,
      (_, a: string, b: string, c: string) => `${a}${b}${c === "A" ? "B" : "A"}`,
    );
    expect(forged).not.toBe(second.proof);
    expect(compare([input("a", first), input("b", { ...second, proof: forged })]).codes).toEqual(
      [],
    );
  });

  test("a stranger's log under the same name is another log", () => {
    const stranger = { ...registered(5, 11, other), trusted: false };
    expect(compare([input("a", registered(5, 11, honest)), input("b", stranger)]).codes).toEqual(
      [],
    );
  });

  test("a fork as a file holds both receipts and no name of the finder's files", () => {
    const { facts } = compare([
      input("/home/clerk/a", registered(5, 11, honest)),
      input("/home/clerk/b", registered(5, 11, other)),
    ]);
    const [fork] = facts.forks;
    if (fork === undefined) throw new Error("no fork");
    const bytes = writeForkProof(fork);
    const text = new TextDecoder().decode(bytes);
    expect(text).not.toContain("clerk");
    expect(text).toContain(JSON.stringify(fork.first.receipt));
    expect(text).toContain(JSON.stringify(fork.second.receipt));
    expect(forkProofName(bytes)).toMatch(/^fork-[0-9a-f]{16}\.json$/u);
    expect(writeForkProof(fork)).toEqual(bytes);
  });
});

describe("a checkpoint that was known at sealing", () => {
  const known = registered(5, 11, honest);
  const parsed = parseTlogProof(toUtf8(known.proof ?? ""));
  if (!parsed.ok) throw new Error(parsed.fault.rule);
  const notBefore = toHex(digestOf("sha256", parsed.value.checkpoint));

  test("is a lower bound, by the latest token registered under it", () => {
    const { codes, facts } = compare([
      passed("a", { receipt: known, timestamps: [token(1000)] }),
      passed("b", { notBefore, receipt: registered(12, 16, honest) }),
    ]);
    expect(codes).toContain("NOT_BEFORE_PROVEN");
    expect(facts.notBefore).toEqual([{ path: "b", checkpointOf: "a", size: 11, time: 1000 }]);
  });

  test("contradicts a registration that the same log had by then", () => {
    const { codes } = compare([
      passed("a", { receipt: known }),
      passed("b", { notBefore, receipt: registered(7, 16, honest) }),
    ]);
    expect(codes).toContain("NOT_BEFORE_REVERSED");
  });
});
