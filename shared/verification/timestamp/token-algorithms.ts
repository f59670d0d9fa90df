import { nameList } from "../../words/name-list.ts";
import type { UnixMs } from "../../bytes/civil-time.ts";
import type { Token } from "../../timestamp/token.ts";
import { digestOfAlgorithm, schemeOf } from "../../x509/algorithm-identifier.ts";
import type { Certificate } from "../../x509/certificate.ts";
import {
  ageOfAlgorithm,
  type Algorithm,
  algorithmsOfSignature,
  algorithmText,
} from "../algorithms/check-algorithm.ts";
import type { AlgorithmFacts } from "../facts.ts";
import { type Finding, finding } from "../verdict.ts";

/**
 * Every algorithm that the token rests on, each once: the digest of its imprint, the digest of its content, and the
 * signature with its digest and key. The key is unknown without the signer's certificate.
 */
function algorithmsOf(token: Token, signer: Certificate | undefined): readonly Algorithm[] {
  const digest = digestOfAlgorithm(token.signer.digestAlgorithm);
  const scheme = schemeOf(token.signer.signatureAlgorithm, digest);
  const key = signer?.publicKey;
  const all: readonly Algorithm[] = [
    ...[token.info.imprint.digest, digest].flatMap((name): readonly Algorithm[] =>
      name === undefined ? [] : [{ kind: "digest", name }],
    ),
    ...(scheme === undefined || key === undefined ? [] : algorithmsOfSignature(scheme, key)),
  ];
  const seen = new Map(all.map((one) => [algorithmText(one), one]));
  return [...seen.values()];
}

/** What the dated table says of the token's algorithms, at genTime and at the moment from which it is protected. */
export function algorithmFindings(
  subject: string,
  token: Token,
  signer: Certificate | undefined,
  judgedAt: UnixMs,
): readonly Finding[] {
  const time = token.info.genTime.ms;
  const used = algorithmsOf(token, signer);
  const against = used.flatMap((one): readonly Finding[] => {
    const age = ageOfAlgorithm(one, time, judgedAt);
    const algorithm = algorithmText(one);
    switch (age.kind) {
      case "accepted":
        return [];
      case "aged": {
        const { until } = age;
        return [finding("TOKEN_ALGORITHM_AGED", subject, { algorithm, time, until })];
      }
      case "past": {
        const { until } = age;
        return [finding("TOKEN_ALGORITHM_PAST_USE", subject, { algorithm, time, until })];
      }
      case "broken": {
        const { since } = age;
        return [finding("TOKEN_ALGORITHM_REFUSED", subject, { algorithm, time, since })];
      }
    }
  });
  if (against.length > 0) return against;
  const algorithms = nameList(used.map(algorithmText));
  return [finding("TOKEN_ALGORITHMS_ACCEPTED", subject, { algorithms })];
}

/** The algorithms of a token for people to read; null without the signer's certificate. */
export function tokenAlgorithms(
  token: Token,
  signer: Certificate | undefined,
): AlgorithmFacts | null {
  const digest = digestOfAlgorithm(token.signer.digestAlgorithm);
  const scheme = schemeOf(token.signer.signatureAlgorithm, digest);
  const key = signer?.publicKey;
  if (scheme === undefined || key === undefined) return null;
  const signature = algorithmsOfSignature(scheme, key).find(({ kind }) => kind === "signature");
  return {
    digest: token.info.imprint.digest ?? token.info.imprint.algorithm,
    signature: scheme.kind,
    keyBits: signature?.kind === "signature" ? signature.keyBits : null,
  };
}
