import type { SignedData } from "../../cms/signed-data.ts";
import type { partWords } from "../../words/identifiers.ts";

type Part = keyof typeof partWords;

/** Unsigned attributes that are proofs of their own and that nothing here judges (ETSI EN 319 122-1 5.5, annex A). */
const names: ReadonlyMap<string, Part> = new Map([
  ["0.4.0.1733.2.4", "archive-time-stamp-v3"],
  ["1.2.840.113549.1.9.16.2.48", "archive-time-stamp-v2"],
  ["1.2.840.113549.1.9.16.2.27", "archive-time-stamp"],
  ["0.4.0.1733.2.2", "long-term-validation"],
  ["1.2.840.113549.1.9.16.2.25", "CAdES-C-time-stamp"],
  ["1.2.840.113549.1.9.16.2.26", "time-stamped-certs-crls-references"],
  ["1.2.840.113549.1.9.6", "counter-signature"],
]);

/**
 * Names of the proofs that a signature carries and that were not judged, each once.
 *
 * @param left how many signature-time-stamps were too many
 */
export function unjudgedParts({ signers }: SignedData, left: number): readonly Part[] {
  const found = signers.flatMap(({ unsignedAttributes }) =>
    unsignedAttributes.map(({ oid }) => names.get(oid)),
  );
  const stamps: readonly Part[] = left > 0 ? ["signature-time-stamp"] : [];
  return [...stamps, ...new Set(found)].filter((name) => name !== undefined);
}
