import { join } from "node:path";
import { type Database, openDatabase, type Statements } from "../../platform/database/database.ts";
import { makeFolder } from "../../platform/files/durable.ts";

/** Serial numbers that are reserved by one durable write; those unused when the process dies are skipped. */
const reservedAtOnce = 1_000;

/** What a practice authority keeps: keys and certificates, revocation lists, serial numbers. All of it is durable. */
export interface AuthorityStore {
  /** Runs `make` in one transaction when there is no material yet, and gives what is kept. */
  material(
    make: () => Promise<ReadonlyMap<string, Uint8Array>>,
  ): Promise<ReadonlyMap<string, Uint8Array>>;
  /** A number that was never given before under this name, from 1 on, across crashes. */
  nextNumber(name: string): Promise<number>;
  keepCertificate(serial: bigint, der: Uint8Array, at: number): Promise<void>;
  latestList(issuer: string): Promise<StoredList | undefined>;
  keepList(issuer: string, list: StoredList): Promise<void>;
  close(): Promise<void>;
}

export interface StoredList {
  readonly number: number;
  readonly issuedAt: number;
  readonly der: Uint8Array;
}

const schema = `
  CREATE TABLE IF NOT EXISTS material (name TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS number (name TEXT PRIMARY KEY, next INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS certificate
    (serial TEXT PRIMARY KEY, der BLOB NOT NULL, issued_at INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS revocation_list
    (issuer TEXT NOT NULL, number INTEGER NOT NULL, issued_at INTEGER NOT NULL, der BLOB NOT NULL,
     PRIMARY KEY (issuer, number)) STRICT;
`;

/** Opens the store in `folder`, made when missing; for one process at a time. Rejects with SQLite's error. */
export async function openAuthorityStore(folder: string): Promise<AuthorityStore> {
  await makeFolder(folder);
  const database = await openDatabase(join(folder, "authority.sqlite"));
  await database.exec(schema);
  const numbers = new Map<string, { next: number; end: number }>();
  return {
    material: (make) => database.transaction((statements) => materialIn(statements, make)),
    nextNumber: async (name) => {
      let range = numbers.get(name);
      if (range === undefined || range.next === range.end) {
        const start = await reserve(database, name);
        range = numbers.get(name);
        // Another call may have reserved meanwhile; a range of ours that is dropped is only skipped numbers.
        if (range === undefined || range.next === range.end) {
          range = { next: start, end: start + reservedAtOnce };
          numbers.set(name, range);
        }
      }
      return range.next++;
    },
    keepCertificate: async (serial, der, at) => {
      await database.run(
        "INSERT INTO certificate (serial, der, issued_at) VALUES (?, ?, ?)",
        serial.toString(16),
        der,
        at,
      );
    },
    latestList: async (issuer) =>
      listOf(
        await database.get(
          "SELECT number, issued_at, der FROM revocation_list WHERE issuer = ? ORDER BY number DESC LIMIT 1",
          issuer,
        ),
      ),
    keepList: async (issuer, list) => {
      await database.run(
        "INSERT INTO revocation_list (issuer, number, issued_at, der) VALUES (?, ?, ?, ?)",
        issuer,
        list.number,
        list.issuedAt,
        list.der,
      );
    },
    close: () => database.close(),
  };
}

async function materialIn(
  statements: Statements,
  make: () => Promise<ReadonlyMap<string, Uint8Array>>,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const rows = await statements.all("SELECT name, bytes FROM material");
  const kept = new Map<string, Uint8Array>();
  for (const row of rows) {
    const { name, bytes } = fieldsOf(row);
    if (typeof name === "string" && bytes instanceof Uint8Array) kept.set(name, plain(bytes));
  }
  if (kept.size > 0) return kept;
  const made = await make();
  for (const [name, bytes] of made) {
    await statements.run("INSERT INTO material (name, bytes) VALUES (?, ?)", name, bytes);
  }
  return made;
}

async function reserve(database: Database, name: string): Promise<number> {
  return database.transaction(async (statements) => {
    const { next } = fieldsOf(await statements.get("SELECT next FROM number WHERE name = ?", name));
    const start = typeof next === "number" ? next : 1;
    await statements.run(
      "INSERT INTO number (name, next) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET next = excluded.next",
      name,
      start + reservedAtOnce,
    );
    return start;
  });
}

function listOf(row: unknown): StoredList | undefined {
  const { number, issued_at: issuedAt, der } = fieldsOf(row);
  if (typeof number !== "number" || typeof issuedAt !== "number") return undefined;
  return der instanceof Uint8Array ? { number, issuedAt, der: plain(der) } : undefined;
}

/** SQLite gives Buffers; nothing beyond this file should see more than their bytes. */
function plain(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes);
}

function fieldsOf(row: unknown): Readonly<Record<string, unknown>> {
  return typeof row === "object" && row !== null ? { ...row } : {};
}
