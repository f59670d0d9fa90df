import { randomFillSync } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { root } from "../scripts/layers.mjs";
import { bundle } from "./material.ts";
import { runWell } from "./measure.ts";
import { openVault } from "./practice-vault.ts";
import { limitRow, type Row } from "./row.ts";

const count = 60;
const times = z.array(z.number());

/** A file of 1 MB from wish to verified package, on a practice network that is already running. */
export async function measure(work: string): Promise<readonly Row[]> {
  const vault = openVault(work);
  try {
    const files = Array.from({ length: count + 5 }, (_, index) => {
      const path = join(vault.folder, `${index}.bin`);
      writeFileSync(path, randomFillSync(new Uint8Array(1_000_000)));
      return path;
    });
    const [first = "", ...rest] = files;
    await vault.notarize(first);
    const program = await bundle("bench/notarize-many.ts", work);
    const list = join(vault.folder, "list.json");
    writeFileSync(list, JSON.stringify(rest));
    const { stdout } = await runWell(work, process.execPath, [program, vault.home, list, root]);
    const warm = times.parse(JSON.parse(stdout)).slice(4);
    const p95 = [...warm].sort((a, b) => a - b)[Math.ceil(warm.length * 0.95) - 1];
    return [limitRow("notarize a 1 MB file, warm practice network, p95", p95, "ms", 300)];
  } finally {
    await vault.close();
  }
}
