import type { UnixMs } from "../../bytes/civil-time.ts";
import { toHex } from "../../bytes/hex.ts";
import type { DigestName } from "../../digest/digest-name.ts";
import { accuracyMs } from "../../timestamp/accuracy.ts";
import { type Token, tokenIdentity } from "../../timestamp/token.ts";
import type { TstInfo } from "../../timestamp/tst-info.ts";
import type { Certificate } from "../../x509/certificate.ts";
import type { ChainFacts } from "../certificate/certificate-check.ts";
import { type CertificateFacts, certificateFacts } from "../certificate/certificate-facts.ts";
import type { Anchor } from "../certificate/certificate-question.ts";
import type { AlgorithmFacts } from "../facts.ts";
import { tokenAlgorithms } from "./token-algorithms.ts";

/** What a token says and what was found of it. Says nothing of its validity: the findings do. */
export interface TokenFacts {
  readonly genTime: UnixMs;
  /** As it stands in the token, with every digit. */
  readonly genTimeText: string;
  /** Undefined when the authority states none. */
  readonly accuracyMs: number | undefined;
  readonly policy: string;
  /** Decimal. */
  readonly serial: string;
  readonly digest: DigestName | undefined;
  /** Lower-case hex. */
  readonly imprint: string;
  /** SHA-256 of TSTInfo and signature, lower-case hex: the token's name for ever. */
  readonly identity: string;
  /** The common name of the signer, or its whole subject; "" when its certificate is missing. */
  readonly authority: string;
  /** DER certificates from the signer as far up as could be built. */
  readonly chain: readonly Uint8Array[];
  /** The same chain for people to read. */
  readonly certificates: readonly CertificateFacts[];
  /** Null when the signer's certificate is missing or its algorithm unknown. */
  readonly algorithms: AlgorithmFacts | null;
  /** Whether the signature was verified and the chain of who made it ends in a root of the trust store. */
  readonly trusted: boolean;
  /** Whether a certificate of the chain or the name in the token belongs to a practice authority. */
  readonly practice: boolean;
  /** The oldest moment at which the revocation data used was issued. */
  readonly revocationKnownAt: UnixMs | undefined;
}

/** The stated accuracy in milliseconds, rounded up; undefined when none is stated. */
export function accuracyOf(info: TstInfo): number | undefined {
  return info.accuracy === undefined ? undefined : accuracyMs(info.accuracy);
}

/** What a token says, with its chain. `signer` is undefined where no certificate fits, and the authority then "". */
export function tokenFacts(
  token: Token,
  signer: Certificate | undefined,
  chain: ChainFacts,
  roots: readonly Anchor[],
): TokenFacts {
  const { info } = token;
  return {
    genTime: info.genTime.ms,
    genTimeText: info.genTime.text,
    accuracyMs: accuracyOf(info),
    policy: info.policy,
    serial: String(info.serial),
    digest: info.imprint.digest,
    imprint: toHex(info.imprint.value),
    identity: toHex(tokenIdentity(token)),
    authority: signer === undefined ? "" : (signer.subject.commonName ?? signer.subject.text),
    certificates: certificateFacts(chain.chain, roots),
    algorithms: tokenAlgorithms(token, signer),
    ...chain,
  };
}
