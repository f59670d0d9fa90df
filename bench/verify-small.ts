import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { run, median, runWell } from "./measure.ts";
import { openVault } from "./practice-vault.ts";
import { limitRow, type Row } from "./row.ts";

/** `node <bin> verify` of a small package: the whole process, from start to exit. */
export async function measure(work: string): Promise<readonly Row[]> {
  const vault = openVault(work);
  try {
    const file = join(vault.folder, "small.txt");
    writeFileSync(file, "small\n");
    const path = await vault.notarize(file);
    const words = [vault.bin, "verify", path, "--home", vault.home];
    await runWell(work, process.execPath, words);
    const times: number[] = [];
    for (let turn = 0; turn < 15; turn += 1)
      times.push((await run(work, process.execPath, words)).ms);
    return [limitRow("verify a small package, whole process", median(times), "ms", 400)];
  } finally {
    await vault.close();
  }
}
