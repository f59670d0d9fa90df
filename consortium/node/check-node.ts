import { existsSync } from "node:fs";
import { join } from "node:path";
import { openDatabase } from "../../platform/database/database.ts";
import { verifySignature } from "../../platform/signatures/verify-signature.ts";
import { openPracticeNetwork } from "../ceremony/practice-network.ts";
import { checkLog, type LogCheck } from "../log/log-check.ts";

/**
 * What `cunzhen node check` does: reads the whole log of a home again. Undefined where there is none; what cannot be
 * opened at all is a flaw too.
 */
export async function checkNode(home: string): Promise<LogCheck | undefined> {
  const path = join(home, "log.sqlite");
  if (!existsSync(path) || !existsSync(join(home, "network.json"))) return undefined;
  try {
    return await readAgain(home, path);
  } catch (error) {
    const flaw = error instanceof Error ? error.message : "the log cannot be read";
    return { leaves: 0, checkpoints: 0, cosignatures: 0, flaws: [flaw] };
  }
}

async function readAgain(home: string, path: string): Promise<LogCheck> {
  const network = await openPracticeNetwork(home);
  const policy = network.descriptor.epochs.at(-1)?.quorum;
  if (policy === undefined) throw new Error("network.json of this node has no epoch");
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
