import { tags } from "../../../shared/bytes/der/element.ts";
import { octets, oid, retag, sequence, set, setOf } from "../../../shared/bytes/der/writer.ts";
import { cmsOids } from "../../../shared/cms/object-identifiers.ts";
import { writeAttribute } from "../../../shared/cms/signed-data-writer.ts";
import { writeSigningCertificateV2 } from "../../../shared/cms/signing-certificate.ts";
import { digestOf } from "../../../shared/digest/digest.ts";
import { writeToken } from "../../../shared/timestamp/token.ts";
import { writeDigestAlgorithm } from "../../../shared/x509/algorithm-identifier.ts";
import { writeExtension } from "../../../shared/x509/extension-writer.ts";
import { from } from "../../parties/certificate-authority.ts";
import { certificateOf, oddToken, type TokenSigner } from "../../parties/odd-tokens.ts";
import { badInTurn, commonKeys } from "../samples-in-turn.ts";
import { flipped } from "./flipped-tokens.ts";
import { essOfVersionOne, goodSample, type Maker, odd, tokenBy } from "./good-tokens.ts";
import { day } from "../certified-signers.ts";
import { contentOf, infoOf, type Random, type Sample, sampleOf } from "./token-sample.ts";

const contentType = writeAttribute(cmsOids.contentType, oid(cmsOids.tstInfo));
const otherType = writeAttribute(cmsOids.contentType, oid(cmsOids.data));
const digest = (info: Uint8Array): Uint8Array =>
  writeAttribute(cmsOids.messageDigest, octets(digestOf("sha256", info)));
const ess = (party: TokenSigner): Uint8Array =>
  writeAttribute(
    cmsOids.signingCertificateV2,
    writeSigningCertificateV2(certificateOf(party), "sha256"),
  );

/** A good token of a signer of any kind but SM2 and Ed25519, changed as a whole. */
function changed(kind: string, change: (good: Sample, random: Random) => Partial<Sample>): Maker {
  return async (authorities, random) => {
    const good = await goodSample(authorities, random, random.below(commonKeys));
    return { ...good, ...change(good, random), kind };
  };
}

const unknownExtension = writeExtension("2.999.7", true, octets(new Uint8Array(1)));

/** Attributes and content that break a rule of the reference's twelve checks. */
const oddMakers: readonly Maker[] = [
  odd("content-type-missing", (info, party) => ({ attributes: [digest(info), ess(party)] })),
  odd("content-type-differs", (info, party) => ({
    attributes: [otherType, digest(info), ess(party)],
  })),
  odd("message-digest-missing", (_, party) => ({ attributes: [contentType, ess(party)] })),
  odd("message-digest-differs", (info, party) => ({
    attributes: [contentType, digest(info.slice(1)), ess(party)],
  })),
  odd("attribute-twice", (info, party) => ({
    attributes: [contentType, contentType, digest(info), ess(party)],
  })),
  odd("attribute-of-two-values", (info, party) => ({
    attributes: [
      sequence(oid(cmsOids.contentType), set(oid(cmsOids.tstInfo), oid(cmsOids.tstInfo))),
      digest(info),
      ess(party),
    ],
  })),
  odd("ess-missing", (info) => ({ attributes: [contentType, digest(info)] })),
  odd("ess-of-another", (info, _, { chain }) => ({
    attributes: [contentType, digest(info), ess(chain.operator)],
  })),
  odd("ess-one-of-another", (info, party, { chain }) => ({
    attributes: [contentType, digest(info), ess(party), essOfVersionOne(chain.operator, true)],
  })),
  odd("something-else-signed", (info) => ({ signed: info })),
  odd("content-of-data", () => ({ contentType: cmsOids.data })),
  odd("detached", () => ({ detached: true })),
  odd("digest-of-another-name", () => ({
    frame: { digestAlgorithm: writeDigestAlgorithm("sha512") },
  })),
  odd("digest-unknown", () => ({ frame: { digestAlgorithm: sequence(oid("2.999.3")) } })),
  odd("signature-unknown", () => ({ frame: { signatureAlgorithm: sequence(oid("2.999.4")) } })),
  odd("attributes-signed-as-sequence", (info, party) => ({
    signed: retag(tags.sequence, setOf(contentType, digest(info), ess(party))),
  })),
  odd("info-version", () => ({}), { version: 2 }),
  odd("info-extension-unknown", () => ({}), { extensions: [unknownExtension] }),
  async (authorities, random) => {
    const tsa = certificateOf(authorities.chain.root).subject.bytes;
    return odd("name-of-another", () => ({}), { tsa })(authorities, random);
  },
];

/** Changes of a whole token, and of what it is asked. */
const wholeMakers: readonly Maker[] = [
  changed("imprint-of-another", ({ expected }, random) => ({
    expected: { ...expected, value: digestOf(expected.name, random.bytes(8)) },
  })),
  changed("byte-behind", ({ token }, random) => ({
    token: Uint8Array.of(...token, random.below(256)),
  })),
  changed("cut", ({ token }, random) => ({ token: token.slice(0, -1 - random.below(100)) })),
  changed("length-not-minimal", ({ token }) => {
    const [first = 0, , high = 0, low = 0] = token;
    return { token: Uint8Array.of(first, 0x83, 0, high, low, ...token.subarray(4)) };
  }),
  changed("length-indefinite", ({ token }) => {
    return { token: Uint8Array.of(token[0] ?? 0, 0x80, ...token.subarray(4), 0, 0) };
  }),
  async (authorities, random) => {
    const content = { ...contentOf(random), name: "sha1" } as const;
    const imprint = digestOf("sha1", content.imprint);
    const old = { ...content, imprint };
    const info = infoOf(old, random);
    return sampleOf("imprint-sha1", old, await oddToken(authorities.chain.timestamping, info));
  },
  async (authorities, random) => {
    const content = { ...contentOf(random), genTime: from + 1500 * day };
    const signing = authorities.right.get("rsa-pkcs1") ?? authorities.chain.timestamping;
    const token = await writeToken({
      policy: "2.999.1",
      digest: content.name,
      imprint: content.imprint,
      serial: BigInt(random.below(1_000_000_000) + 1),
      genTime: content.genTime,
      signer: signing.signer,
      certificates: [signing.certificate],
    });
    return { ...sampleOf("rsa-of-2030", content, token), judgedAt: from + 1600 * day };
  },
  async (authorities, random) => {
    const content = { ...contentOf(random), genTime: from + 3000 * day };
    const info = infoOf(content, random);
    const token = await oddToken(authorities.chain.timestamping, info);
    return sampleOf("from-the-future", content, token);
  },
];

/** Sample number `index`, as badInTurn counts. */
export const badSample = badInTurn(tokenBy, flipped, [...oddMakers, ...wholeMakers]);
