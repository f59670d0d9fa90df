import type { Statements } from "../../platform/database/database.ts";
import { bytes, record, row } from "./shape.ts";

const submissionRow = record({ submission: bytes });

/** The submission that was last made for an item, whether or not a node has seen it. */
export async function readSubmission(
  statements: Statements,
  item: string,
): Promise<Uint8Array | undefined> {
  const found = await statements.get("SELECT submission FROM outbox WHERE item = ?", item);
  return found === undefined ? undefined : new Uint8Array(row(submissionRow, found).submission);
}

/** Keeps a submission before its first byte leaves, so that a repeated step sends the same one again. */
export async function keepSubmission(
  statements: Statements,
  item: string,
  submission: Uint8Array,
): Promise<void> {
  await statements.run(
    `INSERT INTO outbox (item, submission) VALUES (?, ?)
     ON CONFLICT (item) DO UPDATE SET submission = excluded.submission`,
    item,
    submission,
  );
}
