import { listed } from "../../words/identifiers.ts";
import { cmsOids } from "../../cms/object-identifiers.ts";
import type { Token } from "../../timestamp/token.ts";
import { type Finding, finding } from "../verdict.ts";

/**
 * The parts of a token that no signature protects: anybody can change, add or take them away and the token stays as
 * good. That is no fault; but a token's file is no name for it, and what stands there is nobody's statement.
 */
export function malleableFindings(
  subject: string,
  { signedData, signer }: Token,
): readonly Finding[] {
  const { certificates, otherCertificates, crls, otherRevocations, type } = signedData;
  const carried = [
    ...(certificates.length + otherCertificates > 0 ? (["certificates"] as const) : []),
    ...(crls.length + otherRevocations.length > 0 ? (["crls"] as const) : []),
    "digestAlgorithms",
    "versions",
    ...(signer.unsignedAttributes.length > 0 ? (["unsignedAttrs"] as const) : []),
  ] as const;
  const [first, ...others] = carried;
  const parts = finding("TOKEN_UNSIGNED_PARTS", subject, { parts: listed([first, ...others]) });
  return type === cmsOids.signedDataGm ? [parts, finding("TOKEN_GM_FRAME", subject, {})] : [parts];
}
