import {
  certificateBinding,
  certificatesOf,
  type SignatureVerdict,
  signedAttributesFault,
  signsContent,
  verifySigner,
} from "../../cms/signer-verification.ts";
import type { SignerInfo } from "../../cms/signer-info.ts";
import type { SignatureScheme, VerifySignature } from "../../signature/scheme.ts";
import type { Token } from "../../timestamp/token.ts";
import type { Certificate } from "../../x509/certificate.ts";
import { toHex } from "../../bytes/hex.ts";
import { type Finding, finding } from "../verdict.ts";
import { signerPurposeFault } from "./signer-purpose.ts";

/**
 * The signer's certificate among those given: the identifier must fit, and of several that fit the one that
 * the ESS attributes name. Its place in the bag means nothing.
 */
export function signerCertificate(
  signer: SignerInfo,
  certificates: readonly Certificate[],
): Certificate | undefined {
  const fitting = certificatesOf(signer, certificates);
  const bound = fitting.find((one) => certificateBinding(signer, one).kind === "bound");
  return bound ?? fitting[0];
}

/** Whether the signed attributes are in order and name this content. */
export function attributeFindings(subject: string, token: Token): readonly Finding[] {
  const { signer, signedData, infoBytes } = token;
  const rule = signedAttributesFault(signer, signedData.contentType);
  if (rule !== undefined) return [finding("TOKEN_ATTRIBUTES_INVALID", subject, { rule })];
  return [
    finding(
      signsContent(signer, infoBytes) ? "TOKEN_ATTRIBUTES_BIND" : "TOKEN_CONTENT_CHANGED",
      subject,
      {},
    ),
  ];
}

/** How a SignerInfo names its certificate, for one who has to look for it. */
function signerText({ sid }: SignerInfo): string {
  return sid.kind === "key-id" ? `keyId ${toHex(sid.keyId)}` : `serial ${sid.serial.toString(16)}`;
}

/** Findings on the signature, the binding of the certificate and its purpose. */
export function signerFindings(
  subject: string,
  token: Token,
  certificate: Certificate | undefined,
  verify: VerifySignature,
): readonly Finding[] {
  const { signer } = token;
  if (certificate === undefined) {
    return [finding("TOKEN_SIGNER_MISSING", subject, { signer: signerText(signer) })];
  }
  const authority = certificate.subject.text;
  const binding = certificateBinding(signer, certificate);
  const rule = signerPurposeFault(certificate);
  return [
    finding("TOKEN_SIGNER_FOUND", subject, { authority }),
    ...signatureFindings(subject, signer, certificate, verify),
    binding.kind === "bound"
      ? finding("TOKEN_SIGNER_BOUND", subject, { attribute: binding.attribute })
      : finding("TOKEN_SIGNER_UNBOUND", subject, { rule: binding.rule }),
    rule === undefined
      ? finding("TOKEN_SIGNER_PURPOSE", subject, {})
      : finding("TOKEN_SIGNER_WRONG_PURPOSE", subject, { rule }),
  ];
}

function signatureFindings(
  subject: string,
  signer: SignerInfo,
  { publicKey }: Certificate,
  verify: VerifySignature,
): readonly Finding[] {
  const verdict: SignatureVerdict =
    publicKey === undefined
      ? { kind: "unknown-algorithm", algorithm: signer.signatureAlgorithm.oid }
      : verifySigner(signer, publicKey, verify);
  switch (verdict.kind) {
    case "unknown-algorithm":
      return [finding("TOKEN_ALGORITHM_UNKNOWN", subject, { algorithm: verdict.algorithm })];
    case "invalid":
      return [finding("TOKEN_SIGNATURE_INVALID", subject, { rule: verdict.rule })];
    case "valid": {
      const valid = finding("TOKEN_SIGNATURE_VALID", subject, {
        scheme: schemeText(verdict.scheme),
      });
      return verdict.asReceived
        ? [valid]
        : [valid, finding("TOKEN_ATTRIBUTES_UNSORTED", subject, {})];
    }
  }
}

function schemeText(scheme: SignatureScheme): string {
  return "digest" in scheme ? `${scheme.kind} ${scheme.digest}` : scheme.kind;
}
