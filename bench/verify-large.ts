import { join } from "node:path";
import { randomFile } from "./material.ts";
import { inTurns, runWell } from "./measure.ts";
import { openVault } from "./practice-vault.ts";
import { limitRow, type Row, speedRow } from "./row.ts";

/** A package of 1 GB, whole processes: `openssl dgst` of its bytes and `cunzhen verify`. */
export async function measure(work: string): Promise<readonly Row[]> {
  const bytes = 1_000_000_000;
  const vault = openVault(work);
  try {
    const path = await vault.notarize(await randomFile(join(work, "one-gigabyte.bin"), bytes));
    const taken = await inTurns(
      5,
      () => runWell(work, process.execPath, [vault.bin, "verify", path, "--home", vault.home]),
      () => runWell(work, "openssl", ["dgst", "-sha256", path]),
    );
    return [
      speedRow("verify a 1 GB package", bytes, taken, 0.8),
      limitRow("memory while verifying it", taken.residentMb, "MB", 200),
    ];
  } finally {
    await vault.close();
  }
}
