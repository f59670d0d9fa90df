import { stat } from "node:fs/promises";
import { join } from "node:path";
import { makeFolder, writeFileDurably } from "../../platform/files/durable.ts";
import type { Fork } from "../../shared/verification/comparison/comparison.ts";
import { forkProofName, writeForkProof } from "../../shared/verification/comparison/fork-proof.ts";

/**
 * Keeps the proof of each fork as `<home>/misbehaviour/fork-<digest>.json`. Verifying creates no home: where there is
 * none, nothing is written.
 *
 * @returns the files, those included that were there already; rejects when the disk does
 */
export async function keepForks(home: string, forks: readonly Fork[]): Promise<readonly string[]> {
  if (forks.length === 0) return [];
  const exists = await stat(home).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!exists) return [];
  const folder = join(home, "misbehaviour");
  await makeFolder(folder);
  const files: string[] = [];
  for (const fork of forks) {
    const proof = writeForkProof(fork);
    const file = join(folder, forkProofName(proof));
    await writeFileDurably(file, proof);
    files.push(file);
  }
  return files;
}
