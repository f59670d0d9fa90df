import { tags } from "../../../shared/bytes/der/element.ts";
import { oid, retag, sequence, set, setOf } from "../../../shared/bytes/der/writer.ts";
import { parseSignedData } from "../../../shared/cms/signed-data.ts";
import { cmsOids } from "../../../shared/cms/object-identifiers.ts";
import { writeAttribute } from "../../../shared/cms/signed-data-writer.ts";
import { equalBytes } from "../../../shared/bytes/octets.ts";
import { writeDigestAlgorithm } from "../../../shared/x509/algorithm-identifier.ts";
import type { Random } from "../../parties/random.ts";
import { type FlippedPart, withFlippedBit } from "../flipped-parts.ts";
import { withoutSigners, withSigners } from "../odd-signed-data.ts";
import { badInTurn, commonKeys } from "../samples-in-turn.ts";
import { essOfVersionOne } from "../timestamp/good-tokens.ts";
import { goodSample, odd, signatureBy } from "./good-signatures.ts";
import {
  contentType,
  digestAttribute,
  essAttribute,
  type Maker,
  type Sample,
} from "./signature-sample.ts";

const otherType = writeAttribute(cmsOids.contentType, oid(cmsOids.tstInfo));

/** A good signature of a signer of any kind but SM2 and Ed25519, changed as a whole. */
function changed(kind: string, change: (good: Sample, random: Random) => Partial<Sample>): Maker {
  return async (authorities, random) => {
    const good = await goodSample(authorities, random, random.below(commonKeys));
    return { ...good, ...change(good, random), kind };
  };
}

function flipped(part: FlippedPart): Maker {
  return async (authorities, random) => {
    const good = await goodSample(authorities, random, random.below(commonKeys));
    const signature = withFlippedBit(good.signature, part, random);
    return { ...good, kind: `flip-in-${part}`, signature, origin: good.signature };
  };
}

const oddMakers: readonly Maker[] = [
  odd("content-type-missing", (content, party) => ({
    attributes: [digestAttribute(content), essAttribute(party)],
  })),
  odd("content-type-differs", (content, party) => ({
    attributes: [otherType, digestAttribute(content), essAttribute(party)],
  })),
  odd("message-digest-missing", (_, party) => ({ attributes: [contentType, essAttribute(party)] })),
  odd("message-digest-differs", (content, party) => ({
    attributes: [contentType, digestAttribute(Uint8Array.of(...content, 1)), essAttribute(party)],
  })),
  odd("attribute-twice", (content, party) => ({
    attributes: [contentType, contentType, digestAttribute(content), essAttribute(party)],
  })),
  odd("attribute-of-two-values", (content, party) => ({
    attributes: [
      sequence(oid(cmsOids.contentType), set(oid(cmsOids.data), oid(cmsOids.data))),
      digestAttribute(content),
      essAttribute(party),
    ],
  })),
  odd("ess-missing", (content) => ({ attributes: [contentType, digestAttribute(content)] })),
  odd("ess-of-another", (content, _, { chain }) => ({
    attributes: [contentType, digestAttribute(content), essAttribute(chain.timestamping)],
  })),
  odd("ess-one-of-another", (content, party, { chain }) => ({
    attributes: [
      contentType,
      digestAttribute(content),
      essAttribute(party),
      essOfVersionOne(chain.timestamping, true),
    ],
  })),
  odd("something-else-signed", (content) => ({ signed: content })),
  odd("content-of-tokens", () => ({ contentType: cmsOids.tstInfo })),
  odd("not-detached", () => ({ detached: false })),
  odd("digest-of-another-name", () => ({
    frame: { digestAlgorithm: writeDigestAlgorithm("sha512") },
  })),
  odd("digest-unknown", () => ({ frame: { digestAlgorithm: sequence(oid("2.999.3")) } })),
  odd("signature-unknown", () => ({ frame: { signatureAlgorithm: sequence(oid("2.999.4")) } })),
  odd("attributes-signed-as-sequence", (content, party) => ({
    signed: retag(tags.sequence, setOf(contentType, digestAttribute(content), essAttribute(party))),
  })),
  odd("key-id-of-nobody", () => ({
    frame: { sid: { kind: "key-id", keyId: new Uint8Array(20) } },
  })),
];

const wholeMakers: readonly Maker[] = [
  changed("content-changed", ({ content }, random) => ({
    content: Uint8Array.of(...content, random.below(256)),
  })),
  changed("byte-behind", ({ signature }, random) => ({
    signature: Uint8Array.of(...signature, random.below(256)),
  })),
  changed("cut", ({ signature }, random) => ({
    signature: signature.slice(0, -1 - random.below(100)),
  })),
  changed("length-not-minimal", ({ signature }) => {
    const [first = 0, , high = 0, low = 0] = signature;
    return { signature: Uint8Array.of(first, 0x83, 0, high, low, ...signature.subarray(4)) };
  }),
  changed("length-indefinite", ({ signature }) => {
    return { signature: Uint8Array.of(signature[0] ?? 0, 0x80, ...signature.subarray(4), 0, 0) };
  }),
  changed("of-nobody", ({ signature }) => ({ signature: withoutSigners(signature) })),
  async (authorities, random) => {
    const { operator } = authorities.chain;
    const made = await signatureBy("one-of-two-over-another", operator, authorities, random);
    const right = authorities.right.get("P-384") ?? operator;
    const other = await signatureBy("", right, authorities, random);
    if (equalBytes(made.content, other.content)) return { ...made, kind: "P-256" };
    return { ...made, signature: withSigners(made.signature, [other.signature]).signedData };
  },
];

/** Sample number `index`, as badInTurn counts. */
export const badSample = badInTurn(signatureBy, flipped, [...oddMakers, ...wholeMakers]);

/** Whether the bit lies where nothing is signed: attributes and signature of every signer are as they were. */
export function onlyUnsignedPartsDiffer({ signature, origin }: Sample): boolean {
  const [one, other] = [signature, origin ?? new Uint8Array()].map((der) => parseSignedData(der));
  if (one?.ok !== true || other?.ok !== true) return false;
  return one.value.signers.every((signer, index) => {
    const before = other.value.signers[index];
    const signed = signer.signedAttributes?.signedBytes ?? new Uint8Array();
    return (
      before !== undefined &&
      equalBytes(signer.signature, before.signature) &&
      equalBytes(signed, before.signedAttributes?.signedBytes ?? new Uint8Array())
    );
  });
}
