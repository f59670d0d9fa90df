import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Random, seededRandom } from "../../../parties/random.ts";
import { sampleSeed, sampleSize } from "../../sample-size.ts";
import { agreed, counted, type Judged, judgedBy, rowOf, rowsUnder } from "./differences.ts";
import { buildJudge, type GoJudge } from "./go-judge.ts";
import { badNote, goodNote, noteKinds } from "./note-samples.ts";
import { badPolicy, goodPolicy, policyKinds } from "./policy-samples.ts";
import { badProof, goodProof, proofKinds } from "./proof-samples.ts";
import { badReceipt, goodReceipt, receiptKinds } from "./receipt-samples.ts";
import type { Sample } from "./sample.ts";

let folder: string;
let judge: GoJudge;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "cunzhen-logs-"));
  judge = await buildJudge(folder);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

type Maker = (random: Random, turn: number) => Sample;

/** As many samples as are asked for, and of every kind at least one. */
async function judged(make: Maker, kinds: number): Promise<readonly Judged[]> {
  const random = seededRandom(sampleSeed);
  const samples = Array.from({ length: Math.max(sampleSize, kinds) }, (_, n) => make(random, n));
  const answers = await judge(samples.map(({ question }) => question));
  const said: Judged[] = [];
  for (const [n, sample] of samples.entries())
    said.push(judgedBy(sample, await sample.ours(), answers[n] ?? {}));
  return said;
}

const suites: readonly (readonly [string, Maker, Maker, number])[] = [
  ["Notes", goodNote, badNote, noteKinds.length],
  ["Proofs", goodProof, badProof, proofKinds.length],
  ["Policies", goodPolicy, badPolicy, policyKinds.length],
  ["Receipts", goodReceipt, badReceipt, receiptKinds.length],
];

const title = `${String(sampleSize)} good, ${String(sampleSize)} bad, seed ${String(sampleSeed)}`;

describe.each(suites)(`%s beside Go's libraries (${title})`, (heading, good, bad, kinds) => {
  test("every good one is accepted by all", async () => {
    const others = (await judged(good, 1)).filter((one) => one.ours !== "accepted" || !agreed(one));
    expect(counted(others.map(rowOf))).toEqual([]);
  }, 1_800_000);

  test("where they differ on bad ones stands in docs/spec/differences/receipt.md, and no more", async () => {
    const all = await judged(bad, kinds);
    const differ = all.filter((one) => !agreed(one)).map(rowOf);
    const rows = rowsUnder(heading);
    expect(counted(differ.filter((row) => !rows.includes(row)))).toEqual([]);
    // Some damage has several ends, and a small sample may not come to all of them.
    if (sampleSize >= 2000) expect(rows.filter((row) => !differ.includes(row))).toEqual([]);
    // A library's yes counts only where it also says no.
    const refused = all.filter(({ go }) => go !== "accepted");
    expect(refused.length).toBeGreaterThan(all.length / 4);
  }, 1_800_000);
});
