import type { Certificate } from "./certificate.ts";
import type { OcspResponse, OcspStatus } from "./ocsp-response.ts";
import type {
  RevocationAnswer,
  RevocationObjection,
  RevocationQuestion,
} from "./revocation-answer.ts";
import { digestOf } from "../digest/digest.ts";
import { digestOfAlgorithm } from "./algorithm-identifier.ts";
import { equalBytes } from "../bytes/octets.ts";
import { sameName } from "./name.ts";
import { signatureFault } from "./path-rules.ts";

const ocspSigning = "1.3.6.1.5.5.7.3.9";

function isAbout(status: OcspStatus, certificate: Certificate, issuer: Certificate): boolean {
  const digest = digestOfAlgorithm(status.hashAlgorithm);
  if (digest === undefined || status.serial !== certificate.serial) return false;
  return (
    equalBytes(status.issuerNameHash, digestOf(digest, issuer.subject.bytes)) &&
    equalBytes(status.issuerKeyHash, digestOf(digest, issuer.keyBits))
  );
}

function isResponder({ responder }: OcspResponse, certificate: Certificate): boolean {
  return responder.kind === "name"
    ? sameName(responder.name, certificate.subject)
    : equalBytes(responder.sha1, digestOf("sha1", certificate.keyBits));
}

/** Why a certificate may not answer for the issuer; undefined for the issuer itself and its delegates (RFC 6960 4.2.2.2). */
function objectionTo(
  signer: Certificate,
  ocsp: OcspResponse,
  { issuer, verify }: RevocationQuestion,
): RevocationObjection | undefined {
  if (equalBytes(signer.der, issuer.der)) return undefined;
  const { extendedKeyUsage, unknownCritical } = signer.extensions;
  const delegated = extendedKeyUsage?.purposes.includes(ocspSigning) === true;
  if (!delegated || !sameName(signer.issuer, issuer.subject)) return "signer-not-authorized";
  if (signatureFault(signer, issuer, verify) !== undefined) return "signer-not-authorized";
  const inTime = signer.notBefore <= ocsp.producedAt && ocsp.producedAt < signer.notAfter + 1000;
  return inTime && unknownCritical.length === 0 ? undefined : "signer-not-valid";
}

/** Undefined when one of the possible signers made the answer and may do so. */
function signerObjection(
  ocsp: OcspResponse,
  question: RevocationQuestion,
): RevocationObjection | undefined {
  if (ocsp.scheme === undefined) return "unknown-algorithm";
  let objection: RevocationObjection = "signer-not-authorized";
  for (const signer of [question.issuer, ...ocsp.certificates, ...question.pool]) {
    if (signer.publicKey === undefined || !isResponder(ocsp, signer)) continue;
    const signed = question.verify(signer.publicKey, ocsp.scheme, ocsp.signatureValue, ocsp.tbs);
    const found = signed ? objectionTo(signer, ocsp, question) : "signature";
    if (found === undefined) return undefined;
    objection = found;
  }
  return objection;
}

/** What an OCSP answer says of the certificate, or why it says nothing. */
export function answerOfOcsp(
  ocsp: OcspResponse,
  question: RevocationQuestion,
): RevocationAnswer | RevocationObjection {
  const { certificate, issuer, at } = question;
  const found = ocsp.statuses.find((status) => isAbout(status, certificate, issuer));
  if (found === undefined) return "not-about-it";
  const objection = signerObjection(ocsp, question);
  if (objection !== undefined) return objection;
  const { status, thisUpdate, nextUpdate, keepsExpiredSince } = found;
  if (status.kind === "revoked") return { ...status, knownAt: thisUpdate };
  if (status.kind === "unknown") return "status-unknown";
  if (nextUpdate !== undefined && nextUpdate < at) return "too-old";
  const dropped = thisUpdate > certificate.notAfter;
  if (dropped && (keepsExpiredSince === undefined || keepsExpiredSince > certificate.notAfter)) {
    return "after-expiry";
  }
  return { kind: "good", knownAt: thisUpdate, until: nextUpdate };
}
