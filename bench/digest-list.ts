import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundle, randomFolder } from "./material.ts";
import { inTurns, type Measured, runWell } from "./measure.ts";
import { type Row, speedRow } from "./row.ts";

const count = 10_000;
const bytes = 100_000;

/** 10,000 files of 100 kB, whole processes: `sha256sum` over the list and ours, same output. */
export async function measure(work: string): Promise<readonly Row[]> {
  const paths = randomFolder(join(work, "ten-thousand"), count, bytes);
  const list = join(work, "ten-thousand.txt");
  writeFileSync(list, paths.join("\n"));
  const program = await bundle("bench/digest-files.ts", work);
  const outputs = new Set<string>();
  const noted = (measured: Measured): Measured => {
    outputs.add(measured.stdout.trim());
    return measured;
  };
  const taken = await inTurns(
    3,
    async () => noted(await runWell(work, process.execPath, [program, list])),
    async () => noted(await runWell(work, "bash", ["-c", `xargs -d '\\n' sha256sum < "$0"`, list])),
  );
  if (outputs.size !== 1) throw new Error("the digests are not the peer's");
  return [speedRow("digest 10,000 files of 100 kB", count * bytes, taken, 1.5)];
}
