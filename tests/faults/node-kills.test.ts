import { rm } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { checkNode } from "../../consortium/node/check-node.ts";
import { equalBytes } from "../../shared/bytes/octets.ts";
import { holds, judgeCheckpoint } from "../../shared/log/checkpoint-quorum.ts";
import { type Checkpoint, parseCheckpoint } from "../../shared/log/checkpoint.ts";
import { verifyConsistency } from "../../shared/log/tree-proof.ts";
import { consistencyHashes } from "../../shared/network/codecs.ts";
import type { Descriptor } from "../../shared/network/descriptor.ts";
import { nodeRoutes } from "../../shared/network/node-routes.ts";
import { isIncluded, parseReceipt } from "../../shared/network/receipt.ts";
import { pathOf } from "../../shared/network/route.ts";
import type { KnownNode } from "../../service/registration/practice-node.ts";
import { verifySignature } from "../../platform/signatures/verify-signature.ts";
import { addressOf, killNode, spawnNode } from "../consortium/child-node.ts";
import { createSubmitter } from "../parties/submitter.ts";
import { knownNode, submitTo, temporaryFolder } from "../parties/test-node.ts";

const kills = process.env["CI"] === undefined ? 6 : 30;

interface Sent {
  readonly id: string;
  readonly file: Uint8Array;
}

/** Everything that a client has ever seen of the node. */
interface Seen {
  readonly sent: Sent[];
  readonly receipts: Map<string, Uint8Array>;
  readonly checkpoints: Uint8Array[];
}

const submitter = createSubmitter();

async function answering(home: string): Promise<KnownNode> {
  return knownNode(home, Number(new URL(await addressOf(home)).port));
}

async function bytesOf(url: string): Promise<Uint8Array | undefined> {
  const answer = await fetch(url);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  return answer.status === 200 ? bytes : undefined;
}

async function receiptOf(node: KnownNode, { id, file }: Sent): Promise<Uint8Array | undefined> {
  await submitTo(node, file);
  return bytesOf(`${node.url}${pathOf(nodeRoutes.receipt, { submission: id })}?wait=8000`);
}

/** Submits as fast as it can until the node is gone. */
async function submitUntilGone(node: KnownNode, seen: Seen): Promise<void> {
  try {
    for (;;) {
      const one = submitter.submission();
      seen.sent.push(one);
      const receipt = await receiptOf(node, one);
      if (receipt !== undefined) seen.receipts.set(one.id, receipt);
      const checkpoint = await bytesOf(node.url + nodeRoutes.checkpoint.path);
      if (checkpoint !== undefined) seen.checkpoints.push(checkpoint);
    }
  } catch {
    // The connection ended with the process.
  }
}

function opened(bytes: Uint8Array): Checkpoint {
  const checkpoint = parseCheckpoint(bytes);
  if (!checkpoint.ok) throw new Error(checkpoint.fault.rule);
  return checkpoint.value;
}

async function expectOneHistory(url: string, checkpoints: readonly Checkpoint[]): Promise<void> {
  const bySize = [...checkpoints].sort((left, right) => left.size - right.size);
  for (const [at, newer] of bySize.entries()) {
    const older = bySize[at - 1];
    if (older === undefined) continue;
    if (older.size === newer.size) {
      expect(equalBytes(older.root, newer.root)).toBe(true);
      continue;
    }
    const path = pathOf(nodeRoutes.consistency, { from: older.size, to: newer.size });
    const proof = consistencyHashes.parse((await bytesOf(url + path)) ?? new Uint8Array());
    expect(proof.ok && verifyConsistency(older, newer, proof.value)).toBe(true);
  }
}

function expectQuorum(checkpoint: Checkpoint, descriptor: Descriptor): void {
  const policy = descriptor.epochs[0]?.quorum;
  if (policy === undefined) throw new Error("no policy");
  expect(holds(judgeCheckpoint(checkpoint, policy, verifySignature))).toBe(true);
}

describe("a node that is killed again and again", () => {
  test("keeps one history, loses no receipt, and registers nothing twice", async () => {
    const home = await temporaryFolder();
    const seen: Seen = { sent: [], receipts: new Map(), checkpoints: [] };
    try {
      for (let round = 0; round < kills; round += 1) {
        const child = spawnNode(home);
        const node = await answering(home);
        const clients = [1, 2, 3, 4].map(() => submitUntilGone(node, seen));
        await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 300));
        await killNode(child);
        await Promise.all(clients);
      }
      const child = spawnNode(home);
      const node = await answering(home);
      const { url, descriptor } = node;
      const numbers = new Map<number, string>();
      const checkpoints = seen.checkpoints.map(opened);
      for (const one of seen.sent) {
        const bytes = await receiptOf(node, one);
        const receipt = parseReceipt(bytes ?? new Uint8Array());
        if (!receipt.ok) throw new Error(`no receipt: ${receipt.fault.rule}`);
        expect(isIncluded(receipt.value)).toBe(true);
        expect(receipt.value.leaf.submission).toBe(one.id);
        expect(numbers.get(receipt.value.index)).toBeUndefined();
        numbers.set(receipt.value.index, one.id);
        const earlier = seen.receipts.get(one.id);
        if (earlier !== undefined) expect(bytes).toEqual(earlier);
        checkpoints.push(receipt.value.checkpoint);
      }
      for (const checkpoint of checkpoints) expectQuorum(checkpoint, descriptor);
      await expectOneHistory(url, checkpoints);
      expect(seen.receipts.size).toBeGreaterThan(0);
      await killNode(child);
      expect(await checkNode(home)).toMatchObject({ leaves: seen.sent.length, flaws: [] });
    } finally {
      await rm(home, { recursive: true, force: true });
    }
  });
});
