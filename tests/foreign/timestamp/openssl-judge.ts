import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { toHex } from "../../../shared/bytes/hex.ts";
import { writePem } from "../../../shared/trust/pem.ts";
import { run } from "../workbench.ts";
import type { Sample } from "./token-samples.ts";

/** Writes root and pool as files that `openssl ts` reads. */
export function writeTrust(folder: string, root: Uint8Array, pool: readonly Uint8Array[]): void {
  const pem = (bytes: Uint8Array): string => writePem({ label: "CERTIFICATE", bytes });
  writeFileSync(join(folder, "root.pem"), pem(root));
  writeFileSync(join(folder, "pool.pem"), pool.map(pem).join(""));
}

/** Whether `openssl ts -verify` accepts the token at its genTime, as the sample expects it. */
export async function opensslAccepts(
  folder: string,
  name: string,
  { token, expected, genTime }: Sample,
): Promise<boolean> {
  writeFileSync(join(folder, name), token);
  const ended = await run(
    "openssl",
    [
      "ts",
      "-verify",
      ...["-digest", toHex(expected.value), "-in", name, "-token_in"],
      ...["-CAfile", "root.pem", "-untrusted", "pool.pem"],
      ...["-attime", String(Math.floor(genTime / 1000))],
    ],
    { cwd: folder },
  );
  return ended.code === 0 && ended.stdout.includes("Verification: OK");
}
