import type { Statements } from "../../platform/database/database.ts";
import { bytes, list, record, row } from "./shape.ts";

/** A signed entry of an item's custody log, as the line that a package carries. */
export interface StoredEntry {
  readonly seq: number;
  readonly bytes: Uint8Array;
}

const bytesRow = record({ bytes });

/** An item's custody log, oldest first. */
export async function readCustody(
  statements: Statements,
  item: string,
): Promise<readonly Uint8Array[]> {
  const found = await statements.all("SELECT bytes FROM custody WHERE item = ? ORDER BY seq", item);
  return row(list(bytesRow), found).map((entry) => new Uint8Array(entry.bytes));
}

/** Adds entries; rejects when one of these places is taken, since a log never forks. */
export async function appendCustody(
  statements: Statements,
  item: string,
  entries: readonly StoredEntry[],
): Promise<void> {
  for (const entry of entries) {
    await statements.run(
      "INSERT INTO custody (item, seq, bytes) VALUES (?, ?, ?)",
      item,
      entry.seq,
      entry.bytes,
    );
  }
}
