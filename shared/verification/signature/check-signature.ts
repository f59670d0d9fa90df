import type { Rule } from "../../rules/rule.ts";
import type { UnixMs } from "../../bytes/civil-time.ts";
import { toHex } from "../../bytes/hex.ts";
import { equalBytes } from "../../bytes/octets.ts";
import { cmsOids } from "../../cms/object-identifiers.ts";
import { parseSignedData, type SignedData } from "../../cms/signed-data.ts";
import type { SignerInfo } from "../../cms/signer-info.ts";
import {
  certificateBinding,
  certificatesOf,
  signedAttributesFault,
  signsContent,
  verifySigner,
} from "../../cms/signer-verification.ts";
import { digestOf } from "../../digest/digest.ts";
import type { Party } from "../../evidence/descriptor.ts";
import { isPracticeCertificate } from "../../trust/practice.ts";
import type { Certificate } from "../../x509/certificate.ts";
import { readableCertificates } from "../certificate/anchors.ts";
import type { CertificateFacts } from "../certificate/certificate-facts.ts";
import type { AlgorithmFacts } from "../facts.ts";
import type { Grounds } from "../grounds.ts";
import { type Finding, finding } from "../verdict.ts";
import { checkSigner } from "./check-signer.ts";
import { agedFindings, algorithmFacts } from "./signature-algorithms.ts";

/** The operator's signature file, what it should be over, and whatever may help to judge the signer. */
export interface SignatureQuestion extends Grounds {
  /** Entry name of the signature, undefined when the package has none. */
  readonly file: string;
  readonly bytes: Uint8Array | undefined;
  /** Bytes of the payload manifest. */
  readonly manifest: Uint8Array;
  /** Parties of evidence.json. */
  readonly parties: readonly Party[];
  /** The earliest proven moment at which the signature existed; `now` when nothing proves one. */
  readonly at: UnixMs;
}

/** Who signed, as the certificate says. */
export interface SignerFacts {
  readonly name: string;
  readonly issuer: string;
  /** SHA-256 of the certificate, lower-case hex. */
  readonly certificate: string;
  readonly selfDeclared: boolean;
  readonly practice: boolean;
  readonly chain?: readonly CertificateFacts[];
  readonly algorithms?: AlgorithmFacts | null;
}

export interface SignatureCheck {
  readonly findings: readonly Finding[];
  readonly signer?: SignerFacts;
}

/**
 * Judges the operator's CAdES-B signature: detached CMS with one signer over exactly the payload
 * manifest, the certificate bound by an ESS attribute, and then the certificate itself.
 */
export function checkSignature(question: SignatureQuestion): SignatureCheck {
  const { file, bytes } = question;
  if (bytes === undefined) return { findings: [finding("SIGNATURE_MISSING", file, {})] };
  const parsed = parseSignedData(bytes);
  if (!parsed.ok) return refused(file, parsed.fault.rule);
  const [signer, another] = parsed.value.signers;
  if (signer === undefined || another !== undefined) return refused(file, "cms-not-one-signer");
  const rule = frameRule(parsed.value, signer);
  if (rule !== undefined) return refused(file, rule);
  if (!signsContent(signer, question.manifest))
    return { findings: [finding("SIGNATURE_OTHER_CONTENT", file, {})] };
  const pool = readableCertificates([...parsed.value.certificates, ...question.certificates]);
  const certificate = certificatesOf(signer, pool).find(
    (candidate) => certificateBinding(signer, candidate).kind === "bound",
  );
  if (certificate === undefined)
    return { findings: [finding("SIGNER_CERTIFICATE_MISSING", file, {})] };
  return judgeSigner(question, signer, certificate, pool);
}

function refused(file: string, rule: Rule): SignatureCheck {
  return { findings: [finding("SIGNATURE_MALFORMED", file, { rule })] };
}

/** Which rule of CAdES-B the frame breaks: detached data, signed attributes in order. */
function frameRule(signed: SignedData, signer: SignerInfo): Rule | undefined {
  if (signed.type !== cmsOids.signedData) return "cms-type";
  if (signed.contentType !== cmsOids.data) return "cms-content-type";
  if (signed.content !== undefined) return "cms-not-detached";
  return signedAttributesFault(signer, cmsOids.data);
}

function judgeSigner(
  question: SignatureQuestion,
  signer: SignerInfo,
  certificate: Certificate,
  pool: readonly Certificate[],
): SignatureCheck {
  const { file, verify } = question;
  const named = signerFacts(certificate);
  const { publicKey } = certificate;
  const verdict =
    publicKey === undefined
      ? ({ kind: "unknown-algorithm", algorithm: certificate.signatureAlgorithm.oid } as const)
      : verifySigner(signer, publicKey, verify);
  switch (verdict.kind) {
    case "unknown-algorithm": {
      const { algorithm } = verdict;
      const found = finding("SIGNATURE_ALGORITHM_UNKNOWN", file, { algorithm });
      return { findings: [found], signer: named };
    }
    case "invalid":
      return {
        findings: [finding("SIGNATURE_WRONG", file, { signer: named.name })],
        signer: named,
      };
    case "valid":
      break;
  }
  // A practice issuer that nobody here accepted is told once for the package: no root would settle it.
  const identity = checkSigner(question, certificate, pool);
  const facts = { ...named, practice: named.practice || identity.practice };
  const signerFindings = identity.findings.filter(
    ({ code }) => !(facts.practice && code === "SIGNER_ISSUER_UNKNOWN"),
  );
  const valid = finding("SIGNATURE_VALID", file, { signer: facts.name });
  const findings = [
    valid,
    ...agedFindings(file, verdict.scheme, certificate, question.at),
    ...otherOperator(question, facts),
    ...signerFindings,
  ];
  const algorithms = algorithmFacts(verdict.scheme, certificate);
  return { findings, signer: { ...facts, algorithms } };
}

/** Who signed, as the certificate says. */
export function signerFacts(certificate: Certificate): SignerFacts {
  const { subject, issuer, der } = certificate;
  return {
    name: subject.commonName ?? subject.text,
    issuer: issuer.commonName ?? issuer.text,
    certificate: toHex(digestOf("sha256", der)),
    selfDeclared: equalBytes(subject.bytes, issuer.bytes),
    practice: isPracticeCertificate(certificate),
  };
}

/** The operator of evidence.json may name a certificate; then no other may have signed. */
function otherOperator(
  { file, parties }: SignatureQuestion,
  facts: SignerFacts,
): readonly Finding[] {
  const named = parties.filter(
    (party) => party.role === "operator" && party.certificate !== undefined,
  );
  const fits = named.length === 0 || named.some((party) => party.certificate === facts.certificate);
  return fits ? [] : [finding("SIGNER_NOT_OPERATOR", file, { signer: facts.name })];
}
