import { toUtf8 } from "../../shared/bytes/utf8.ts";
import { digestOf } from "../../shared/digest/digest.ts";
import type { DigestName } from "../../shared/digest/digest-name.ts";
import { verifySignature } from "../../shared/signature/verify-signature.ts";
import { writeTstInfo } from "../../shared/timestamp/tst-info.ts";
import { checkToken, type TokenVerdict } from "../../shared/verification/timestamp/token-check.ts";
import type { TokenQuestion } from "../../shared/verification/timestamp/token-question.ts";
import { type CheckCode, checks } from "../../shared/words/checks/catalogue.ts";
import { createChain, from } from "./certificate-authority.ts";
import { oddToken, type OddWishes } from "./odd-tokens.ts";
import { testPolicy, timeStamping } from "./time-stamping.ts";

/** The moment of every token of the case, and the file that they are over. */
export const at = from + 1_000_000_123;
export const file = toUtf8("a manifest");
export const imprint = digestOf("sha256", file);

const covered = {
  file: "META-INF/ASiCManifest002.xml",
  digest: (name: DigestName) => digestOf(name, file),
};

/** A chain whose root is trusted, its lists, its authority, and a verifier a day later. */
export async function createTokenCase() {
  const chain = await createChain();
  const authority = timeStamping(chain.timestamping, [
    chain.timestamping.certificate,
    chain.intermediate.certificate,
  ]);
  const crls = [await chain.root.crl(), await chain.intermediate.crl()];
  const content = writeTstInfo({
    policy: testPolicy,
    digest: "sha256",
    imprint,
    serial: 1n,
    genTime: at,
  });
  const judge = (token: Uint8Array, more: Partial<TokenQuestion> = {}): TokenVerdict =>
    checkToken({
      subject: "timestamp001.tst",
      token,
      covered,
      roots: [{ certificate: chain.root.certificate, practice: false }],
      certificates: [chain.intermediate.certificate],
      crls,
      ocsps: [],
      now: at + 86_400_000,
      verify: verifySignature,
      ...more,
    });
  return {
    chain,
    authority,
    content,
    judge,
    /** Codes of what is not passed. */
    objections: (token: Uint8Array, more: Partial<TokenQuestion> = {}): readonly CheckCode[] =>
      judge(token, more)
        .findings.map(({ code }) => code)
        .filter((code) => checks[code].outcome !== "passed"),
    dataOf: (token: Uint8Array, code: CheckCode, more: Partial<TokenQuestion> = {}): unknown =>
      judge(token, more).findings.find((one) => one.code === code)?.data,
    odd: (wishes: OddWishes, bytes: Uint8Array = content): Promise<Uint8Array> =>
      oddToken(chain.timestamping, bytes, wishes),
  };
}
