import type { Database, Statements } from "../../platform/database/database.ts";
import { integer, record, row } from "./shape.ts";

/**
 * One script a version, never edited once released: a vault of any older version is brought up by the scripts it
 * lacks. SQLite's `user_version` counts those that ran.
 */
const versions: readonly string[] = [
  `
  CREATE TABLE items (
    ordinal      INTEGER PRIMARY KEY AUTOINCREMENT,
    id           TEXT NOT NULL UNIQUE,
    state        TEXT NOT NULL,
    facts        TEXT NOT NULL,
    hold         TEXT,
    hold_kind    TEXT,
    hold_until   INTEGER,
    fingerprint  TEXT,
    number       TEXT,
    requested_at INTEGER NOT NULL,
    changed_at   INTEGER NOT NULL
  );
  CREATE INDEX items_open ON items (hold_kind, hold_until) WHERE state <> 'verified';
  CREATE INDEX items_number ON items (number);

  CREATE TABLE custody (
    item  TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE,
    seq   INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (item, seq)
  ) WITHOUT ROWID;

  CREATE TABLE sequences (
    purpose TEXT PRIMARY KEY,
    vault   TEXT NOT NULL
  ) WITHOUT ROWID;

  CREATE TABLE seals (
    vault       TEXT NOT NULL,
    network     TEXT NOT NULL,
    n           INTEGER NOT NULL,
    item        TEXT NOT NULL UNIQUE,
    fingerprint TEXT NOT NULL,
    facts       TEXT NOT NULL,
    PRIMARY KEY (vault, network, n)
  ) WITHOUT ROWID;

  CREATE TABLE stamps (
    item  TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE,
    file  TEXT NOT NULL,
    facts TEXT NOT NULL,
    PRIMARY KEY (item, file)
  ) WITHOUT ROWID;

  CREATE TABLE outbox (
    item       TEXT PRIMARY KEY REFERENCES items (id) ON DELETE CASCADE,
    submission BLOB NOT NULL
  ) WITHOUT ROWID;

  CREATE TABLE checkpoints (
    origin TEXT PRIMARY KEY,
    size   INTEGER NOT NULL,
    note   BLOB NOT NULL
  ) WITHOUT ROWID;

  CREATE TABLE matters (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
  );
  CREATE TABLE matter_evidence (
    matter INTEGER NOT NULL REFERENCES matters (id) ON DELETE CASCADE,
    item   TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE,
    PRIMARY KEY (matter, item)
  ) WITHOUT ROWID;

  CREATE TABLE editions (
    item    TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE,
    n       INTEGER NOT NULL,
    reason  TEXT NOT NULL,
    sha256  TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    PRIMARY KEY (item, n)
  ) WITHOUT ROWID;
  `,
  `
  CREATE TABLE clock_measurement (
    id          INTEGER PRIMARY KEY CHECK (id = 1),
    offset_ms   INTEGER NOT NULL,
    authority   TEXT NOT NULL,
    measured_at INTEGER NOT NULL
  );
  `,
];

/** The version of a vault that this software writes. */
export const schemaVersion = versions.length;

/**
 * Brings the vault to `schemaVersion`, in one transaction.
 *
 * @returns the version found, when it is newer than this software knows; undefined when all is well
 */
export async function migrate(database: Database): Promise<number | undefined> {
  const found = await versionOf(database);
  if (found > schemaVersion) return found;
  if (found === schemaVersion) return undefined;
  return database.transaction(async (statements) => {
    // Another process may have been faster between the look and the lock.
    const from = await versionOf(statements);
    if (from > schemaVersion) return from;
    for (const script of versions.slice(from)) await statements.exec(script);
    await statements.exec(`PRAGMA user_version = ${String(schemaVersion)}`);
    return undefined;
  });
}

const versionRow = record({ user_version: integer });

async function versionOf(statements: Statements): Promise<number> {
  return row(versionRow, await statements.get("PRAGMA user_version")).user_version;
}
