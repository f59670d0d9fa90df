import { existsSync } from "node:fs";
import { join } from "node:path";
import { openDatabase } from "../../platform/database/database.ts";
import { verifySignature } from "../../platform/signatures/verify-signature.ts";
import { openPracticeNetwork } from "../ceremony/practice-network.ts";
import { checkLog, type LogCheck } from "../log/log-check.ts";

/** What `cunzhen node check` does: reads the whole log of a home again. Undefined where there is none. */
export async function checkNode(home: string): Promise<LogCheck | undefined> {
  const path = join(home, "log.sqlite");
  if (!existsSync(path) || !existsSync(join(home, "network.json"))) return undefined;
  const network = await openPracticeNetwork(home);
  const policy = network.descriptor.epochs.at(-1)?.quorum;
  if (policy === undefined) return undefined;
  const keys = {
    log: network.logKey.verifier,
    cosigners: network.cosignerKeys.map((key) => key.verifier),
  };
  const database = await openDatabase(path, { readonly: true });
  try {
    return await checkLog(database, keys, policy, verifySignature);
  } finally {
    await database.close();
  }
}
