import type { SignatureScheme } from "../../signature/scheme.ts";
import type { Certificate } from "../../x509/certificate.ts";
import { findPath } from "../../x509/path.ts";
import { type CertificateFacts, certificateFacts } from "../certificate/certificate-facts.ts";
import { anchorsOf, nameOfSubject } from "../certificate/anchors.ts";
import type { AlgorithmFacts } from "../facts.ts";
import { type Finding, finding } from "../verdict.ts";
import type { CadesQuestion } from "./cades-question.ts";
import { checkSigner } from "./check-signer.ts";
import { agedFindings, algorithmFacts } from "./signature-algorithms.ts";

export interface JudgedCertificate {
  readonly findings: readonly Finding[];
  readonly chain: readonly CertificateFacts[];
  readonly algorithms: AlgorithmFacts | null;
  readonly trusted: boolean;
  readonly practice: boolean;
}

/** What is known of a signer whose signature is right: when it existed by, its algorithms, its certificate. */
export function judgeCertificate(
  question: CadesQuestion,
  leaf: Certificate,
  scheme: SignatureScheme,
  pool: readonly Certificate[],
): JudgedCertificate {
  const { subject, existedBy, now, roots, crls, ocsps, verify } = question;
  const at = existedBy ?? now;
  const proven = existedBy !== undefined;
  const signer = nameOfSubject(leaf);
  const asked = { file: subject, at, proven, roots, crls, ocsps, verify };
  const identity = checkSigner(asked, leaf, pool);
  const report = findPath({ leaf, pool, anchors: anchorsOf(roots), at, verify });
  return {
    findings: [
      ...(proven && question.existedByOpen !== true
        ? [finding("CADES_TIME_PROVEN", subject, { signer, time: at })]
        : []),
      ...agedFindings(subject, scheme, leaf, at),
      ...identity.findings,
    ],
    chain: certificateFacts(
      report.path.map(({ der }) => der),
      roots,
    ),
    algorithms: algorithmFacts(scheme, leaf),
    trusted: identity.findings.some(({ code }) => code === "SIGNER_CERTIFIED"),
    practice: identity.practice,
  };
}
