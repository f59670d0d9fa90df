import type { Statements } from "../../platform/database/database.ts";
import { list, record, row, text } from "./shape.ts";

const nameRow = record({ name: text });

/** Puts an item under a matter, which is made where there is none of that name. Matters are never sealed. */
export async function addToMatter(
  statements: Statements,
  matter: string,
  item: string,
): Promise<void> {
  await statements.run("INSERT INTO matters (name) VALUES (?) ON CONFLICT DO NOTHING", matter);
  await statements.run(
    `INSERT INTO matter_evidence (matter, item) SELECT id, ? FROM matters WHERE name = ?
     ON CONFLICT DO NOTHING`,
    item,
    matter,
  );
}

/** The names of the matters that an item is under. */
export async function mattersOf(statements: Statements, item: string): Promise<readonly string[]> {
  const found = await statements.all(
    `SELECT name FROM matters JOIN matter_evidence ON matter = matters.id
     WHERE item = ? ORDER BY name`,
    item,
  );
  return row(list(nameRow), found).map(({ name }) => name);
}
