import type { UnixMs } from "../../bytes/civil-time.ts";
import type { SignatureScheme } from "../../signature/scheme.ts";
import type { Certificate } from "../../x509/certificate.ts";
import {
  algorithmsOfSignature,
  algorithmText,
  checkAlgorithm,
} from "../algorithms/check-algorithm.ts";
import type { AlgorithmFacts } from "../facts.ts";
import { type Finding, finding } from "../verdict.ts";

/** The algorithms of a signature whose term was over at the moment until which it is proven to have existed. */
export function agedFindings(
  subject: string,
  scheme: SignatureScheme,
  { publicKey }: Certificate,
  at: UnixMs,
): readonly Finding[] {
  if (publicKey === undefined) return [];
  return algorithmsOfSignature(scheme, publicKey).flatMap((one) => {
    const verdict = checkAlgorithm({ ...one, at });
    if (verdict.kind === "accepted") return [];
    const until = verdict.kind === "past" ? verdict.until : verdict.since;
    const algorithm = algorithmText(one);
    return [finding("SIGNATURE_ALGORITHM_PAST", subject, { algorithm, until })];
  });
}

/** The algorithms of a signature for people to read; null for a key that is not understood. */
export function algorithmFacts(
  scheme: SignatureScheme,
  { publicKey }: Certificate,
): AlgorithmFacts | null {
  if (publicKey === undefined) return null;
  const used = algorithmsOfSignature(scheme, publicKey);
  const key = used.find(({ kind }) => kind === "signature");
  return {
    digest: "digest" in scheme ? scheme.digest : scheme.kind === "sm2-sm3" ? "sm3" : "sha512",
    signature: scheme.kind,
    keyBits: key?.kind === "signature" ? key.keyBits : null,
  };
}
