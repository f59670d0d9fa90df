import type { Statements } from "../../platform/database/database.ts";
import { fromHex } from "../../shared/bytes/hex.ts";
import { checkpointText, type TreeHead } from "../../shared/log/checkpoint.ts";
import { type NoteSignature, writeNote } from "../../shared/log/note.ts";
import { timedSignature } from "../../shared/log/note-verification.ts";
import {
  consistencyPlan,
  inclusionPlan,
  type ProofPlan,
  proofOf,
} from "../../shared/log/tree-proof.ts";
import { type NodePlace, type RightEdge, subtreesOf } from "../../shared/log/tree.ts";
import { writeTlogProof } from "../../shared/log/tlog-proof.ts";
import type { VerifierKey } from "../../shared/log/verifier-key.ts";
import { parseCompactLeaf } from "../../shared/network/compact-leaf.ts";
import { type Leaf, writeLeaf } from "../../shared/network/leaf.ts";
import { integerOf, octetsOf, textOf } from "./row-values.ts";

/** The head of the log as it was signed. */
export interface SignedHead extends TreeHead {
  readonly height: number;
  readonly time: number;
  readonly signature: Uint8Array;
}

/** A cosigner's statement on the checkpoint of this size. */
export interface Cosignature {
  /** The cosigner's vkey name. */
  readonly name: string;
  readonly seconds: number;
  /** 64 bytes. */
  readonly signature: Uint8Array;
}

/** Whose lines stand under the checkpoints of a log. */
export interface LogKeys {
  readonly log: VerifierKey;
  readonly cosigners: readonly VerifierKey[];
}

/** Number of the leaf that a submission has, or undefined. */
export async function leafNumber(db: Statements, submission: string): Promise<number | undefined> {
  const digest = fromHex(submission);
  if (digest === undefined) return undefined;
  const row = await db.get("SELECT number FROM leaves WHERE submission = ?", digest);
  return row === undefined ? undefined : integerOf(row, "number");
}

async function leafAt(db: Statements, number: number): Promise<Leaf> {
  const row = await db.get("SELECT leaf FROM leaves WHERE number = ?", number);
  const leaf = parseCompactLeaf(octetsOf(row, "leaf"));
  if (!leaf.ok) throw new Error(`leaf ${String(number)} is damaged: ${leaf.fault.rule}`);
  return leaf.value;
}

/** The last checkpoint, or the one of exactly `size`. */
export async function headAt(
  db: Statements,
  origin: string,
  size?: number,
): Promise<SignedHead | undefined> {
  const row =
    size === undefined
      ? await db.get("SELECT * FROM checkpoints ORDER BY size DESC LIMIT 1")
      : await db.get("SELECT * FROM checkpoints WHERE size = ?", size);
  if (row === undefined) return undefined;
  return {
    origin,
    size: integerOf(row, "size"),
    root: octetsOf(row, "root"),
    height: integerOf(row, "height"),
    time: integerOf(row, "time"),
    signature: octetsOf(row, "signature"),
  };
}

/** Size of the smallest checkpoint over at least `leaves` leaves whose cosignatures satisfied the policy. */
export async function finalSize(db: Statements, leaves: number): Promise<number | undefined> {
  const row = await db.get(
    "SELECT MIN(size) AS size FROM checkpoints WHERE final = 1 AND size >= ?",
    leaves,
  );
  return isNull(row, "size") ? undefined : integerOf(row, "size");
}

function isNull(row: unknown, column: string): boolean {
  return (
    typeof row !== "object" ||
    row === null ||
    Object.getOwnPropertyDescriptor(row, column)?.value === null
  );
}

export async function cosignaturesAt(
  db: Statements,
  size: number,
): Promise<readonly Cosignature[]> {
  const rows = await db.all(
    "SELECT name, seconds, signature FROM cosignatures WHERE size = ?",
    size,
  );
  return rows.map((row) => ({
    name: textOf(row, "name"),
    seconds: integerOf(row, "seconds"),
    signature: octetsOf(row, "signature"),
  }));
}

/** The note of a checkpoint: the log's line, then the cosigners' in the order of their keys. */
export function checkpointNote(
  keys: LogKeys,
  head: SignedHead,
  cosignatures: readonly Cosignature[],
): Uint8Array {
  const lines: NoteSignature[] = [
    { name: keys.log.name, keyId: keys.log.keyId, signature: head.signature },
  ];
  for (const { name, keyId } of keys.cosigners) {
    for (const one of cosignatures.filter((cosignature) => cosignature.name === name)) {
      lines.push({ name, keyId, signature: timedSignature(one.seconds, one.signature) });
    }
  }
  return writeNote({ text: checkpointText(head), signatures: lines });
}

/** The tlog-proof of leaf `number` in the checkpoint of `size`, its leaf as extra data. */
export async function receiptOf(
  db: Statements,
  keys: LogKeys,
  number: number,
  size: number,
): Promise<Uint8Array> {
  const head = await headAt(db, keys.log.name, size);
  if (head === undefined) throw new Error(`no checkpoint of size ${String(size)}`);
  return writeTlogProof({
    extra: writeLeaf(await leafAt(db, number)),
    index: number,
    hashes: await readProof(db, inclusionPlan(number, size)),
    checkpoint: checkpointNote(keys, head, await cosignaturesAt(db, size)),
  });
}

/** The consistency proof between two sizes, neither beyond the log. */
export async function consistencyProof(
  db: Statements,
  from: number,
  to: number,
): Promise<readonly Uint8Array[]> {
  return readProof(db, consistencyPlan(from, to));
}

/** The right edge of the tree of `size` leaves. */
export async function edgeAt(db: Statements, size: number): Promise<RightEdge> {
  const places = subtreesOf(0, size);
  const hashes = await readNodes(db, places);
  return {
    size,
    nodes: places.map((place) => ({ ...place, hash: hashIn(hashes, place) })),
  };
}

async function readProof(db: Statements, plan: ProofPlan): Promise<readonly Uint8Array[]> {
  const hashes = await readNodes(db, plan.flat());
  return proofOf(plan, (place) => hashIn(hashes, place));
}

function hashIn(hashes: ReadonlyMap<string, Uint8Array>, place: NodePlace): Uint8Array {
  const hash = hashes.get(`${String(place.level)}/${String(place.index)}`);
  if (hash === undefined) throw new Error("a node of the tree is missing");
  return hash;
}

async function readNodes(
  db: Statements,
  places: readonly NodePlace[],
): Promise<ReadonlyMap<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>();
  if (places.length === 0) return found;
  const values = places.map(() => "(?, ?)").join(", ");
  const rows = await db.all(
    `WITH wanted(level, number) AS (VALUES ${values})
     SELECT nodes.level, nodes.number, nodes.hash FROM wanted
     JOIN nodes ON nodes.level = wanted.level AND nodes.number = wanted.number`,
    ...places.flatMap(({ level, index }) => [level, index]),
  );
  for (const row of rows) {
    found.set(
      `${String(integerOf(row, "level"))}/${String(integerOf(row, "number"))}`,
      octetsOf(row, "hash"),
    );
  }
  return found;
}
