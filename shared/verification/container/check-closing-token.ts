import { toHex } from "../../bytes/hex.ts";
import { parseSignedData } from "../../cms/signed-data.ts";
import { frameFault, unknownCertificates } from "../../cms/signed-data-frame.ts";
import { digestOf } from "../../digest/digest.ts";
import { type Finding, finding } from "../verdict.ts";

/**
 * Strict rule (c): of the closing token, which nothing else covers, every byte is signed, part of a
 * certificate that stands byte for byte under META-INF/trust, or follows from the rest. Whether the
 * token verifies is the time-stamp checks' matter.
 *
 * @param file entry name of the token
 * @param trust the DER certificates under META-INF/trust
 */
export function checkClosingToken(
  file: string,
  token: Uint8Array,
  trust: readonly Uint8Array[],
): readonly Finding[] {
  const loose = (rule: string) => [finding("CLOSING_TOKEN_LOOSE", file, { rule })];
  const rule = frameFault(token);
  if (rule !== undefined) return loose(rule);
  const parsed = parseSignedData(token);
  if (!parsed.ok) return loose(parsed.fault.rule);
  const unknown = unknownCertificates(parsed.value, trust);
  if (unknown.length === 0) return [finding("CLOSING_TOKEN_EXACT", file, {})];
  return unknown.map((certificate) =>
    finding("CLOSING_CERTIFICATE_UNKNOWN", file, {
      digest: toHex(digestOf("sha256", certificate)),
    }),
  );
}
