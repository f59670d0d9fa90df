import { listed } from "../../words/identifiers.ts";
import type { Rule } from "../../rules/rule.ts";
import { type CarriedMaterial, carriedMaterial } from "../../cms/carried-revocation.ts";
import { cmsOids } from "../../cms/object-identifiers.ts";
import { parseSignedData, type SignedData } from "../../cms/signed-data.ts";
import type { SignerInfo } from "../../cms/signer-info.ts";
import {
  certificateBinding,
  certificatesOf,
  signedAttributesFault,
  signsDigest,
  verifySigner,
} from "../../cms/signer-verification.ts";
import { digestOfAlgorithm } from "../../x509/algorithm-identifier.ts";
import type { Certificate } from "../../x509/certificate.ts";
import { readableCertificates } from "../certificate/anchors.ts";
import type { Issuer } from "../practice/check-practice.ts";
import { isSound } from "../soundness.ts";
import { type Finding, finding } from "../verdict.ts";
import type { CadesQuestion, CadesSigner, CadesVerdict } from "./cades-question.ts";
import { judgeCertificate } from "./cades-signer.ts";
import { signerFacts } from "./check-signature.ts";
import { checkSignatureTimestamps, maxTokensOfFile } from "./signature-timestamps.ts";
import { unjudgedParts } from "./unjudged-parts.ts";

interface SignerCheck {
  readonly findings: readonly Finding[];
  readonly signer?: CadesSigner;
}

/**
 * Judges a detached CAdES signature that other software made: every signer of it, each over exactly the content, its
 * certificate bound by an ESS attribute and judged at the moment until which the signature is proven to have existed
 * (its own signature-time-stamps, or what the question brings). Certificates and revocation values that it carries
 * help and are trusted for nothing. Rejects only when the content's digest does.
 */
export async function checkCades(question: CadesQuestion): Promise<CadesVerdict> {
  const { subject } = question;
  const parsed = parseSignedData(question.bytes);
  if (!parsed.ok) return refused(subject, parsed.fault.rule);
  const data = parsed.value;
  const rule = frameRule(data);
  if (rule !== undefined) return refused(subject, rule);
  const carried = carriedMaterial(data);
  const material: CarriedMaterial = {
    certificates: [...carried.certificates, ...question.certificates],
    // What the verifier brings stands first: among many forged ones only so many are tried.
    crls: [...question.crls, ...carried.crls],
    ocsps: [...question.ocsps, ...carried.ocsps],
  };
  const pool = readableCertificates(material.certificates);
  const findings: Finding[] = [];
  const signers: CadesSigner[] = [];
  const timestamps: CadesVerdict["timestamps"][number][] = [];
  let room = maxTokensOfFile;
  let left = 0;
  for (const signer of data.signers) {
    const stamps = checkSignatureTimestamps(question, signer, material, room);
    room -= stamps.judged;
    left += stamps.left;
    const existedBy = earlier(stamps.existedBy, question.existedBy);
    const open =
      (stamps.open || stamps.existedBy !== existedBy) &&
      (question.existedByOpen === true || question.existedBy !== existedBy);
    const time = existedBy === undefined ? {} : { existedBy, existedByOpen: open };
    const asked = { ...question, ...material, ...time };
    const checked = await checkSigner(asked, data, signer, pool);
    findings.push(...checked.findings, ...stamps.findings);
    if (checked.signer !== undefined) signers.push(checked.signer);
    // Under a signature that nobody verified a token is about some octets, and not about the content.
    const unverified = checked.signer === undefined;
    timestamps.push(...stamps.facts.map((one) => (unverified ? { ...one, sound: false } : one)));
  }
  const [part, ...others] = unjudgedParts(data, left);
  if (part !== undefined) {
    const parts = listed([part, ...others]);
    findings.push(finding("CADES_PARTS_NOT_JUDGED", subject, { parts }));
  }
  const issuers: readonly Issuer[] = [
    ...timestamps,
    ...signers
      .filter(({ facts }) => !facts.selfDeclared)
      .map(({ facts, trusted }) => ({ practice: facts.practice, trusted })),
  ];
  return { findings, signers, timestamps, issuers };
}

function refused(subject: string, rule: Rule): CadesVerdict {
  const findings = [finding("CADES_MALFORMED", subject, { rule })];
  return { findings, signers: [], timestamps: [], issuers: [] };
}

function earlier(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return Math.min(a, b);
}

/** Which rule of a detached signature the frame breaks. */
function frameRule({ contentType, content, signers }: SignedData): Rule | undefined {
  if (contentType !== cmsOids.data && contentType !== cmsOids.dataGm) return "cms-content-type";
  if (content !== undefined) return "cms-not-detached";
  return signers.length === 0 ? "cms-no-signer" : undefined;
}

async function checkSigner(
  question: CadesQuestion,
  data: SignedData,
  signer: SignerInfo,
  pool: readonly Certificate[],
): Promise<SignerCheck> {
  const { subject, content, verify } = question;
  const { file } = content;
  const rule = signedAttributesFault(signer, data.contentType);
  if (rule === "digest-algorithm-unknown") {
    const algorithm = signer.digestAlgorithm.oid;
    return { findings: [finding("CADES_ALGORITHM_UNKNOWN", subject, { algorithm })] };
  }
  if (rule !== undefined) return { findings: [finding("CADES_MALFORMED", subject, { rule })] };
  const name = digestOfAlgorithm(signer.digestAlgorithm);
  const digest = name === undefined ? undefined : await content.digest(name);
  if (digest === undefined) {
    return { findings: [finding("CADES_CONTENT_MISSING", subject, { file })] };
  }
  if (!signsDigest(signer, digest)) {
    return { findings: [finding("CADES_OTHER_CONTENT", subject, { file })] };
  }
  const fitting = certificatesOf(signer, pool);
  const bound = fitting.find((one) => certificateBinding(signer, one).kind === "bound");
  const certificate = bound ?? fitting[0];
  if (certificate === undefined) {
    return { findings: [finding("CADES_CERTIFICATE_MISSING", subject, {})] };
  }
  const facts = signerFacts(certificate);
  const binding = certificateBinding(signer, certificate);
  if (binding.kind === "unbound") {
    const data = { signer: facts.name, rule: binding.rule };
    return { findings: [finding("CADES_CERTIFICATE_UNBOUND", subject, data)] };
  }
  const key = certificate.publicKey;
  const verdict =
    key === undefined
      ? ({ kind: "unknown-algorithm", algorithm: signer.signatureAlgorithm.oid } as const)
      : verifySigner(signer, key, verify);
  switch (verdict.kind) {
    case "unknown-algorithm": {
      const { algorithm } = verdict;
      return { findings: [finding("CADES_ALGORITHM_UNKNOWN", subject, { algorithm })] };
    }
    case "invalid": {
      const data = { signer: facts.name, rule: verdict.rule };
      return { findings: [finding("CADES_SIGNATURE_WRONG", subject, data)] };
    }
    case "valid":
      break;
  }
  const judged = judgeCertificate(question, certificate, verdict.scheme, pool);
  const valid = finding("CADES_SIGNATURE_VALID", subject, { signer: facts.name, file });
  const findings = [valid, ...judged.findings];
  const sound = isSound(findings);
  return {
    findings,
    signer: {
      facts: {
        ...facts,
        practice: facts.practice || judged.practice,
        chain: judged.chain,
        algorithms: judged.algorithms,
      },
      chain: judged.chain,
      time: question.existedBy ?? null,
      sound,
      trusted: judged.trusted,
    },
  };
}
