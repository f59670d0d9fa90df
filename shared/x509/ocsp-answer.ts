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
import { toHex } from "../bytes/hex.ts";

type Found = Map<string, OcspStatus | undefined>;

/** What answers were found to say, by the issuer and by number and issuer's name, for as long as those live. */
const known = new WeakMap<OcspResponse, WeakMap<Certificate, Found>>();

/** The status about a certificate; each answer is searched once for each certificate, however often it is asked. */
function statusOf(
  ocsp: OcspResponse,
  certificate: Certificate,
  issuer: Certificate,
): OcspStatus | undefined {
  const ofAnswer = known.get(ocsp) ?? new WeakMap<Certificate, Found>();
  known.set(ocsp, ofAnswer);
  const found: Found = ofAnswer.get(issuer) ?? new Map<string, OcspStatus | undefined>();
  ofAnswer.set(issuer, found);
  const asIssued = equalBytes(certificate.issuer.bytes, issuer.subject.bytes);
  const spelling = asIssued ? "" : toHex(certificate.issuer.bytes);
  const name = `${certificate.serial.toString(16)} ${spelling}`;
  if (!found.has(name)) found.set(name, searched(ocsp, certificate, issuer));
  return found.get(name);
}

/**
 * A revocation before any other status. The issuer's name counts as the certificate spells it, which is what the
 * standard says (RFC 6960 4.1.1), and as the issuer does; each digest is computed once.
 */
function searched(
  { statuses }: OcspResponse,
  certificate: Certificate,
  issuer: Certificate,
): OcspStatus | undefined {
  const digests = new Map<string, readonly [Uint8Array, Uint8Array, Uint8Array]>();
  const about = statuses.filter(({ hashAlgorithm, issuerNameHash, issuerKeyHash, serial }) => {
    const digest = digestOfAlgorithm(hashAlgorithm);
    if (digest === undefined || serial !== certificate.serial) return false;
    const [asIssued, asCalled, key] = digests.get(digest) ?? [
      digestOf(digest, certificate.issuer.bytes),
      digestOf(digest, issuer.subject.bytes),
      digestOf(digest, issuer.keyBits),
    ];
    digests.set(digest, [asIssued, asCalled, key]);
    const named = equalBytes(issuerNameHash, asIssued) || equalBytes(issuerNameHash, asCalled);
    return named && equalBytes(issuerKeyHash, key);
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
): RevocationObjection | undefined {
  if (equalBytes(signer.der, question.issuer.der)) return undefined;
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
  const others = direct ? [] : [...ocsp.certificates, ...question.pool];
  for (const signer of [question.issuer, ...others]) {
    if (signer.publicKey === undefined || !isResponder(ocsp, signer)) continue;
    const signed = question.verify(signer.publicKey, ocsp.scheme, ocsp.signatureValue, ocsp.tbs);
    const found = signed ? objectionTo(signer, ocsp, question) : "signature";
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
