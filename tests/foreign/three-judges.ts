import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Finding } from "../../shared/verification/verdict.ts";
import { checks } from "../../shared/words/checks/catalogue.ts";
import { judgedByBouncyCastle, writeJavaTrust } from "./bouncycastle.ts";
import type { Judged } from "./differences.ts";
import { judgedByOpenssl, writeOpensslTrust } from "./openssl-batch.ts";

/** What everybody trusts and has at hand, as DER. */
export interface Given {
  readonly roots: readonly Uint8Array[];
  readonly pool: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
}

/** How samples of one sort are put before us, openssl and BouncyCastle. */
export interface Judges<Sample> {
  /** File name ending of a sample. */
  readonly ending: string;
  /** Writes the sample as FOLDER/NAME, and what belongs to it; gives the fields of its line behind the name. */
  lay(folder: string, name: string, sample: Sample): readonly string[];
  ours(sample: Sample): readonly Finding[] | Promise<readonly Finding[]>;
  /** A line of bash in which $1, $2... are the fields, and what its output holds when it accepts. */
  readonly openssl: { readonly command: string; readonly success: string };
  readonly bouncyCastle: "TokenJudge" | "SignatureJudge";
}

/** Our codes that are not passed, sorted; "accepted" when there are none. */
function ourWords(findings: readonly Finding[]): string {
  const codes = findings
    .map(({ code }) => code)
    .filter((code) => checks[code].outcome !== "passed");
  return [...new Set(codes)].sort().join(", ") || "accepted";
}

/** Everything judged by all three, at the same moment, with the same trust and CRLs. */
export async function judgeSamples<Sample extends { readonly kind: string }>(
  folder: string,
  { roots, pool, crls }: Given,
  judges: Judges<Sample>,
  samples: readonly Sample[],
): Promise<readonly Judged[]> {
  mkdirSync(folder, { recursive: true });
  writeOpensslTrust(folder, roots, pool, crls);
  writeJavaTrust(folder, { roots, pool, crls });
  const nameOf = (index: number): string => `${String(index).padStart(5, "0")}.${judges.ending}`;
  const lines = samples.map((sample, index) => {
    const name = nameOf(index);
    return `${[name, ...judges.lay(folder, name, sample)].join("\t")}\n`;
  });
  writeFileSync(join(folder, "index.tsv"), lines.join(""));
  const { command, success } = judges.openssl;
  const [openssl, bouncyCastle] = await Promise.all([
    judgedByOpenssl(folder, command, success),
    judgedByBouncyCastle(judges.bouncyCastle, folder),
  ]);
  const judged: Judged[] = [];
  for (const [index, sample] of samples.entries()) {
    const name = nameOf(index);
    const [one, other] = [openssl.get(name), bouncyCastle.get(name)];
    if (one === undefined) throw new Error(`openssl said nothing of ${name}`);
    if (other === undefined) throw new Error(`BouncyCastle said nothing of ${name}`);
    const ours = ourWords(await judges.ours(sample));
    judged.push({ kind: sample.kind, ours, openssl: one, bouncyCastle: other });
  }
  return judged;
}
