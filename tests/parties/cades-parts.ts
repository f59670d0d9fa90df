import { constructedTag } from "../../shared/bytes/der/element.ts";
import { parseDer } from "../../shared/bytes/der/parser.ts";
import { element, explicit, oid, sequence, set } from "../../shared/bytes/der/writer.ts";
import { parseSignedData } from "../../shared/cms/signed-data.ts";

/** The parts of a ContentInfo with SignedData: everything before the signers, and the signers. */
export function takenApart(der: Uint8Array) {
  const tree = parseDer(der);
  const inner = tree.ok ? tree.value.children[1]?.children[0] : undefined;
  const fields = inner?.children ?? [];
  const signers = fields.at(-1)?.children.map(({ bytes }) => bytes) ?? [];
  return { before: fields.slice(0, -1).map(({ bytes }) => bytes), signers };
}

export function putTogether(
  before: readonly Uint8Array[],
  signers: readonly Uint8Array[],
): Uint8Array {
  const data = sequence(...before, set(...signers));
  return sequence(oid("1.2.840.113549.1.7.2"), explicit(0, data));
}

/** The CMS with these unsigned attributes, type and one value each, in every signer. */
export function withUnsigned(
  der: Uint8Array,
  attributes: readonly (readonly [string, Uint8Array])[],
) {
  const { before, signers } = takenApart(der);
  const all = attributes.map(([type, value]) => sequence(oid(type), set(value)));
  const changed = signers.map((signer) => {
    const tree = parseDer(signer);
    const fields = tree.ok ? tree.value.children.map(({ bytes }) => bytes) : [];
    return sequence(...fields, element(constructedTag(1), ...all));
  });
  return putTogether(before, changed);
}

/** The signature of the first signer. */
export function signatureValue(der: Uint8Array): Uint8Array {
  const parsed = parseSignedData(der);
  const value = parsed.ok ? parsed.value.signers[0]?.signature : undefined;
  if (value === undefined) throw new Error("no signature");
  return value;
}
