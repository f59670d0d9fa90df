import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { verifySignature } from "../../../platform/signatures/verify-signature.ts";
import { digestOf } from "../../../shared/digest/digest.ts";
import { checkCades } from "../../../shared/verification/signature/check-cades.ts";
import { checks } from "../../../shared/words/checks/catalogue.ts";
import { judgedByBouncyCastle, writeJavaTrust } from "../bouncycastle.ts";
import type { Judged } from "../differences.ts";
import { judgedByOpenssl, writeOpensslTrust } from "../openssl-batch.ts";
import type { Authorities } from "./signature-authorities.ts";
import type { Sample } from "./signature-sample.ts";

/** Our codes that are not passed, sorted; "accepted" when there are none. */
async function ourWords(
  authorities: Authorities,
  { signature, content, at }: Sample,
): Promise<string> {
  const { findings } = await checkCades({
    subject: "signature.p7s",
    bytes: signature,
    content: { file: "data", digest: (name) => Promise.resolve(digestOf(name, content)) },
    roots: [{ certificate: authorities.chain.root.certificate, practice: false }],
    certificates: authorities.pool,
    crls: authorities.crls,
    ocsps: [],
    now: at,
    existedBy: at,
    verify: verifySignature,
  });
  const codes = findings
    .map(({ code }) => code)
    .filter((code) => checks[code].outcome !== "passed");
  return [...new Set(codes)].sort().join(", ") || "accepted";
}

/** `openssl cms` looks for authorities in -CAfile alone; without -partial_chain a chain ends in a root all the same. */
const opensslCms = [
  'openssl cms -verify -cades -binary -inform DER -in "$1" -content "$2" -attime "$4"',
  "-CAfile <(cat trust.pem pool.pem) -certfile pool.pem -crl_check_all -out /dev/null",
].join(" ");

/** Everything judged by us, by `openssl cms` and by BouncyCastle, at the same moment, with the same trust and CRLs. */
export async function judgeSignatures(
  folder: string,
  authorities: Authorities,
  samples: readonly Sample[],
): Promise<readonly Judged[]> {
  const { chain, pool, crls } = authorities;
  const roots = [chain.root.certificate];
  mkdirSync(folder, { recursive: true });
  writeOpensslTrust(folder, roots, pool, crls);
  writeJavaTrust(folder, { roots, pool, crls });
  const nameOf = (index: number): string => `${String(index).padStart(5, "0")}.p7s`;
  const lines = samples.map(({ signature, content, at }, index) => {
    const name = nameOf(index);
    writeFileSync(join(folder, name), signature);
    writeFileSync(join(folder, `${name}.data`), content);
    return `${[name, `${name}.data`, String(at), String(Math.floor(at / 1000))].join("\t")}\n`;
  });
  writeFileSync(join(folder, "index.tsv"), lines.join(""));
  const [openssl, bouncyCastle] = await Promise.all([
    judgedByOpenssl(folder, opensslCms, "Verification successful"),
    judgedByBouncyCastle("SignatureJudge", folder),
  ]);
  const judged: Judged[] = [];
  for (const [index, sample] of samples.entries()) {
    const name = nameOf(index);
    const [one, other] = [openssl.get(name), bouncyCastle.get(name)];
    if (one === undefined) throw new Error(`openssl said nothing of ${name}`);
    if (other === undefined) throw new Error(`BouncyCastle said nothing of ${name}`);
    const ours = await ourWords(authorities, sample);
    judged.push({ kind: sample.kind, ours, openssl: one, bouncyCastle: other });
  }
  return judged;
}
