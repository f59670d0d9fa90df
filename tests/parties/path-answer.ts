import { certificateOf } from "./odd-tokens.ts";
import { verifySignature } from "../../shared/signature/verify-signature.ts";
import { findPath } from "../../shared/x509/path.ts";
import { from, type Party } from "./certificate-authority.ts";

/** What the path search says of a leaf: its kind, or who breaks which rule. */
export function pathAnswer(leaf: Party, pool: readonly Party[], anchor: Party): string {
  const report = findPath({
    leaf: certificateOf(leaf),
    pool: pool.map(certificateOf),
    anchors: [certificateOf(anchor)],
    at: from + 1_000_000,
    verify: verifySignature,
  });
  if (report.kind !== "invalid") return report.kind;
  return report.faults
    .map(({ certificate, rule }) => `${certificate.subject.commonName ?? "?"}: ${rule}`)
    .join(", ");
}
