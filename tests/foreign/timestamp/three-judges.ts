import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { verifySignature } from "../../../platform/signatures/verify-signature.ts";
import { toHex } from "../../../shared/bytes/hex.ts";
import { checkToken } from "../../../shared/verification/timestamp/token-check.ts";
import { checks } from "../../../shared/words/checks/catalogue.ts";
import { judgedByBouncyCastle, writeJavaTrust } from "../bouncycastle.ts";
import type { Judged } from "../differences.ts";
import { judgedByOpenssl, writeOpensslTrust } from "../openssl-batch.ts";
import type { Authorities } from "./token-authorities.ts";
import type { Sample } from "./token-sample.ts";

const endOf2028 = Date.parse("2028-12-31T00:00:00Z");

/** Our codes that are not passed, sorted; "accepted" when there are none. */
export function ourWords(
  authorities: Authorities,
  { token, expected, judgedAt = endOf2028 }: Sample,
): string {
  const { findings } = checkToken({
    subject: "token",
    token,
    covered: {
      file: "data",
      digest: (name) => (name === expected.name ? expected.value : undefined),
    },
    roots: [{ certificate: authorities.chain.root.certificate, practice: false }],
    certificates: authorities.pool,
    crls: authorities.crls,
    ocsps: [],
    now: judgedAt,
    verify: verifySignature,
  });
  const codes = findings
    .map(({ code }) => code)
    .filter((code) => checks[code].outcome !== "passed");
  return [...new Set(codes)].sort().join(", ") || "accepted";
}

const opensslTs = [
  'openssl ts -verify -digest "$2" -in "$1" -token_in -attime "$3"',
  "-CAfile trust.pem -untrusted pool.pem -crl_check_all",
].join(" ");

/** Everything judged by us, by `openssl ts` at genTime and by BouncyCastle at genTime, with the same trust and CRLs. */
export async function judgeTokens(
  folder: string,
  authorities: Authorities,
  samples: readonly Sample[],
): Promise<readonly Judged[]> {
  const { chain, pool, crls } = authorities;
  const roots = [chain.root.certificate];
  mkdirSync(folder, { recursive: true });
  writeOpensslTrust(folder, roots, pool, crls);
  writeJavaTrust(folder, { roots, pool, crls });
  const names = samples.map((_, index) => `${String(index).padStart(5, "0")}.tst`);
  const lines = samples.map(({ token, expected, genTime }, index) => {
    const name = names[index] ?? "";
    writeFileSync(join(folder, name), token);
    return `${name}\t${toHex(expected.value)}\t${String(Math.floor(genTime / 1000))}\n`;
  });
  writeFileSync(join(folder, "index.tsv"), lines.join(""));
  const [openssl, bouncyCastle] = await Promise.all([
    judgedByOpenssl(folder, opensslTs, "Verification: OK"),
    judgedByBouncyCastle("TokenJudge", folder),
  ]);
  return samples.map((sample, index) => {
    const name = names[index] ?? "";
    const [one, other] = [openssl.get(name), bouncyCastle.get(name)];
    if (one === undefined) throw new Error(`openssl said nothing of ${name}`);
    if (other === undefined) throw new Error(`BouncyCastle said nothing of ${name}`);
    return {
      kind: sample.kind,
      ours: ourWords(authorities, sample),
      openssl: one,
      bouncyCastle: other,
    };
  });
}
