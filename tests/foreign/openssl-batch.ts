import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { writePem } from "../../shared/trust/pem.ts";
import { bash } from "./workbench.ts";

/** What a foreign judge says of one file. */
export interface ForeignVerdict {
  readonly accepted: boolean;
  /** Its own words; "" where it accepts. */
  readonly reason: string;
}

/** Writes `trust.pem` (roots and CRLs) and `pool.pem` into a folder, as openssl's commands read them. */
export function writeOpensslTrust(
  folder: string,
  roots: readonly Uint8Array[],
  pool: readonly Uint8Array[],
  crls: readonly Uint8Array[],
): void {
  const pem = (label: string, ders: readonly Uint8Array[]): string =>
    ders.map((bytes) => writePem({ label, bytes })).join("");
  writeFileSync(join(folder, "trust.pem"), pem("CERTIFICATE", roots) + pem("X509 CRL", crls));
  writeFileSync(join(folder, "pool.pem"), pem("CERTIFICATE", pool));
}

/** The words of openssl's last error, and what its chain verification said; the rest of the lines is about its source. */
function reasonOf(output: string): string {
  const errors = [...output.matchAll(/:error:[0-9A-F]+:[^:]*:[^:]*:([^:]*):/gu)];
  const chain = /Verify error:\s*([^\n]+?)(?: [0-9A-F]{8,}:error|$)/u.exec(output)?.[1];
  return [errors.at(-1)?.[1], chain].filter((part) => part !== undefined).join(", ");
}

/**
 * Runs one openssl command for every line of FOLDER/index.tsv, in two shells side by side. `command` is a line of bash
 * in which $1, $2... are the fields of the line; it accepts when it exits 0 and its output holds `success`.
 */
export async function judgedByOpenssl(
  folder: string,
  command: string,
  success: string,
): Promise<ReadonlyMap<string, ForeignVerdict>> {
  const script = (start: number): string => `
    while IFS=$'\\t' read -r -a fields; do
      set -- "\${fields[@]}"
      if said=$(${command} 2>&1) && [[ "$said" == *"${success}"* ]]; then
        printf '%s\\taccepted\\t\\n' "$1"
      else
        printf '%s\\trefused\\t%s\\n' "$1" "\${said//[$'\\t\\r\\n']/ }"
      fi
    done < <(sed -n '${String(start)}~2p' index.tsv)`;
  const ended = await Promise.all([1, 2].map((start) => bash(script(start), folder)));
  const verdicts = new Map<string, ForeignVerdict>();
  for (const { code, stdout, stderr } of ended) {
    if (code !== 0 || stderr !== "") throw new Error(`bash ended with ${String(code)}: ${stderr}`);
    for (const line of stdout.trim().split("\n")) {
      const [name = "", verdict, said = ""] = line.split("\t");
      verdicts.set(name, { accepted: verdict === "accepted", reason: reasonOf(said) });
    }
  }
  return verdicts;
}
