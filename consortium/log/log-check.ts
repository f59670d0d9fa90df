import type { Statements } from "../../platform/database/database.ts";
import { toHex } from "../../shared/bytes/hex.ts";
import { equalBytes } from "../../shared/bytes/octets.ts";
import { judgeCheckpoint } from "../../shared/log/checkpoint-quorum.ts";
import { parseCheckpoint } from "../../shared/log/checkpoint.ts";
import type { QuorumPolicy } from "../../shared/log/quorum-policy.ts";
import { leafHash } from "../../shared/log/tree-hash.ts";
import {
  appendLeaves,
  emptyEdge,
  type RightEdge,
  rootOf,
  type TreeNode,
} from "../../shared/log/tree.ts";
import { parseCompactLeaf } from "../../shared/network/compact-leaf.ts";
import { writeLeaf } from "../../shared/network/leaf.ts";
import type { VerifySignature } from "../../shared/signature/scheme.ts";
import { checkpointNote, cosignaturesAt, headAt, type LogKeys } from "./log-reader.ts";
import { integerOf, octetsOf } from "./row-values.ts";

/** What reading the whole log again has shown; sound when `flaws` is empty. */
export interface LogCheck {
  readonly leaves: number;
  readonly checkpoints: number;
  readonly cosignatures: number;
  /** The first few, each with the number or size at which it was found. */
  readonly flaws: readonly string[];
}

const maxFlaws = 20;
const leavesAtOnce = 2000;

/**
 * Reads every leaf, builds the tree anew, and compares it with the stored nodes and with every checkpoint ever
 * signed; verifies the log's signature and all cosignatures, and that what is called final satisfies the policy.
 */
export async function checkLog(
  db: Statements,
  keys: LogKeys,
  policy: QuorumPolicy,
  verify: VerifySignature,
): Promise<LogCheck> {
  const flaws: string[] = [];
  const flaw = (what: string): void => {
    if (flaws.length < maxFlaws) flaws.push(what);
  };
  const sizes = (await db.all("SELECT size, final FROM checkpoints ORDER BY size")).map((row) => ({
    size: integerOf(row, "size"),
    final: integerOf(row, "final") === 1,
  }));
  let edge: RightEdge = emptyEdge;
  let cosignatures = 0;
  for (const { size, final } of sizes) {
    edge = await extend(db, edge, size, flaw);
    if (edge.size !== size) flaw(`checkpoint ${String(size)}: leaves are missing`);
    cosignatures += await checkCheckpoint(db, { keys, policy, verify, edge, final, flaw });
  }
  const row = await db.get("SELECT COUNT(*) AS count FROM leaves");
  const leaves = integerOf(row, "count");
  if (leaves !== edge.size)
    flaw(`${String(leaves)} leaves, but the last checkpoint has ${String(edge.size)}`);
  return { leaves, checkpoints: sizes.length, cosignatures, flaws };
}

type Flaw = (what: string) => void;

async function extend(db: Statements, from: RightEdge, to: number, flaw: Flaw): Promise<RightEdge> {
  let edge = from;
  while (edge.size < to) {
    const rows = await db.all(
      "SELECT number, leaf, submission FROM leaves WHERE number >= ? AND number < ? ORDER BY number",
      edge.size,
      Math.min(to, edge.size + leavesAtOnce),
    );
    if (rows.length === 0) return edge;
    const hashes = rows.map((row, offset) => readLeafHash(row, edge.size + offset, flaw));
    const grown = appendLeaves(edge, hashes);
    await compareNodes(db, grown.made, flaw);
    edge = grown.edge;
  }
  return edge;
}

function readLeafHash(row: unknown, number: number, flaw: Flaw): Uint8Array {
  if (integerOf(row, "number") !== number) flaw(`leaf ${String(number)}: missing`);
  const leaf = parseCompactLeaf(octetsOf(row, "leaf"));
  if (!leaf.ok) {
    flaw(`leaf ${String(number)}: ${leaf.fault.rule}`);
    return new Uint8Array(32);
  }
  if (leaf.value.submission !== toHex(octetsOf(row, "submission"))) {
    flaw(`leaf ${String(number)}: listed under another submission`);
  }
  return leafHash(writeLeaf(leaf.value));
}

async function compareNodes(db: Statements, nodes: readonly TreeNode[], flaw: Flaw): Promise<void> {
  for (const { level, index, hash } of nodes) {
    const row = await db.get("SELECT hash FROM nodes WHERE level = ? AND number = ?", level, index);
    if (row === undefined || !equalBytes(octetsOf(row, "hash"), hash)) {
      flaw(`node ${String(level)}/${String(index)}: not what its leaves give`);
    }
  }
}

interface CheckpointAtHand {
  readonly keys: LogKeys;
  readonly policy: QuorumPolicy;
  readonly verify: VerifySignature;
  readonly edge: RightEdge;
  readonly final: boolean;
  readonly flaw: Flaw;
}

/** Gives the number of valid cosignatures. */
async function checkCheckpoint(
  db: Statements,
  { keys, policy, verify, edge, final, flaw }: CheckpointAtHand,
): Promise<number> {
  const at = `checkpoint ${String(edge.size)}`;
  const head = await headAt(db, keys.log.name, edge.size);
  if (head === undefined) return 0;
  if (!equalBytes(head.root, rootOf(edge))) flaw(`${at}: its root is not what the leaves give`);
  const note = checkpointNote(keys, head, await cosignaturesAt(db, edge.size));
  const parsed = parseCheckpoint(note);
  if (!parsed.ok) {
    flaw(`${at}: ${parsed.fault.rule}`);
    return 0;
  }
  const judgement = judgeCheckpoint(parsed.value, policy, verify);
  if (judgement.log !== "valid") flaw(`${at}: the log's signature is ${judgement.log}`);
  for (const { key } of judgement.invalid)
    flaw(`${at}: the cosignature of ${key.name} is not valid`);
  if (final && !judgement.satisfied) flaw(`${at}: called final without its quorum`);
  return judgement.cosigned.length;
}
