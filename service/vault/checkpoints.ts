import type { Statements } from "../../platform/database/database.ts";
import { bytes, integer, record, row } from "./shape.ts";

/** The newest checkpoint with a quorum that this vault has seen of one log. */
export interface KnownCheckpoint {
  readonly size: number;
  /** The signed note, as received. */
  readonly note: Uint8Array;
}

const checkpointRow = record({ size: integer, note: bytes });

export async function latestCheckpoint(
  statements: Statements,
  origin: string,
): Promise<KnownCheckpoint | undefined> {
  const found = await statements.get("SELECT size, note FROM checkpoints WHERE origin = ?", origin);
  if (found === undefined) return undefined;
  const { size, note } = row(checkpointRow, found);
  return { size, note: new Uint8Array(note) };
}

/** Keeps a checkpoint unless a larger one is known. That the two are consistent was for the caller to prove. */
export async function keepCheckpoint(
  statements: Statements,
  origin: string,
  checkpoint: KnownCheckpoint,
): Promise<void> {
  await statements.run(
    `INSERT INTO checkpoints (origin, size, note) VALUES (?, ?, ?)
     ON CONFLICT (origin) DO UPDATE SET size = excluded.size, note = excluded.note
     WHERE excluded.size >= size`,
    origin,
    checkpoint.size,
    checkpoint.note,
  );
}
