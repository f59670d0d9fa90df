import type { Database, Statements } from "../../platform/database/database.ts";
import { fromHex } from "../../shared/bytes/hex.ts";
import { checkpointText, type TreeHead } from "../../shared/log/checkpoint.ts";
import { logMessage } from "../../shared/log/note-verification.ts";
import { leafHash } from "../../shared/log/tree-hash.ts";
import { appendLeaves, type RightEdge, rootOf, type TreeNode } from "../../shared/log/tree.ts";
import { writeCompactLeaf } from "../../shared/network/compact-leaf.ts";
import { type Leaf, writeLeaf } from "../../shared/network/leaf.ts";
import { maxWindowMs } from "../../shared/network/submission.ts";
import type { NoteKey } from "../ceremony/note-key.ts";
import type { Block, EntryResult, SequencedEntry } from "../sequencer/sequencer.ts";
import { type Cosignature, edgeAt, leafNumber } from "./log-reader.ts";
import { integerOf } from "./row-values.ts";

/** Rows of one INSERT, below SQLite's limit of values whatever the table. */
const rowsAtOnce = 500;

/**
 * Applies a block in one transaction: new leaves, tree nodes, a signed checkpoint, or none of them. An entry is
 * refused when the block's time is past its `notAfter` or more than ten minutes before it; one whose submission
 * has a leaf already gets no second. Depends on the block and the log alone.
 */
export async function applyBlock(
  database: Database,
  logKey: NoteKey,
  block: Block,
): Promise<readonly EntryResult[]> {
  return database.transaction(async (db) => {
    const seen = new Set<string>();
    const results: EntryResult[] = [];
    const leaves: Leaf[] = [];
    for (const entry of block.entries) {
      const result = await judge(db, entry, block.time, seen);
      results.push(result);
      if (result !== "registered") continue;
      const { notAfter: _, ...leaf } = entry;
      leaves.push({ ...leaf, blockTime: block.time });
    }
    if (leaves.length > 0) await append(db, logKey, block, leaves);
    return results;
  });
}

async function judge(
  db: Statements,
  entry: SequencedEntry,
  time: number,
  seen: Set<string>,
): Promise<EntryResult> {
  if (seen.has(entry.submission)) return "duplicate";
  if ((await leafNumber(db, entry.submission)) !== undefined) return "duplicate";
  if (time > entry.notAfter || entry.notAfter - time > maxWindowMs) return "expired";
  seen.add(entry.submission);
  return "registered";
}

async function append(
  db: Statements,
  logKey: NoteKey,
  block: Block,
  leaves: readonly Leaf[],
): Promise<void> {
  const before = await edgeAt(db, await logSize(db));
  const { edge, made } = appendLeaves(
    before,
    leaves.map((leaf) => leafHash(writeLeaf(leaf))),
  );
  await insertLeaves(db, before.size, leaves);
  await insertNodes(db, made);
  await insertCheckpoint(db, logKey, block, edge);
}

/** Number of leaves in the log. */
async function logSize(db: Statements): Promise<number> {
  const row = await db.get("SELECT COALESCE(MAX(number) + 1, 0) AS size FROM leaves");
  return integerOf(row, "size");
}

async function insertLeaves(db: Statements, first: number, leaves: readonly Leaf[]): Promise<void> {
  for (let at = 0; at < leaves.length; at += rowsAtOnce) {
    const part = leaves.slice(at, at + rowsAtOnce);
    await db.run(
      `INSERT INTO leaves (number, leaf, submission) VALUES ${part.map(() => "(?, ?, ?)").join(", ")}`,
      ...part.flatMap((leaf, offset) => [
        first + at + offset,
        writeCompactLeaf(leaf),
        fromHex(leaf.submission) ?? new Uint8Array(),
      ]),
    );
  }
}

async function insertNodes(db: Statements, nodes: readonly TreeNode[]): Promise<void> {
  for (let at = 0; at < nodes.length; at += rowsAtOnce) {
    const part = nodes.slice(at, at + rowsAtOnce);
    await db.run(
      `INSERT INTO nodes (level, number, hash) VALUES ${part.map(() => "(?, ?, ?)").join(", ")}`,
      ...part.flatMap(({ level, index, hash }) => [level, index, hash]),
    );
  }
}

async function insertCheckpoint(
  db: Statements,
  logKey: NoteKey,
  block: Block,
  edge: RightEdge,
): Promise<void> {
  const head: TreeHead = { origin: logKey.verifier.name, size: edge.size, root: rootOf(edge) };
  await db.run(
    "INSERT INTO checkpoints (size, root, height, time, signature) VALUES (?, ?, ?, ?, ?)",
    head.size,
    head.root,
    block.height,
    block.time,
    logKey.sign(logMessage(checkpointText(head))),
  );
}

/**
 * Keeps cosignatures of the checkpoint of this size; one that is known stays as it was, since a later one would
 * move "existed by" later. `final` says that they satisfy the policy.
 */
export async function keepCosignatures(
  database: Database,
  size: number,
  cosignatures: readonly Cosignature[],
  final: boolean,
): Promise<void> {
  await database.transaction(async (db) => {
    for (const { name, seconds, signature } of cosignatures) {
      await db.run(
        "INSERT OR IGNORE INTO cosignatures (size, name, seconds, signature) VALUES (?, ?, ?, ?)",
        size,
        name,
        seconds,
        signature,
      );
    }
    if (final) await db.run("UPDATE checkpoints SET final = 1 WHERE size = ?", size);
  });
}
