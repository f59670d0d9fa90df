import { attempt, type Refuse } from "../bytes/attempt.ts";
import { constructedTag, type DerElement, tags } from "../bytes/der/element.ts";
import { fieldsOf } from "../bytes/der/fields.ts";
import { parseDer } from "../bytes/der/parser.ts";
import { expectTag, readOctets, readOid, readSmallInteger } from "../bytes/der/readers.ts";
import type { Result } from "../bytes/result.ts";
import { type AlgorithmIdentifier, readAlgorithm } from "../x509/algorithm-identifier.ts";
import { cmsOids } from "./object-identifiers.ts";
import { readSignerInfo, type SignerInfo } from "./signer-info.ts";

/** A parsed CMS SignedData (RFC 5652 section 5.1). Nothing of it has been verified. */
export interface SignedData {
  /** OID under which the whole stands: CMS, or GM/T 0010. */
  readonly type: string;
  readonly version: number;
  readonly digestAlgorithms: readonly AlgorithmIdentifier[];
  /** OID of what is signed. */
  readonly contentType: string;
  /** The signed octets; undefined when they are detached. */
  readonly content: Uint8Array | undefined;
  /** DER of each X.509 certificate of the bag, in its order. */
  readonly certificates: readonly Uint8Array[];
  /** Elements of the certificate bag that are no X.509 certificate (attribute certificates and the like). */
  readonly otherCertificates: number;
  /** DER of each CRL of the bag. */
  readonly crls: readonly Uint8Array[];
  /** Elements of the CRL bag that are no CRL: OCSP answers (RFC 5940) and the like. */
  readonly otherRevocations: readonly DerElement[];
  readonly signers: readonly SignerInfo[];
}

/** Most bytes of one SignedData, most certificates, CRLs, signers and digest algorithms in it. */
export const maxSignedDataBytes = 4 * 1024 * 1024;
const maxBag = 100;

interface Content {
  readonly type: string;
  readonly octets: Uint8Array | undefined;
}

function readContent(element: DerElement, refuse: Refuse): Content {
  const fields = fieldsOf(element, refuse);
  const type = readOid(fields.any(), refuse);
  const inner = fields.optionalExplicit(constructedTag(0));
  fields.end();
  return { type, octets: inner === undefined ? undefined : readOctets(inner, refuse) };
}

function bag(element: DerElement | undefined, refuse: Refuse): readonly DerElement[] {
  if (element === undefined) return [];
  if (element.children.length > maxBag) refuse("cms-too-many-elements", element.start);
  return element.children;
}

/** As `parseSignedData`, of an element that has been parsed. */
export function readSignedData(element: DerElement, refuse: Refuse): SignedData {
  const outer = fieldsOf(element, refuse);
  const type = readOid(outer.any(), refuse);
  if (type !== cmsOids.signedData && type !== cmsOids.signedDataGm) {
    return refuse("cms-not-signed-data", element.start);
  }
  const inner = outer.optionalExplicit(constructedTag(0));
  outer.end();
  if (inner === undefined) return refuse("cms-content-missing", element.start);

  const fields = fieldsOf(inner, refuse);
  const version = readSmallInteger(fields.any(), refuse);
  const digests = bag(expectTag(fields.any(), refuse, tags.set), refuse);
  const content = readContent(fields.any(), refuse);
  const certificates = bag(fields.optional(constructedTag(0)), refuse);
  const revocations = bag(fields.optional(constructedTag(1)), refuse);
  const signers = bag(expectTag(fields.any(), refuse, tags.set), refuse);
  fields.end();
  return {
    type,
    version,
    digestAlgorithms: digests.map((digest) => readAlgorithm(digest, refuse)),
    contentType: content.type,
    content: content.octets,
    certificates: certificates.filter(isPlain).map(({ bytes }) => bytes),
    otherCertificates: certificates.filter((one) => !isPlain(one)).length,
    crls: revocations.filter(isPlain).map(({ bytes }) => bytes),
    otherRevocations: revocations.filter((one) => !isPlain(one)),
    signers: signers.map((signer) => readSignerInfo(signer, refuse)),
  };
}

/** A certificate or CRL itself, not one of the tagged alternatives. */
function isPlain(element: DerElement): boolean {
  return element.tag === tags.sequence;
}

/**
 * Parses one DER ContentInfo that holds SignedData and nothing after it; at most 4 MiB, 100 elements in
 * each bag. BER, a constructed eContent and every field out of place are refused. Sets may be unsorted:
 * real tokens are, and `SignedAttributes.sorted` says so of the one set that is signed.
 */
export function parseSignedData(der: Uint8Array): Result<SignedData> {
  const tree = parseDer(der, { maxBytes: maxSignedDataBytes });
  if (!tree.ok) return tree;
  return attempt((refuse) => readSignedData(tree.value, refuse));
}
