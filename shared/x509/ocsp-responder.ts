import type { Certificate } from "./certificate.ts";
import type { OcspResponse } from "./ocsp-response.ts";
import type {
  RevocationAnswer,
  RevocationObjection,
  RevocationQuestion,
} from "./revocation-answer.ts";
import { answerOfCrl } from "./crl-answer.ts";
import { digestOf } from "../digest/digest.ts";
import { extensionOids } from "./certificate-extensions.ts";
import { leavesEarlierSignaturesValid } from "./revocation-reason.ts";
import { outweighs } from "./revocation-answer.ts";
import { sameName } from "./name.ts";
import { signatureFault } from "./path-rules.ts";

const ocspSigning = "1.3.6.1.5.5.7.3.9";

const keyDigests = new WeakMap<Certificate, Uint8Array>();

/** SHA-1 of a certificate's key, by which an answer may name its responder (RFC 6960 4.2.1); computed once. */
export function keyDigestOf(certificate: Certificate): Uint8Array {
  const digest = keyDigests.get(certificate) ?? digestOf("sha1", certificate.keyBits);
  keyDigests.set(certificate, digest);
  return digest;
}

/** Whether the issuer named this certificate for answering, and it may sign. */
function isDelegate(signer: Certificate, { issuer, verify }: RevocationQuestion): boolean {
  const { extendedKeyUsage, keyUsage } = signer.extensions;
  if (extendedKeyUsage?.purposes.includes(ocspSigning) !== true) return false;
  const maySign =
    keyUsage === undefined || keyUsage.has("digitalSignature") || keyUsage.has("nonRepudiation");
  if (!maySign || !sameName(signer.issuer, issuer.subject)) return false;
  return signatureFault(signer, issuer, verify) === undefined;
}

/**
 * What revocation says of a responder: nothing where its issuer wrote that it need not be asked (RFC 6960 4.2.2.2.1),
 * or offers no source. A revocation counts as it does for signatures, so that one for compromise takes every answer.
 */
function revocationObjection(
  signer: Certificate,
  { producedAt }: OcspResponse,
  question: RevocationQuestion,
  direct: readonly RevocationAnswer[],
): RevocationObjection | undefined {
  const { all, namesRevocationSource } = signer.extensions;
  if (all.some(({ oid }) => oid === extensionOids.ocspNoCheck)) return undefined;
  const asked = { ...question, certificate: signer, at: producedAt };
  let strongest: RevocationAnswer | undefined;
  for (const answer of [...question.crls.map((crl) => answerOfCrl(crl, asked)), ...direct]) {
    if (typeof answer === "string") continue;
    if (strongest === undefined || outweighs(answer, strongest)) strongest = answer;
  }
  if (strongest === undefined) {
    return namesRevocationSource ? "signer-revocation-unknown" : undefined;
  }
  if (strongest.kind === "good") return undefined;
  const stands = producedAt < strongest.at && leavesEarlierSignaturesValid(strongest.reason);
  return stands ? undefined : "signer-revoked";
}

/**
 * Why a certificate that signed an answer may not answer for the issuer (RFC 6960 4.2.2.2): it must be issued by the
 * issuer itself for OCSP signing, be valid when it answered, be signed under an algorithm that counts, and not be
 * revoked.
 *
 * @param direct what answers of the issuer itself say of the responder; asked only where it matters
 */
export function delegateObjection(
  signer: Certificate,
  ocsp: OcspResponse,
  question: RevocationQuestion,
  direct: () => readonly RevocationAnswer[],
): RevocationObjection | undefined {
  if (!isDelegate(signer, question)) return "signer-not-authorized";
  const { producedAt } = ocsp;
  const inTime = signer.notBefore <= producedAt && producedAt < signer.notAfter + 1000;
  if (!inTime || signer.extensions.unknownCritical.length > 0) return "signer-not-valid";
  const key = question.issuer.publicKey;
  const algorithm =
    signer.scheme === undefined || key === undefined
      ? "unknown-algorithm"
      : question.algorithmObjection(signer.scheme, key, signer.notBefore);
  return algorithm ?? revocationObjection(signer, ocsp, question, direct());
}
