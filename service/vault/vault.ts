import { fail, ok, type Result } from "../../shared/bytes/result.ts";
import { fault, type Fault } from "../../shared/words/faults/fault.ts";
import { openDatabase, sqliteCode, type Database } from "../../platform/database/database.ts";
import { WriteFailed, writeFault } from "../objects/write-fault.ts";
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
    return fail(openingFault(error, paths));
  }
  try {
    const newer = await migrate(database);
    if (newer === undefined) return ok({ paths, database });
    await database.close();
    return fail(fault("VAULT_NEWER", { found: newer, known: schemaVersion }));
  } catch (error) {
    await database.close();
    return fail(openingFault(error, paths));
  }
}

/** What an error of the file system or of SQLite means to the vault's owner; undefined for other errors. */
export function vaultFault(error: unknown, paths: HomePaths): Fault | undefined {
  if (error instanceof WriteFailed) return error.fault;
  const code = sqliteCode(error);
  switch (code) {
    case undefined:
      return writeFault(error, paths.home);
    case "SQLITE_NOTADB":
    case "SQLITE_CORRUPT":
      return fault("VAULT_DAMAGED", { file: paths.vault, reason: code });
    case "SQLITE_BUSY":
      return fault("VAULT_BUSY", { home: paths.home });
    case "SQLITE_FULL":
      return fault("SPACE_RAN_OUT", { place: paths.home });
    default:
      return fault("PLACE_NOT_WRITABLE", { place: paths.home, reason: code });
  }
}

function openingFault(error: unknown, paths: HomePaths): Fault {
  const found = vaultFault(error, paths);
  if (found === undefined) throw error;
  return found;
}
