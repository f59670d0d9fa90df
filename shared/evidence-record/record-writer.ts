import { constructedTag } from "../bytes/der/element.ts";
import { element, integer, octets, retag, sequence, sequenceOf } from "../bytes/der/writer.ts";
import type { DigestName } from "../digest/digest-name.ts";
import { writeDigestAlgorithm } from "../x509/algorithm-identifier.ts";
import type { ArchiveTimestampFields } from "./evidence-record.ts";

/** DER of an ArchiveTimeStamp that names its digest; without attributes. */
export function writeArchiveTimestamp(fields: ArchiveTimestampFields): Uint8Array<ArrayBuffer> {
  const tree = fields.reducedTree?.map((list) => sequenceOf(list.map(octets)));
  return sequence(
    retag(constructedTag(0), writeDigestAlgorithm(fields.digest)),
    ...(tree === undefined ? [] : [element(constructedTag(2), ...tree)]),
    fields.token,
  );
}

/**
 * DER of an EvidenceRecord of version 1, without cryptoInfos and encryptionInfo.
 *
 * @param digests the algorithms of its chains, each once
 * @param chains DER of the ArchiveTimeStamps of each chain, oldest first. Throws for none.
 */
export function writeEvidenceRecord(
  digests: readonly DigestName[],
  chains: readonly (readonly Uint8Array[])[],
): Uint8Array<ArrayBuffer> {
  if (chains.length === 0 || chains.some((chain) => chain.length === 0))
    throw new RangeError("a record has a time-stamp in every chain");
  return sequence(
    integer(1),
    sequenceOf(digests.map(writeDigestAlgorithm)),
    sequenceOf(chains.map(sequenceOf)),
  );
}

/** DER of an ArchiveTimeStampSequence from that of its chains. */
export function writeSequence(chains: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return sequenceOf(chains);
}
