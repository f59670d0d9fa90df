import { rm } from "node:fs/promises";
import { join } from "node:path";
import { tryLock } from "../../platform/locks/lock-file.ts";

/** One process's right to move one item. It dies with the process. */
export interface Claim {
  /** @param finished the item will never move again, so that the claim's file may go */
  release(finished: boolean): Promise<void>;
}

/** Claims an item, without waiting; undefined while anyone else has it. `folder` is the home's `claims`. */
export async function tryClaim(folder: string, item: string): Promise<Claim | undefined> {
  const path = join(folder, `${item}.lock`);
  const release = await tryLock(path);
  if (release === undefined) return undefined;
  return {
    release: async (finished) => {
      await release();
      if (finished) await rm(path, { force: true });
    },
  };
}
