import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nodeRoutes } from "../../../shared/network/node-routes.ts";
import { pathOf } from "../../../shared/network/route.ts";
import { type Betrayal, falsify } from "../../parties/rogue-node.ts";
import { createSubmitter, randomDigest } from "../../parties/submitter.ts";
import { startTestNode, stopTestNode, submitTo, type TestNode } from "../../parties/test-node.ts";
import { buildGoJudge, type GoJudge, type ReceiptCase } from "./go-judge.ts";

/**
 * A receipt of the practice network, judged by a Go program on golang.org/x/mod/sumdb and
 * transparency-dev/formats: its log signature, its quorum, its inclusion, what it is about.
 */
let node: TestNode;
let folder: string;
let judge: GoJudge;
let receipt: Uint8Array;
let policy: Uint8Array;
const fingerprint = randomDigest();
const submitter = createSubmitter();
const mine = submitter.submission({ fingerprint });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "cunzhen-receipt-"));
  judge = await buildGoJudge(folder);
  node = await startTestNode();
  for (let at = 0; at < 6; at += 1) await registered(submitter.submission());
  receipt = await registered(mine);
  policy = new Uint8Array(await (await fetch(node.url + nodeRoutes.policy.path)).arrayBuffer());
});
afterAll(async () => {
  await stopTestNode(node);
  rmSync(folder, { recursive: true, force: true });
});

async function registered({ id, file }: { id: string; file: Uint8Array }): Promise<Uint8Array> {
  await submitTo(node, file);
  const answer = await fetch(
    `${node.url}${pathOf(nodeRoutes.receipt, { submission: id })}?wait=9000`,
  );
  expect(answer.status).toBe(200);
  return new Uint8Array(await answer.arrayBuffer());
}

const verdict = (of: Partial<ReceiptCase> = {}): Promise<string> =>
  judge({ policy, receipt, submission: mine.file, fingerprint, ...of });

describe("Go's judgement of a receipt", () => {
  test("holds for what the network gave", async () => {
    expect(await verdict()).toBe(`holds: entry 6 of 7 in ${node.descriptor.origin}`);
  });

  test.each<[Betrayal, RegExp]>([
    ["inclusion", /invalid transparency proof/u],
    ["leaf", /invalid transparency proof/u],
    ["no-court", /quorum is not reached/u],
    ["bad-cosignature", /invalid signature/u],
    ["bad-log-signature", /invalid signature/u],
  ])("refuses one with %s", async (how, reason) => {
    expect(await verdict({ receipt: falsify(receipt, how) })).toMatch(reason);
  });

  test("refuses another item, another submission, and another network's policy", async () => {
    expect(await verdict({ fingerprint: randomDigest() })).toMatch(/something else/u);
    expect(await verdict({ submission: submitter.submission().file })).toMatch(/something else/u);
    const other = await startTestNode();
    try {
      const theirs = await (await fetch(other.url + nodeRoutes.policy.path)).text();
      expect(await verdict({ policy: theirs })).toMatch(/^refused/u);
    } finally {
      await stopTestNode(other);
    }
  });

  test("refuses every flipped bit that was tried, one in each stretch of 3 octets", async () => {
    let tried = 0;
    for (let at = 0; at < receipt.length; at += 3) {
      const bent = receipt.slice();
      bent[at] = (bent[at] ?? 0) ^ (1 << (tried % 8));
      const said = await verdict({ receipt: bent });
      expect(said.startsWith("refused") ? "refused" : `octet ${String(at)}: ${said}`).toBe(
        "refused",
      );
      tried += 1;
    }
    expect(tried).toBeGreaterThan(400);
  });
});
