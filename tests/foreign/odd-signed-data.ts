import { constructedTag, type DerElement, tags } from "../../shared/bytes/der/element.ts";
import { parseDer } from "../../shared/bytes/der/parser.ts";
import { element, explicit, oid, sequence, setOf } from "../../shared/bytes/der/writer.ts";
import { cmsOids } from "../../shared/cms/object-identifiers.ts";

/** The fields of the SignedData in a ContentInfo. */
function fieldsIn(signedData: Uint8Array): readonly DerElement[] {
  const parsed = parseDer(signedData);
  const fields = parsed.ok ? parsed.value.children[1]?.children[0]?.children : undefined;
  if (fields === undefined) throw new RangeError("no SignedData");
  return fields;
}

const bytesOf = (elements: readonly DerElement[] | undefined): readonly Uint8Array[] =>
  (elements ?? []).map(({ bytes }) => bytes);

function framed(...fields: readonly Uint8Array[]): Uint8Array {
  return sequence(oid(cmsOids.signedData), explicit(0, sequence(...fields)));
}

export interface Parts {
  /** DER of CRLs for [1] of the SignedData. */
  readonly crls?: readonly Uint8Array[];
  /** DER of attributes for [1] of its first signer, which then stands alone. */
  readonly unsigned?: readonly Uint8Array[];
}

/** The SignedData with parts that no signature covers. */
export function withParts(signedData: Uint8Array, { crls = [], unsigned = [] }: Parts): Uint8Array {
  const fields = fieldsIn(signedData);
  const signer = bytesOf(fields.at(-1)?.children[0]?.children);
  const own = unsigned.length === 0 ? [] : [element(constructedTag(1), ...unsigned)];
  const lists = crls.length === 0 ? [] : [element(constructedTag(1), ...crls)];
  return framed(...bytesOf(fields.slice(0, -1)), ...lists, setOf(sequence(...signer, ...own)));
}

/** The SignedData without its bag of certificates. */
export function withoutCertificates(signedData: Uint8Array): Uint8Array {
  return framed(...bytesOf(fieldsIn(signedData).filter(({ tag }) => tag !== constructedTag(0))));
}

/** The SignedData with the signers, certificates and digest algorithms of others beside its own, and all signature values. */
export function withSigners(
  signedData: Uint8Array,
  others: readonly Uint8Array[],
): { readonly signedData: Uint8Array; readonly signatures: readonly Uint8Array[] } {
  const all = [signedData, ...others].map(fieldsIn);
  const [version, , content] = bytesOf(all[0]);
  const unique = (elements: readonly Uint8Array[]): readonly Uint8Array[] => [
    ...new Map(elements.map((one) => [one.join(), one])).values(),
  ];
  const digests = unique(all.flatMap((fields) => bytesOf(fields[1]?.children)));
  const certificates = unique(
    all.flatMap((fields) => bytesOf(fields.find(({ tag }) => tag === constructedTag(0))?.children)),
  );
  const signers = all.flatMap((fields) => fields.at(-1)?.children ?? []);
  return {
    signedData: framed(
      version ?? new Uint8Array(),
      setOf(...digests),
      content ?? new Uint8Array(),
      element(constructedTag(0), ...certificates),
      setOf(...bytesOf(signers)),
    ),
    signatures: signers.flatMap(({ children }) =>
      children.filter(({ tag }) => tag === tags.octets).map((one) => one.content),
    ),
  };
}

/** The SignedData of nobody. */
export function withoutSigners(signedData: Uint8Array): Uint8Array {
  return framed(...bytesOf(fieldsIn(signedData).slice(0, -1)), setOf());
}
