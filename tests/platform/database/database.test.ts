import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDatabase, sqliteCode } from "../../../platform/database/database.ts";

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "cunzhen-test-"));
  path = join(folder, "a.sqlite");
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe("a database", () => {
  test("is WAL, fully synchronous, with foreign keys, for its owner alone", async () => {
    const database = await openDatabase(path);
    expect(await database.get("PRAGMA journal_mode")).toEqual({ journal_mode: "wal" });
    expect(await database.get("PRAGMA synchronous")).toEqual({ synchronous: 2 });
    expect(await database.get("PRAGMA foreign_keys")).toEqual({ foreign_keys: 1 });
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await database.close();
  });

  test("gives back what was put in, and says how many rows changed", async () => {
    const database = await openDatabase(path);
    await database.exec("CREATE TABLE t (a INTEGER, b BLOB, c TEXT)");
    const bytes = new Uint8Array([0, 1, 255]);
    expect(await database.run("INSERT INTO t VALUES (?, ?, ?)", 2 ** 53 - 1, bytes, "存")).toBe(1);
    const row = await database.get("SELECT * FROM t");
    expect(row).toMatchObject({ a: 2 ** 53 - 1, c: "存" });
    expect(await database.get("SELECT hex(b) AS b FROM t")).toEqual({ b: "0001FF" });
    expect(await database.get("SELECT * FROM t WHERE a = 1")).toBeUndefined();
    expect(await database.all("SELECT a FROM t WHERE a = 1")).toEqual([]);
    await database.close();
  });

  test("rolls a rejected transaction back, and keeps other calls out of an open one", async () => {
    const database = await openDatabase(path);
    await database.exec("CREATE TABLE t (a INTEGER PRIMARY KEY)");
    const failed = database.transaction(async (statements) => {
      await statements.run("INSERT INTO t VALUES (1)");
      await new Promise((resolve) => setTimeout(resolve, 20));
      throw new Error("no");
    });
    const beside = database.run("INSERT INTO t VALUES (2)");
    await expect(failed).rejects.toThrow("no");
    await beside;
    expect(await database.all("SELECT a FROM t")).toEqual([{ a: 2 }]);
    await database.close();
  });

  test("a call that fails does not stop those after it, and names SQLite's own code", async () => {
    const database = await openDatabase(path);
    await database.exec("CREATE TABLE t (a INTEGER PRIMARY KEY)");
    await database.run("INSERT INTO t VALUES (1)");
    const error: unknown = await database
      .run("INSERT INTO t VALUES (1)")
      .catch((thrown: unknown) => thrown);
    expect(sqliteCode(error)).toBe("SQLITE_CONSTRAINT");
    expect(await database.run("INSERT INTO t VALUES (2)")).toBe(1);
    await database.close();
    await database.close();
  });

  test("several connections write at once and none loses a row", async () => {
    const first = await openDatabase(path);
    await first.exec("CREATE TABLE t (a INTEGER)");
    const others = await Promise.all([1, 2, 3].map(() => openDatabase(path)));
    await Promise.all(
      others.flatMap((database) =>
        Array.from({ length: 20 }, () =>
          database.transaction(async (statements) => {
            await statements.get("SELECT count(*) FROM t");
            await statements.run("INSERT INTO t VALUES (1)");
          }),
        ),
      ),
    );
    expect(await first.get("SELECT count(*) AS n FROM t")).toEqual({ n: 60 });
    for (const database of [first, ...others]) await database.close();
  });

  test("that several make at the same moment is opened by all of them", async () => {
    for (let round = 0; round < 100; round += 1) {
      const one = join(folder, `${round}.sqlite`);
      const opened = await Promise.all([1, 2, 3, 4].map(() => openDatabase(one)));
      for (const database of opened) await database.close();
    }
  });

  test("held exclusively refuses every other connection at once", async () => {
    const held = await openDatabase(path, { exclusive: true });
    await expect(openDatabase(path, { busyTimeoutMs: 0 })).rejects.toMatchObject({
      code: "SQLITE_BUSY",
    });
    await held.close();
    await (await openDatabase(path)).close();
  });

  test("opened for reading needs a file and refuses to write", async () => {
    await expect(openDatabase(path, { readonly: true })).rejects.toMatchObject({
      code: "SQLITE_CANTOPEN",
    });
    const database = await openDatabase(path);
    await database.exec("CREATE TABLE t (a INTEGER)");
    await database.close();
    const reading = await openDatabase(path, { readonly: true });
    await expect(reading.run("INSERT INTO t VALUES (1)")).rejects.toMatchObject({
      code: "SQLITE_READONLY",
    });
    await reading.close();
  });
});
