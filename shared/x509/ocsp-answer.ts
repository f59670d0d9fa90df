import type { Certificate } from "./certificate.ts";
import type { OcspResponse, OcspStatus } from "./ocsp-response.ts";
import type {
  RevocationAnswer,
  RevocationObjection,
  RevocationQuestion,
} from "./revocation-answer.ts";
import { digestOf } from "../digest/digest.ts";
import { digestOfAlgorithm } from "./algorithm-identifier.ts";
import { delegateObjection, keyDigestOf } from "./ocsp-responder.ts";
import { equalBytes } from "../bytes/octets.ts";
import { sameName } from "./name.ts";

/** The status about a certificate, a revocation before any other; each digest of its issuer is computed once. */
function statusOf(
  { statuses }: OcspResponse,
  certificate: Certificate,
  issuer: Certificate,
): OcspStatus | undefined {
  const digests = new Map<string, readonly [Uint8Array, Uint8Array]>();
  const about = statuses.filter(({ hashAlgorithm, issuerNameHash, issuerKeyHash, serial }) => {
    const digest = digestOfAlgorithm(hashAlgorithm);
    if (digest === undefined || serial !== certificate.serial) return false;
    const known = digests.get(digest) ?? [
      digestOf(digest, issuer.subject.bytes),
      digestOf(digest, issuer.keyBits),
    ];
    digests.set(digest, known);
    return equalBytes(issuerNameHash, known[0]) && equalBytes(issuerKeyHash, known[1]);
  });
  return about.find(({ status }) => status.kind === "revoked") ?? about[0];
}

function isResponder({ responder }: OcspResponse, certificate: Certificate): boolean {
  return responder.kind === "name"
    ? sameName(responder.name, certificate.subject)
    : equalBytes(responder.sha1, keyDigestOf(certificate));
}

/** Why a certificate may not answer for the issuer; undefined for the issuer itself and its delegates (RFC 6960 4.2.2.2). */
function objectionTo(
  signer: Certificate,
  ocsp: OcspResponse,
  question: RevocationQuestion,
  direct: boolean,
): RevocationObjection | undefined {
  if (equalBytes(signer.der, question.issuer.der)) return undefined;
  if (direct) return "signer-not-authorized";
  const directly = { ...question, certificate: signer, at: ocsp.producedAt };
  return delegateObjection(signer, ocsp, question, () =>
    question.ocsps
      .filter((other) => other !== ocsp)
      .map((other) => directAnswer(other, directly))
      .filter((answer) => typeof answer !== "string"),
  );
}

/** Doubts about a delegate of the issuer that do not make it a stranger: what it says against a certificate counts. */
const doubts: ReadonlySet<RevocationObjection> = new Set([
  "signer-revocation-unknown",
  "algorithm-past",
  "algorithm-broken",
]);

/** Who made the answer and may do so, or why nobody did. `against`: it says that the certificate is revoked. */
function signerOf(
  ocsp: OcspResponse,
  question: RevocationQuestion,
  { against, direct }: { readonly against: boolean; readonly direct: boolean },
): Certificate | RevocationObjection {
  if (ocsp.scheme === undefined) return "unknown-algorithm";
  let objection: RevocationObjection = "signer-not-authorized";
  for (const signer of [question.issuer, ...ocsp.certificates, ...question.pool]) {
    if (signer.publicKey === undefined || !isResponder(ocsp, signer)) continue;
    const signed = question.verify(signer.publicKey, ocsp.scheme, ocsp.signatureValue, ocsp.tbs);
    const found = signed ? objectionTo(signer, ocsp, question, direct) : "signature";
    if (found === undefined || (against && doubts.has(found))) return signer;
    objection = found;
  }
  return objection;
}

/** An answer that the issuer itself has signed; one of a delegate says nothing here. */
function directAnswer(
  ocsp: OcspResponse,
  question: RevocationQuestion,
): ReturnType<typeof answerOfOcsp> {
  return answerBy(ocsp, question, true);
}

/** What an OCSP answer says of the certificate, or why it says nothing. */
export function answerOfOcsp(
  ocsp: OcspResponse,
  question: RevocationQuestion,
): RevocationAnswer | RevocationObjection {
  return answerBy(ocsp, question, false);
}

function answerBy(
  ocsp: OcspResponse,
  question: RevocationQuestion,
  direct: boolean,
): RevocationAnswer | RevocationObjection {
  const { certificate, issuer, at, algorithmObjection } = question;
  const found = statusOf(ocsp, certificate, issuer);
  if (found === undefined) return "not-about-it";
  const { status, thisUpdate, nextUpdate, keepsExpiredSince } = found;
  const signer = signerOf(ocsp, question, { against: status.kind === "revoked", direct });
  if (typeof signer === "string") return signer;
  if (status.kind === "revoked") return { ...status, knownAt: thisUpdate };
  if (status.kind === "unknown") return "status-unknown";
  if (ocsp.scheme !== undefined && signer.publicKey !== undefined) {
    const objection = algorithmObjection(ocsp.scheme, signer.publicKey, ocsp.producedAt);
    if (objection !== undefined) return objection;
  }
  // Without a next update newer answers are to be had at any time: it says nothing of what comes after it.
  if ((nextUpdate ?? thisUpdate) < at) return "too-old";
  const dropped = thisUpdate > certificate.notAfter;
  if (dropped && (keepsExpiredSince === undefined || keepsExpiredSince > certificate.notAfter)) {
    return "after-expiry";
  }
  return { kind: "good", knownAt: thisUpdate, until: nextUpdate };
}
