import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { verifySignature } from "../../../platform/signatures/verify-signature.ts";
import { digestOf } from "../../../shared/digest/digest.ts";
import { checkCades } from "../../../shared/verification/signature/check-cades.ts";
import type { Judges } from "../three-judges.ts";
import type { Authorities } from "./signature-authorities.ts";
import type { Sample } from "./signature-sample.ts";

/** `openssl cms` looks for authorities in -CAfile alone; without -partial_chain a chain ends in a root all the same. */
const opensslCms = [
  'openssl cms -verify -cades -binary -inform DER -in "$1" -content "$2" -attime "$4"',
  "-CAfile <(cat trust.pem pool.pem) -certfile pool.pem -crl_check_all -out /dev/null",
].join(" ");

/** Signatures before us, `openssl cms` and BouncyCastle. */
export function signatureJudges({ chain, pool, crls }: Authorities): Judges<Sample> {
  return {
    ending: "p7s",
    lay: (folder, name, { signature, content, at }) => {
      writeFileSync(join(folder, name), signature);
      writeFileSync(join(folder, `${name}.data`), content);
      return [`${name}.data`, String(at), String(Math.floor(at / 1000))];
    },
    ours: async ({ signature, content, at }) => {
      const { findings } = await checkCades({
        subject: "signature.p7s",
        bytes: signature,
        content: { file: "data", digest: (name) => Promise.resolve(digestOf(name, content)) },
        roots: [{ certificate: chain.root.certificate, practice: false }],
        certificates: pool,
        crls,
        ocsps: [],
        now: at,
        existedBy: at,
        verify: verifySignature,
      });
      return findings;
    },
    openssl: { command: opensslCms, success: "Verification successful" },
    bouncyCastle: "SignatureJudge",
  };
}
