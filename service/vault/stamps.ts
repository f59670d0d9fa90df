import type { Statements } from "../../platform/database/database.ts";
import { list, record, row, text } from "./shape.ts";

const factsRow = record({ facts: text });

/** Tokens that an item has got while others are still missing, as JSON: no authority is asked twice. */
export async function readStamps(
  statements: Statements,
  item: string,
): Promise<readonly unknown[]> {
  const found = await statements.all("SELECT facts FROM stamps WHERE item = ? ORDER BY file", item);
  return row(list(factsRow), found).map((stored): unknown => JSON.parse(stored.facts));
}

/** Keeps a token under the name that it has in the package; the first one of a name stays. */
export async function keepStamp(
  statements: Statements,
  item: string,
  file: string,
  factsJson: string,
): Promise<void> {
  await statements.run(
    "INSERT INTO stamps (item, file, facts) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
    item,
    file,
    factsJson,
  );
}
