import type { Rule } from "../../rules/rule.ts";
import { compareBytes, equalBytes } from "../../bytes/octets.ts";
import { digestOf } from "../../digest/digest.ts";
import { distinctAscending } from "../../evidence-record/hash-tree.ts";
import { parseEvidenceRecord } from "../../evidence-record/record-parser.ts";
import { writeArchiveTimestamp, writeEvidenceRecord } from "../../evidence-record/record-writer.ts";
import type { Finding } from "../verdict.ts";
import { finding } from "../verdict.ts";
import { checkClosingToken } from "./check-closing-token.ts";
import type { PackageManifest } from "./package-view.ts";

/**
 * Strict rule (c) for the records of a batch, which nothing else need cover: one time-stamp over SHA-256; the first
 * list is what the manifest lists, the second the digest of the manifest itself, the others one sibling each; and
 * the record is what our writer makes of that. So names, order and digests in the manifest are under the token too.
 *
 * @param trust the DER certificates under META-INF/trust
 */
export function checkExactRecord(
  file: string,
  der: Uint8Array,
  manifest: PackageManifest,
  trust: readonly Uint8Array[],
): readonly Finding[] {
  const parsed = parseEvidenceRecord(der);
  // That it cannot be read has been told by the record's own checks.
  if (!parsed.ok) return [];
  const loose = (rule: Rule): readonly Finding[] => [finding("RECORD_LOOSE", file, { rule })];
  const [chain, ...chains] = parsed.value.chains;
  const [timestamp, ...timestamps] = chain?.timestamps ?? [];
  if (timestamp === undefined || chains.length + timestamps.length > 0)
    return loose("record-one-timestamp");
  const { reducedTree = [], token } = timestamp;
  const [objects = [], beside = [], ...further] = reducedTree;
  const listed = distinctAscending(manifest.manifest.references.map(({ value }) => value));
  if (!sameList(objects, listed)) return loose("record-first-list");
  if (!sameList(beside, [digestOf("sha256", manifest.bytes)])) return loose("record-second-list");
  if (further.some((list) => list.length !== 1)) return loose("record-further-lists");
  const again = writeEvidenceRecord(
    ["sha256"],
    [[writeArchiveTimestamp({ digest: "sha256", reducedTree, token })]],
  );
  if (!equalBytes(again, der)) return loose("record-not-canonical");
  const exact = checkClosingToken(file, token, trust);
  return [
    ...exact,
    ...(exact.every(({ code }) => code === "CLOSING_TOKEN_EXACT")
      ? [finding("RECORD_EXACT", file, {})]
      : []),
  ];
}

function sameList(a: readonly Uint8Array[], b: readonly Uint8Array[]): boolean {
  return (
    a.length === b.length && a.every((one, n) => compareBytes(one, b[n] ?? new Uint8Array()) === 0)
  );
}
