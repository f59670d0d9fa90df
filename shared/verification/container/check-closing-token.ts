import type { Rule } from "../../rules/rule.ts";
import { toHex } from "../../bytes/hex.ts";
import { parseSignedData, type SignedData } from "../../cms/signed-data.ts";
import { frameFault, unknownCertificates } from "../../cms/signed-data-frame.ts";
import { digestOf } from "../../digest/digest.ts";
import { certificatesOf } from "../../cms/signer-verification.ts";
import { readableCertificates } from "../certificate/anchors.ts";
import { type Finding, finding } from "../verdict.ts";

/**
 * Strict rule (c): of the closing token, which nothing else covers, every byte is signed, part of a
 * certificate that stands byte for byte under META-INF/trust, names such a certificate, or follows from the rest. Whether
 * the token verifies is the time-stamp checks' matter.
 *
 * @param file entry name of the token
 * @param trust the DER certificates under META-INF/trust
 */
export function checkClosingToken(
  file: string,
  token: Uint8Array,
  trust: readonly Uint8Array[],
): readonly Finding[] {
  const loose = (rule: Rule) => [finding("CLOSING_TOKEN_LOOSE", file, { rule })];
  const rule = frameFault(token);
  if (rule !== undefined) return loose(rule);
  const parsed = parseSignedData(token);
  if (!parsed.ok) return loose(parsed.fault.rule);
  const unknown = unknownCertificates(parsed.value, trust);
  if (unknown.length === 0)
    return namesSigner(parsed.value, trust)
      ? [finding("CLOSING_TOKEN_EXACT", file, {})]
      : loose("cms-signer-not-under-trust");
  return unknown.map((certificate) =>
    finding("CLOSING_CERTIFICATE_UNKNOWN", file, {
      digest: toHex(digestOf("sha256", certificate)),
    }),
  );
}

/** Whether the signer's identifier, which nothing signs, leads to a certificate that the package holds. */
function namesSigner({ signers }: SignedData, trust: readonly Uint8Array[]): boolean {
  const known = readableCertificates(trust);
  return signers.every((signer) => certificatesOf(signer, known).length > 0);
}
