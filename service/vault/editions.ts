import type { UnixMs } from "../../shared/bytes/civil-time.ts";
import type { Statements } from "../../platform/database/database.ts";

/** Records that a package was made of an item; made again after a kill it is the same edition. The first one's reason is "sealed". */
export async function recordEdition(
  statements: Statements,
  edition: {
    readonly item: string;
    readonly n: number;
    readonly reason: string;
    readonly sha256: string;
    readonly at: UnixMs;
  },
): Promise<void> {
  await statements.run(
    `INSERT INTO editions (item, n, reason, sha256, made_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (item, n) DO UPDATE SET sha256 = excluded.sha256, made_at = excluded.made_at`,
    edition.item,
    edition.n,
    edition.reason,
    edition.sha256,
    edition.at,
  );
}
