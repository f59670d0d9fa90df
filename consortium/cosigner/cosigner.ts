import { type Database, openDatabase } from "../../platform/database/database.ts";
import type { UnixMs } from "../../shared/bytes/civil-time.ts";
import { equalBytes } from "../../shared/bytes/octets.ts";
import { checkpointText, type TreeHead } from "../../shared/log/checkpoint.ts";
import { cosignatureMessage } from "../../shared/log/note-verification.ts";
import { type SizedRoot, verifyConsistency } from "../../shared/log/tree-proof.ts";
import type { NoteKey } from "../ceremony/note-key.ts";
import type { Cosignature } from "../log/log-reader.ts";
import { integerOf, octetsOf } from "../log/row-values.ts";

/** Why a cosigner does not sign. */
export type CosignerRefusal =
  | "behind-what-it-signed"
  | "same-size-other-root"
  | "not-consistent"
  | "ahead-of-the-clock";

export type CosignerAnswer =
  | { readonly kind: "signed"; readonly cosignature: Cosignature }
  | { readonly kind: "refused"; readonly reason: CosignerRefusal };

/** A head to sign, with the time of its block and the proof that it extends any earlier size. */
export interface HeadToSign {
  readonly head: TreeHead;
  readonly blockTime: UnixMs;
  readonly proofFrom: (size: number) => Promise<readonly Uint8Array[]>;
}

/**
 * One institution's cosigner. Before it signs, it has made durable what it signs, in a file of its own: whatever
 * happens to the log, it never signs two heads of which one does not extend the other.
 */
export interface Cosigner {
  readonly name: string;
  cosign(request: HeadToSign): Promise<CosignerAnswer>;
  close(): Promise<void>;
}

const schema = `
CREATE TABLE IF NOT EXISTS signed (
  origin TEXT PRIMARY KEY, size INTEGER NOT NULL, root BLOB NOT NULL
) WITHOUT ROWID;
`;

/** A block may lie this far ahead of the cosigner's clock. */
const clockToleranceMs = 60_000;

export async function openCosigner(
  path: string,
  key: NoteKey,
  clock: () => UnixMs,
): Promise<Cosigner> {
  const database = await openDatabase(path, { exclusive: true });
  await database.exec(schema);
  return {
    name: key.verifier.name,
    async cosign(request) {
      const now = clock();
      const refused = await persist(database, request, now);
      if (refused !== undefined) return { kind: "refused", reason: refused };
      const seconds = Math.floor(now / 1000);
      const signature = key.sign(cosignatureMessage(checkpointText(request.head), seconds));
      return { kind: "signed", cosignature: { name: key.verifier.name, seconds, signature } };
    },
    close: () => database.close(),
  };
}

async function persist(
  database: Database,
  { head, blockTime, proofFrom }: HeadToSign,
  now: UnixMs,
): Promise<CosignerRefusal | undefined> {
  if (blockTime > now + clockToleranceMs) return "ahead-of-the-clock";
  return database.transaction(async (db) => {
    const row = await db.get("SELECT size, root FROM signed WHERE origin = ?", head.origin);
    const last: SizedRoot | undefined =
      row === undefined ? undefined : { size: integerOf(row, "size"), root: octetsOf(row, "root") };
    if (last !== undefined) {
      if (head.size < last.size) return "behind-what-it-signed";
      if (head.size === last.size) {
        return equalBytes(head.root, last.root) ? undefined : "same-size-other-root";
      }
      if (!verifyConsistency(last, head, await proofFrom(last.size))) return "not-consistent";
    }
    await db.run(
      `INSERT INTO signed (origin, size, root) VALUES (?, ?, ?)
       ON CONFLICT (origin) DO UPDATE SET size = excluded.size, root = excluded.root`,
      head.origin,
      head.size,
      head.root,
    );
    return undefined;
  });
}
