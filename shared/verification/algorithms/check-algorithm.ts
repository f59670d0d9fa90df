import type { UnixMs } from "../../bytes/civil-time.ts";
import type { DigestName } from "../../digest/digest-name.ts";
import { keyBits } from "../../signature/key-size.ts";
import type { PublicKey, SignatureScheme } from "../../signature/scheme.ts";
import { type AlgorithmTerm, digestTerms, signatureTerms } from "./algorithm-table.ts";

/** An algorithm as a policy sees it: a digest, or a kind of signature with the size of its key. */
export type Algorithm =
  | { readonly kind: "digest"; readonly name: DigestName }
  | {
      readonly kind: "signature";
      readonly name: SignatureScheme["kind"];
      readonly keyBits: number;
    };

export type AlgorithmUse = Algorithm & { readonly at: UnixMs };

/** What the dated table says of one algorithm at one instant. `source` names the document. */
export type AlgorithmVerdict =
  | { readonly kind: "accepted"; readonly until: UnixMs | undefined; readonly source: string }
  /** Its term was over, though nobody is known to have broken it. */
  | { readonly kind: "past"; readonly until: UnixMs; readonly source: string }
  /** An attack on it had been carried out in public. */
  | { readonly kind: "broken"; readonly since: UnixMs; readonly source: string };

function termOf(algorithm: Algorithm): AlgorithmTerm {
  if (algorithm.kind === "digest") return digestTerms[algorithm.name];
  const rows = signatureTerms[algorithm.name];
  const term = rows.findLast(({ minBits }) => minBits <= algorithm.keyBits) ?? rows[0];
  if (term === undefined) throw new RangeError(`no term for ${algorithm.name}`);
  return term;
}

/** Whether an algorithm may be relied on at an instant, by the dated table. */
export function checkAlgorithm(use: AlgorithmUse): AlgorithmVerdict {
  const { until, brokenSince, source } = termOf(use);
  if (brokenSince !== undefined && use.at >= brokenSince) {
    return { kind: "broken", since: brokenSince, source };
  }
  if (until !== undefined && use.at >= until) return { kind: "past", until, source };
  return { kind: "accepted", until, source };
}

/** What became of something that was signed or hashed once and is relied on later. */
export type AlgorithmAge =
  | { readonly kind: "accepted" }
  /** Acceptable when it was used, its term over by the time until which its existence is proven. */
  | { readonly kind: "aged"; readonly until: UnixMs }
  /** Its term was over already when it was used. */
  | { readonly kind: "past"; readonly until: UnixMs }
  /** It was broken already when it was used. */
  | { readonly kind: "broken"; readonly since: UnixMs };

/**
 * Judges an algorithm by two instants.
 *
 * @param used when the signature or digest was made
 * @param judgedAt when whatever protects it since then began to; now when nothing does
 */
export function ageOfAlgorithm(algorithm: Algorithm, used: UnixMs, judgedAt: UnixMs): AlgorithmAge {
  const then = checkAlgorithm({ ...algorithm, at: used });
  if (then.kind === "broken") return { kind: "broken", since: then.since };
  if (then.kind === "past") return { kind: "past", until: then.until };
  const later = checkAlgorithm({ ...algorithm, at: Math.max(used, judgedAt) });
  if (later.kind === "accepted" || then.until === undefined) return { kind: "accepted" };
  return { kind: "aged", until: then.until };
}

/** The algorithms that a signature rests on: its digest, where it has one of its own, and its kind with the key. */
export function algorithmsOfSignature(
  scheme: SignatureScheme,
  key: PublicKey,
): readonly Algorithm[] {
  const signature: Algorithm = { kind: "signature", name: scheme.kind, keyBits: keyBits(key) };
  return "digest" in scheme ? [{ kind: "digest", name: scheme.digest }, signature] : [signature];
}

/** How an algorithm is called in a sentence: `sha256`, `rsa-pkcs1 4096`. */
export function algorithmText(algorithm: Algorithm): string {
  return algorithm.kind === "digest" ? algorithm.name : `${algorithm.name} ${algorithm.keyBits}`;
}
