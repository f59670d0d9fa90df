import type { Database } from "../../platform/database/database.ts";
import { checkpointText, type TreeHead } from "../../shared/log/checkpoint.ts";
import { logMessage } from "../../shared/log/note-verification.ts";
import { emptyRoot } from "../../shared/log/tree-hash.ts";
import type { NoteKey } from "../ceremony/note-key.ts";

/** Signs the empty tree, so that a log has a head from its first moment on. Does nothing later. */
export async function ensureFirstCheckpoint(
  database: Database,
  logKey: NoteKey,
  now: number,
): Promise<void> {
  const head: TreeHead = { origin: logKey.verifier.name, size: 0, root: emptyRoot() };
  const signature = logKey.sign(logMessage(checkpointText(head)));
  await database.run(
    `INSERT INTO checkpoints (size, root, height, time, signature)
     SELECT 0, ?, 0, ?, ? WHERE NOT EXISTS (SELECT 1 FROM checkpoints)`,
    head.root,
    now,
    signature,
  );
}
