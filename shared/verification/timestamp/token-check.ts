import type { UnixMs } from "../../bytes/civil-time.ts";
import { type CarriedMaterial, carriedMaterial } from "../../cms/carried-revocation.ts";
import { parseToken, type TokenFault } from "../../timestamp/token.ts";
import type { Certificate } from "../../x509/certificate.ts";
import { readableCertificates } from "../certificate/anchors.ts";
import { type ChainFacts, checkCertificate, noChain } from "../certificate/certificate-check.ts";
import { type Finding, finding } from "../verdict.ts";
import { expectationFindings, nameFindings } from "./token-expectations.ts";
import { type TokenFacts, tokenFacts } from "./token-facts.ts";
import { algorithmFindings } from "./token-algorithms.ts";
import { malleableFindings } from "./token-malleability.ts";
import type { TokenQuestion } from "./token-question.ts";
import { attributeFindings, signerCertificate, signerFindings } from "./token-signer.ts";

/** Everything that was found of a token. Facts are absent when it could not be read. */
export interface TokenVerdict {
  readonly findings: readonly Finding[];
  readonly facts: TokenFacts | undefined;
}

/**
 * Judges one RFC 3161 token by twelve checks, each with its own findings: strict DER; SignedData with one
 * signer; TSTInfo; signed attributes; the signer's certificate; the signature; the ESS binding; the signer's
 * purpose; imprint, nonce, policy and name as expected; the chain at genTime to a trusted root; revocation;
 * later revocation. A check that cannot be made for want of an earlier one is left out. Never throws.
 */
export function checkToken(question: TokenQuestion): TokenVerdict {
  const { subject, verify } = question;
  const parsed = parseToken(question.token);
  if (!parsed.ok) return { findings: refusalFindings(subject, parsed.fault), facts: undefined };
  const token = parsed.value;
  const pool = readableCertificates([...token.signedData.certificates, ...question.certificates]);
  const signer = signerCertificate(token.signer, pool);
  const judgedAt = question.judgedAt ?? question.now;
  const findings: Finding[] = [
    ...partsFound(subject, 3),
    ...attributeFindings(subject, token),
    ...signerFindings(subject, token, signer, verify),
    ...algorithmFindings(subject, token, signer, judgedAt),
    ...expectationFindings(question, token.info),
    ...(signer === undefined ? [] : nameFindings(subject, token.info, signer)),
  ];
  const chain =
    signer &&
    checkChain(question, signer, pool, carriedMaterial(token.signedData), token.info.genTime.ms);
  findings.push(...(chain?.findings ?? []), ...malleableFindings(subject, token));
  // A chain says whose certificate it is; without its signature nobody has said that this token is theirs.
  const signed = findings.some(({ code }) => code === "TOKEN_SIGNATURE_VALID");
  const facts = chain?.facts ?? noChain;
  const believed = signed ? facts : { ...facts, trusted: false };
  return { findings, facts: tokenFacts(token, signer, believed, question.roots) };
}

function checkChain(
  question: TokenQuestion,
  leaf: Certificate,
  pool: readonly Certificate[],
  carried: CarriedMaterial,
  at: UnixMs,
): { readonly findings: readonly Finding[]; readonly facts: ChainFacts } {
  return checkCertificate({
    subject: question.subject,
    leaf,
    pool,
    roots: question.roots,
    crls: [...question.crls, ...carried.crls],
    ocsps: [...question.ocsps, ...carried.ocsps],
    at,
    verify: question.verify,
    laterRevocation: "by-reason",
    judgedAt: question.judgedAt ?? question.now,
  });
}

const partCodes = ["TOKEN_WELL_FORMED", "TOKEN_SINGLE_SIGNER", "TOKEN_CONTENT_UNDERSTOOD"] as const;

/** The first checks, as far as they were passed. */
function partsFound(subject: string, count: number): readonly Finding[] {
  return partCodes.slice(0, count).map((code) => finding(code, subject, {}));
}

function refusalFindings(subject: string, fault: TokenFault): readonly Finding[] {
  const { rule, at, part } = fault;
  switch (part) {
    case "encoding":
      return [finding("TOKEN_MALFORMED", subject, { rule, at })];
    case "structure":
      return [...partsFound(subject, 1), finding("TOKEN_NOT_A_TIMESTAMP", subject, { rule })];
    case "content":
      return [...partsFound(subject, 2), finding("TOKEN_CONTENT_INVALID", subject, { rule })];
  }
}
