import { closeSync, openSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import sqlite3 from "sqlite3";
import { promiseQueue } from "./promise-queue.ts";

export type SqlValue = string | number | Uint8Array | null;

/** Statements on one connection. Rows are `unknown`: whoever asked for the columns parses them. */
export interface Statements {
  /** Runs one statement; gives how many rows it changed. */
  run(sql: string, ...values: readonly SqlValue[]): Promise<number>;
  /** The first row as an object keyed by column, or undefined. */
  get(sql: string, ...values: readonly SqlValue[]): Promise<unknown>;
  all(sql: string, ...values: readonly SqlValue[]): Promise<readonly unknown[]>;
  /** Runs a script of several statements without values. */
  exec(sql: string): Promise<void>;
}

/** One SQLite connection; calls are served in the order in which they are made. */
export interface Database extends Statements {
  /**
   * Runs `body` inside BEGIN IMMEDIATE ... COMMIT; a rejection rolls back and is passed on. Other calls on
   * this connection wait until it ends, so inside the body use only `statements`, or it waits for itself.
   */
  transaction<T>(body: (statements: Statements) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** Takes the file for this connection alone, until it is closed or the process dies. */
  readonly exclusive?: boolean;
  /** Opens an existing file without writing to it. */
  readonly readonly?: boolean;
  /** How long a statement waits for another process; 5 s unless told. */
  readonly busyTimeoutMs?: number;
}

const defaultBusyMs = 5_000;

/**
 * Opens or makes an SQLite database: WAL, synchronous=FULL (a commit that was acknowledged survives a power
 * cut), foreign keys enforced. A new file is its owner's alone (0600).
 *
 * @returns rejects with an SQLite error (see `sqliteCode`) when the file cannot be opened, is no database, or
 *   `exclusive` is asked for and another process has it (SQLITE_BUSY)
 */
export async function openDatabase(path: string, options: DatabaseOptions = {}): Promise<Database> {
  if (options.readonly !== true) makePrivate(path);
  const connection = await connect(path, options.readonly === true);
  const direct = statementsOn(connection);
  connection.configure("busyTimeout", options.busyTimeoutMs ?? defaultBusyMs);
  try {
    await setUp(direct, options);
  } catch (error) {
    await closeConnection(connection);
    throw error;
  }
  const inOrder = promiseQueue();
  let closed: Promise<void> | undefined;
  return {
    run: (sql, ...values) => inOrder(() => direct.run(sql, ...values)),
    get: (sql, ...values) => inOrder(() => direct.get(sql, ...values)),
    all: (sql, ...values) => inOrder(() => direct.all(sql, ...values)),
    exec: (sql) => inOrder(() => direct.exec(sql)),
    transaction: (body) => inOrder(() => inTransaction(direct, body)),
    close: () => (closed ??= inOrder(() => closeConnection(connection))),
  };
}

/** The SQLite result code of an error ("SQLITE_BUSY", "SQLITE_READONLY", ...), or undefined for any other error. */
export function sqliteCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string")
    return undefined;
  return error.code.startsWith("SQLITE_") ? error.code : undefined;
}

/**
 * Makes the file before SQLite does, which would leave it readable by all. Only where there is none: closing
 * any descriptor of a file drops the POSIX locks that SQLite holds on it elsewhere in this process.
 */
function makePrivate(path: string): void {
  try {
    closeSync(openSync(path, "wx", 0o600));
  } catch {
    // It is there, or SQLite will say why it cannot be.
  }
}

async function setUp(direct: Statements, options: DatabaseOptions): Promise<void> {
  // The locking mode comes first: WAL then needs no shared memory file, and the lock is never let go.
  if (options.exclusive === true) await direct.exec("PRAGMA locking_mode = EXCLUSIVE");
  if (options.readonly !== true) await enterWal(direct, options.busyTimeoutMs ?? defaultBusyMs);
  await direct.exec("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON");
  if (options.exclusive === true) await direct.exec("BEGIN IMMEDIATE; COMMIT");
}

/**
 * Of several processes that open a new file at once SQLite refuses some without waiting: the way to WAL leads from a
 * shared lock to an exclusive one, on which two could wait for each other for ever.
 */
async function enterWal(direct: Statements, patienceMs: number): Promise<void> {
  const end = performance.now() + patienceMs;
  for (;;) {
    try {
      await direct.exec("PRAGMA journal_mode = WAL");
      return;
    } catch (error) {
      if (sqliteCode(error) !== "SQLITE_BUSY" || performance.now() >= end) throw error;
    }
    await setTimeout(5 + Math.random() * 20);
  }
}

async function inTransaction<T>(
  direct: Statements,
  body: (statements: Statements) => Promise<T>,
): Promise<T> {
  await direct.exec("BEGIN IMMEDIATE");
  try {
    const value = await body(direct);
    await direct.exec("COMMIT");
    return value;
  } catch (error) {
    // SQLite may have rolled back by itself (disk full); the first error is the one worth telling.
    await direct.exec("ROLLBACK").catch(() => undefined);
    throw error;
  }
}

function connect(path: string, readonly: boolean): Promise<sqlite3.Database> {
  const mode = readonly
    ? sqlite3.OPEN_READONLY
    : sqlite3.OPEN_READWRITE | sqlite3.OPEN_CREATE | sqlite3.OPEN_FULLMUTEX;
  return new Promise((resolve, reject) => {
    const connection: sqlite3.Database = new sqlite3.Database(path, mode, (error) => {
      if (error === null) resolve(connection);
      else reject(error);
    });
  });
}

function closeConnection(connection: sqlite3.Database): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.close((error) => {
      if (error === null) resolve();
      else reject(error);
    });
  });
}

function statementsOn(connection: sqlite3.Database): Statements {
  return {
    run: (sql, ...values) =>
      new Promise((resolve, reject) => {
        connection.run(sql, values, function (this: sqlite3.RunResult, error: Error | null) {
          if (error === null) resolve(this.changes);
          else reject(error);
        });
      }),
    get: (sql, ...values) =>
      new Promise((resolve, reject) => {
        connection.get(sql, values, (error: Error | null, row: unknown) => {
          if (error === null) resolve(row);
          else reject(error);
        });
      }),
    all: (sql, ...values) =>
      new Promise((resolve, reject) => {
        connection.all(sql, values, (error: Error | null, rows: unknown[]) => {
          if (error === null) resolve(rows);
          else reject(error);
        });
      }),
    exec: (sql) =>
      new Promise((resolve, reject) => {
        connection.exec(sql, (error) => {
          if (error === null) resolve();
          else reject(error);
        });
      }),
  };
}
