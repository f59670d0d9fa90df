import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { verifySignature } from "../../../platform/signatures/verify-signature.ts";
import { toHex } from "../../../shared/bytes/hex.ts";
import { checkToken } from "../../../shared/verification/timestamp/token-check.ts";
import type { Judges } from "../three-judges.ts";
import type { Authorities } from "./token-authorities.ts";
import type { Sample } from "./token-sample.ts";

const endOf2028 = Date.parse("2028-12-31T00:00:00Z");

const opensslTs = [
  'openssl ts -verify -digest "$2" -in "$1" -token_in -attime "$3"',
  "-CAfile trust.pem -untrusted pool.pem -crl_check_all",
].join(" ");

/** Tokens before us, `openssl ts` at genTime and BouncyCastle at genTime. */
export function tokenJudges({ chain, pool, crls }: Authorities): Judges<Sample> {
  return {
    ending: "tst",
    lay: (folder, name, { token, expected, genTime }) => {
      writeFileSync(join(folder, name), token);
      return [toHex(expected.value), String(Math.floor(genTime / 1000))];
    },
    ours: ({ token, expected, judgedAt = endOf2028 }) =>
      checkToken({
        subject: "token",
        token,
        covered: {
          file: "data",
          digest: (name) => (name === expected.name ? expected.value : undefined),
        },
        roots: [{ certificate: chain.root.certificate, practice: false }],
        certificates: pool,
        crls,
        ocsps: [],
        now: judgedAt,
        verify: verifySignature,
      }).findings,
    openssl: { command: opensslTs, success: "Verification: OK" },
    bouncyCastle: "TokenJudge",
  };
}
