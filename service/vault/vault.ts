import { fail, ok, type Result } from "../../shared/bytes/result.ts";
import { fault, type Fault } from "../../shared/words/faults/fault.ts";
import { openDatabase, sqliteCode, type Database } from "../../platform/database/database.ts";
import { homePaths, makeHome, type HomePaths } from "./home.ts";
import { migrate, schemaVersion } from "./schema.ts";

/** An open vault: where things lie, and the database. What lies in its tables each has a module of its own. */
export interface Vault {
  readonly paths: HomePaths;
  readonly database: Database;
}

/** Opens the vault of a home, and makes both where there are none. Any number of processes may. */
export async function openVault(home: string): Promise<Result<Vault, Fault>> {
  const paths = homePaths(home);
  let database: Database;
  try {
    await makeHome(paths);
    database = await openDatabase(paths.vault);
  } catch (error) {
    return fail(vaultFault(error, paths));
  }
  try {
    const newer = await migrate(database);
    if (newer === undefined) return ok({ paths, database });
    await database.close();
    return fail(fault("VAULT_NEWER", { found: newer, known: schemaVersion }));
  } catch (error) {
    await database.close();
    return fail(vaultFault(error, paths));
  }
}

/** What an error of the file system or of SQLite means to the vault's owner; other errors are passed on. */
export function vaultFault(error: unknown, paths: HomePaths): Fault {
  const reason = sqliteCode(error) ?? systemCode(error);
  switch (reason) {
    case undefined:
      throw error;
    case "SQLITE_NOTADB":
    case "SQLITE_CORRUPT":
      return fault("VAULT_DAMAGED", { file: paths.vault, reason });
    case "SQLITE_BUSY":
      return fault("VAULT_BUSY", { home: paths.home });
    case "SQLITE_FULL":
    case "ENOSPC":
    case "EDQUOT":
      return fault("VAULT_FULL", { home: paths.home });
    default:
      return fault("VAULT_NOT_WRITABLE", { home: paths.home, reason });
  }
}

function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}
