import { attempt, type Refuse } from "../bytes/attempt.ts";
import { constructedTag, type DerElement, tags } from "../bytes/der/element.ts";
import { fieldsOf } from "../bytes/der/fields.ts";
import { parseDer } from "../bytes/der/parser.ts";
import { expectTag, readOctets, readOid, readSmallInteger } from "../bytes/der/readers.ts";
import type { Result } from "../bytes/result.ts";
import { digestLength } from "../digest/digest-name.ts";
import { digestOfAlgorithm, readAlgorithm } from "../x509/algorithm-identifier.ts";
import {
  type ArchiveChain,
  type ArchiveTimestamp,
  type EvidenceRecord,
  recordLimits,
} from "./evidence-record.ts";

const longestDigest = Math.max(...Object.values(digestLength));

/**
 * Parses the DER of an EvidenceRecord of version 1, at most 16 MiB (RFC 4998 appendix A, implicit tags). Empty
 * sequences, empty hash lists, more than `recordLimits` allow and every field out of place are refused. Digest
 * algorithms may be unknown ones; whether anything fits together is for those who verify.
 */
export function parseEvidenceRecord(der: Uint8Array): Result<EvidenceRecord> {
  const limits = { maxBytes: recordLimits.bytes, maxElements: recordLimits.elements };
  const tree = parseDer(der, limits);
  if (!tree.ok) return tree;
  return attempt((refuse) => {
    const fields = fieldsOf(tree.value, refuse);
    const version = fields.take(tags.integer);
    if (readSmallInteger(version, refuse) !== 1) refuse("record-version", version.start);
    const algorithms = listed(fields.take(tags.sequence), recordLimits.algorithms, refuse);
    const infos = fields.optional(constructedTag(0));
    const encryption = fields.optional(constructedTag(1));
    const sequence = listed(fields.take(tags.sequence), recordLimits.chains, refuse);
    fields.end();
    const chains = sequence.map((chain) => readChain(chain, refuse));
    const timestamps = chains.reduce((sum, chain) => sum + chain.timestamps.length, 0);
    if (timestamps > recordLimits.timestamps) refuse("record-too-many", tree.value.start);
    return {
      der,
      digestAlgorithms: algorithms.map((one) => readAlgorithm(one, refuse)),
      cryptoInfos: infos === undefined ? [] : readAttributeTypes(infos, refuse),
      encryption: encryption && readEncryption(encryption, refuse),
      chains,
    };
  });
}

/** The elements of a SEQUENCE OF that holds at least one and at most `most`. */
function listed(element: DerElement, most: number, refuse: Refuse): readonly DerElement[] {
  if (element.children.length === 0) refuse("record-empty", element.start);
  if (element.children.length > most) refuse("record-too-many", element.start);
  return element.children;
}

/** The types of a list of Attributes (RFC 5652 section 5.3): each with a SET of at least one value. */
function readAttributeTypes(list: DerElement, refuse: Refuse): readonly string[] {
  return listed(list, recordLimits.attributes, refuse).map((attribute) => {
    const fields = fieldsOf(attribute, refuse);
    const type = readOid(fields.any(), refuse);
    listed(fields.take(tags.set), recordLimits.attributes, refuse);
    fields.end();
    return type;
  });
}

/** EncryptionInfo: a type and a value that it defines. */
function readEncryption(element: DerElement, refuse: Refuse): string {
  const fields = fieldsOf(element, refuse, constructedTag(1));
  const type = readOid(fields.any(), refuse);
  fields.any();
  fields.end();
  return type;
}

function readChain(element: DerElement, refuse: Refuse): ArchiveChain {
  const chain = expectTag(element, refuse, tags.sequence);
  const timestamps = listed(chain, recordLimits.timestamps, refuse);
  return { timestamps: timestamps.map((one) => readTimestamp(one, refuse)), bytes: chain.bytes };
}

function readTimestamp(element: DerElement, refuse: Refuse): ArchiveTimestamp {
  const fields = fieldsOf(element, refuse);
  const algorithm = fields.optional(constructedTag(0));
  const attributes = fields.optional(constructedTag(1));
  const tree = fields.optional(constructedTag(2));
  const token = fields.take(tags.sequence);
  fields.end();
  const digestAlgorithm = algorithm && readAlgorithm(algorithm, refuse, constructedTag(0));
  if (attributes !== undefined) readAttributeTypes(attributes, refuse);
  const named = digestAlgorithm && digestOfAlgorithm(digestAlgorithm);
  const length = named && digestLength[named];
  return {
    digestAlgorithm,
    attributes: attributes !== undefined,
    reducedTree: tree && readTree(tree, length, refuse),
    token: token.bytes,
  };
}

/** @param length of each digest where the algorithm is known */
function readTree(
  element: DerElement,
  length: number | undefined,
  refuse: Refuse,
): readonly (readonly Uint8Array[])[] {
  let room: number = recordLimits.digests;
  return listed(element, recordLimits.lists, refuse).map((list) => {
    const digests = listed(expectTag(list, refuse, tags.sequence), room, refuse);
    room -= digests.length;
    return digests.map((digest) => {
      const value = readOctets(digest, refuse);
      const fits = length === undefined ? value.length <= longestDigest : value.length === length;
      return fits && value.length > 0 ? value : refuse("record-digest-length", digest.start);
    });
  });
}
