import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runJudge } from "./dss/java-judge.ts";
import type { ForeignVerdict } from "./openssl-batch.ts";

/** Writes FOLDER/trust as the Java judges read it. */
export function writeJavaTrust(
  folder: string,
  trust: Readonly<Record<"roots" | "pool" | "crls", readonly Uint8Array[]>>,
): void {
  for (const [kind, ders] of Object.entries(trust)) {
    mkdirSync(join(folder, "trust", kind), { recursive: true });
    for (const [index, der] of ders.entries()) {
      writeFileSync(join(folder, "trust", kind, `${String(index)}.der`), der);
    }
  }
}

/** What a judge of `tests/foreign/dss/src` says of every line of FOLDER/index.tsv. */
export async function judgedByBouncyCastle(
  judge: "TokenJudge" | "SignatureJudge",
  folder: string,
): Promise<ReadonlyMap<string, ForeignVerdict>> {
  const lines = await runJudge(judge, [folder]);
  return new Map(
    lines.map(([name = "", verdict, reason = ""]) => [
      name,
      { accepted: verdict === "accepted", reason },
    ]),
  );
}
