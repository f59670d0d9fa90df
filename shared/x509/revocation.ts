import type {
  RevocationAnswer,
  RevocationObjection,
  RevocationQuestion,
} from "./revocation-answer.ts";
import type { RevocationReason } from "./revocation-reason.ts";
import type { UnixMs } from "../bytes/civil-time.ts";
import { answerOfCrl } from "./crl-answer.ts";
import { answerOfOcsp } from "./ocsp-answer.ts";
import { outweighs } from "./revocation-answer.ts";
import { leavesEarlierSignaturesValid } from "./revocation-reason.ts";

/** The state of one certificate at an instant, as far as the supplied answers go. */
export type Revocation =
  | {
      readonly kind: "good";
      readonly source: "crl" | "ocsp";
      /** When the answer was issued. Before `at` it speaks for the time up to then only. */
      readonly knownAt: UnixMs;
    }
  | {
      readonly kind: "revoked";
      readonly source: "crl" | "ocsp";
      readonly at: UnixMs;
      readonly reason: RevocationReason | undefined;
      readonly knownAt: UnixMs;
      /** Whether a signature made at the instant asked about stands all the same (RFC 3161 section 4). */
      readonly signatureStands: boolean;
    }
  /** Nothing usable was supplied, and the certificate names no source to ask. */
  | { readonly kind: "not-offered" }
  /** Nothing usable was supplied though the certificate names a source; `objections` say what was wrong. */
  | { readonly kind: "not-found"; readonly objections: readonly RevocationObjection[] };

interface Known {
  readonly source: "crl" | "ocsp";
  readonly answer: RevocationAnswer;
}

/** Wrong signatures on lists, answers and responders that are computed before the rest is left unread. */
const maxWrongSignatures = 16;

/**
 * What revocation lists and OCSP answers say of a certificate (RFC 5280 6.3, RFC 6960 3.2). An answer issued before
 * `at` counts until its `nextUpdate`, and `knownAt` tells.
 */
export function revocationOf(asked: RevocationQuestion): Revocation {
  let wrong = 0;
  const question: RevocationQuestion = {
    ...asked,
    verify: (...signature) => {
      if (wrong >= maxWrongSignatures) return false;
      const right = asked.verify(...signature);
      if (!right) wrong += 1;
      return right;
    },
  };
  const known: Known[] = [];
  const objections = new Set<RevocationObjection>();
  const note = (source: Known["source"], answer: RevocationAnswer | RevocationObjection): void => {
    if (typeof answer !== "string") known.push({ source, answer });
    else if (answer !== "not-about-it") objections.add(answer);
  };
  for (const crl of question.crls) note("crl", answerOfCrl(crl, question));
  for (const ocsp of question.ocsps) note("ocsp", answerOfOcsp(ocsp, question));
  const exhausted = wrong >= maxWrongSignatures;
  if (exhausted) objections.add("too-many-forgeries");
  let strongest: Known | undefined;
  for (const one of known) {
    if (strongest === undefined || outweighs(one.answer, strongest.answer)) strongest = one;
  }
  // Among so many forgeries one that speaks against the certificate may have been left unread.
  if (strongest === undefined || (exhausted && strongest.answer.kind === "good")) {
    const named = question.certificate.extensions.namesRevocationSource;
    return named || objections.size > 0
      ? { kind: "not-found", objections: [...objections] }
      : { kind: "not-offered" };
  }
  const { answer, source } = strongest;
  if (answer.kind === "good") return { kind: "good", source, knownAt: answer.knownAt };
  const signatureStands = question.at < answer.at && leavesEarlierSignaturesValid(answer.reason);
  return { ...answer, source, signatureStands };
}
