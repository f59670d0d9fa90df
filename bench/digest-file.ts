import { join } from "node:path";
import { bundle, randomFile } from "./material.ts";
import { inTurns, runWell } from "./measure.ts";
import { limitRow, type Row, speedRow } from "./row.ts";

/** One file of 1 GB, whole processes: `openssl dgst -sha256` and ours. */
export async function measure(work: string): Promise<readonly Row[]> {
  const file = await randomFile(join(work, "one-gigabyte.bin"), 1_000_000_000);
  const program = await bundle("bench/digest-one.ts", work);
  const taken = await inTurns(
    5,
    () => runWell(work, process.execPath, [program, file]),
    () => runWell(work, "openssl", ["dgst", "-sha256", file]),
  );
  return [
    speedRow("digest one 1 GB file", 1_000_000_000, taken, 0.95),
    limitRow("memory while digesting it", taken.residentMb, "MB", 150),
  ];
}
