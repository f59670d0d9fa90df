import { integer, sequenceOf } from "../bytes/der/writer.ts";
import type { DigestName } from "../digest/digest-name.ts";
import { digestOf } from "../digest/digest.ts";
import { parseToken } from "../timestamp/token.ts";
import { digestOfAlgorithm, writeDigestAlgorithm } from "../x509/algorithm-identifier.ts";
import type { ArchiveTimestamp, EvidenceRecord } from "./evidence-record.ts";
import { writeArchiveTimestamp, writeSequence } from "./record-writer.ts";

/** The digest of an ArchiveTimeStamp's tree: as it names it, else that of its token (RFC 4998 section 4.1). */
export function treeDigest(timestamp: ArchiveTimestamp): DigestName | undefined {
  if (timestamp.digestAlgorithm !== undefined) return digestOfAlgorithm(timestamp.digestAlgorithm);
  const token = parseToken(timestamp.token);
  return token.ok ? token.value.info.imprint.digest : undefined;
}

/** What a time-stamp renewal protects: the digest of the newest token (section 5.2). Undefined for an unknown algorithm. */
export function timestampRenewalObject(
  record: EvidenceRecord,
): { readonly digest: DigestName; readonly object: Uint8Array } | undefined {
  const newest = record.chains.at(-1)?.timestamps.at(-1);
  const digest = newest && treeDigest(newest);
  if (newest === undefined || digest === undefined) return undefined;
  return { digest, object: digestOf(digest, newest.token) };
}

/**
 * What a hash-tree renewal protects (section 5.2): for each object H(H(object) || H(sequence so far)), the two in
 * this order. With several chains before, the sequence is that of all of them.
 *
 * @param objects digests of the objects under the new algorithm
 * @param chains DER of the chains that come before
 */
export function hashTreeRenewalObjects(
  digest: DigestName,
  objects: readonly Uint8Array[],
  chains: readonly Uint8Array[],
): readonly Uint8Array[] {
  const sequence = digestOf(digest, writeSequence(chains));
  return objects.map((object) => digestOf(digest, object, sequence));
}

/** The record with a further time-stamp in its newest chain. The token must be over the root of `reducedTree`. */
export function withTimestampRenewal(
  record: EvidenceRecord,
  renewal: {
    readonly digest: DigestName;
    readonly reducedTree?: readonly (readonly Uint8Array[])[];
    readonly token: Uint8Array;
  },
): Uint8Array {
  const chains = record.chains.map(({ bytes }) => bytes);
  const last = record.chains.at(-1);
  if (last === undefined) throw new RangeError("a record without chain");
  const tokens = contentOf(last.bytes);
  const longer = sequenceOf([tokens, writeArchiveTimestamp(renewal)]);
  return rewritten(record, [], [...chains.slice(0, -1), longer]);
}

/** The record with a further chain under a new digest. The token must be over the root of `reducedTree`. */
export function withHashTreeRenewal(
  record: EvidenceRecord,
  renewal: {
    readonly digest: DigestName;
    readonly reducedTree: readonly (readonly Uint8Array[])[];
    readonly token: Uint8Array;
  },
): Uint8Array {
  const chain = sequenceOf([writeArchiveTimestamp(renewal)]);
  return rewritten(record, [renewal.digest], [...record.chains.map(({ bytes }) => bytes), chain]);
}

function contentOf(der: Uint8Array): Uint8Array {
  const first = der[1] ?? 0;
  return der.subarray(first < 0x80 ? 2 : 2 + first - 0x80);
}

function rewritten(
  record: EvidenceRecord,
  digests: readonly DigestName[],
  chains: readonly Uint8Array[],
): Uint8Array {
  if (record.cryptoInfos.length > 0 || record.encryption !== undefined)
    throw new RangeError("records with crypto infos or encryption are not renewed here");
  const known = new Set(record.digestAlgorithms.map(digestOfAlgorithm));
  const added = digests.filter((name) => !known.has(name)).map(writeDigestAlgorithm);
  return sequenceOf([
    integer(1),
    sequenceOf([...record.digestAlgorithms.map(({ bytes }) => bytes), ...added]),
    writeSequence(chains),
  ]);
}
