import type { Database } from "../../platform/database/database.ts";
import { textOf } from "./row-values.ts";

const schema = `
CREATE TABLE IF NOT EXISTS state (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS leaves (
  number INTEGER PRIMARY KEY,
  leaf BLOB NOT NULL,
  submission BLOB NOT NULL UNIQUE
);
CREATE TABLE IF NOT EXISTS nodes (
  level INTEGER NOT NULL, number INTEGER NOT NULL, hash BLOB NOT NULL,
  PRIMARY KEY (level, number)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS checkpoints (
  size INTEGER PRIMARY KEY,
  root BLOB NOT NULL,
  height INTEGER NOT NULL,
  time INTEGER NOT NULL,
  signature BLOB NOT NULL,
  final INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS final_checkpoints ON checkpoints (size) WHERE final = 1;
CREATE TABLE IF NOT EXISTS cosignatures (
  size INTEGER NOT NULL, name TEXT NOT NULL, seconds INTEGER NOT NULL, signature BLOB NOT NULL,
  PRIMARY KEY (size, name)
) WITHOUT ROWID;
`;

/** Makes the tables of a log and ties the file to its origin; rejects when it holds another log. */
export async function prepareLog(database: Database, origin: string): Promise<void> {
  await database.exec(schema);
  await database.run("INSERT OR IGNORE INTO state (key, value) VALUES ('origin', ?)", origin);
  const row = await database.get("SELECT value FROM state WHERE key = 'origin'");
  if (textOf(row, "value") !== origin) {
    throw new Error("the log in this home belongs to another network");
  }
}
