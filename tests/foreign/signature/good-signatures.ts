import { octets, set, setOf } from "../../../shared/bytes/der/writer.ts";
import { signCades } from "../../../shared/cms/cades.ts";
import { cmsOids } from "../../../shared/cms/object-identifiers.ts";
import { writeAttribute } from "../../../shared/cms/signed-data-writer.ts";
import { digestOf } from "../../../shared/digest/digest.ts";
import { writeToken } from "../../../shared/timestamp/token.ts";
import {
  certificateOf,
  oddToken,
  type OddWishes,
  type TokenSigner,
} from "../../parties/odd-tokens.ts";
import type { Random } from "../../parties/random.ts";
import { withParts, withSigners } from "../odd-signed-data.ts";
import { goodInTurn } from "../samples-in-turn.ts";
import type { Signing } from "../signer-keys.ts";
import { essOfVersionOne } from "../timestamp/good-tokens.ts";
import type { Authorities } from "./signature-authorities.ts";
import {
  contentOf,
  contentType,
  digestAttribute,
  essAttribute,
  type Maker,
  type Sample,
  timeOf,
} from "./signature-sample.ts";

/** A signature of one signer, with all, some or none of the chain in it, with or without a claimed time. */
export async function signatureBy(
  kind: string,
  signing: Signing,
  { chain }: Authorities,
  random: Random,
): Promise<Sample> {
  const content = contentOf(random);
  const at = timeOf(random);
  const above = random.oneIn(2) ? [chain.intermediate.certificate] : [];
  const root = random.oneIn(4) ? [chain.root.certificate] : [];
  const signature = await signCades({
    content,
    signer: signing.signer,
    chain: [signing.certificate, ...above, ...root],
    ...(random.oneIn(2) ? { signingTime: at } : {}),
  });
  return { kind, signature, content, at };
}

/** A signature of the P-256 signer that is odd in what the wishes say. */
export function odd(
  kind: string,
  wishes: (content: Uint8Array, party: TokenSigner, authorities: Authorities) => OddWishes,
): Maker {
  return async (authorities, random) => {
    const content = contentOf(random);
    const party = authorities.chain.operator;
    const usual: OddWishes = {
      contentType: cmsOids.data,
      detached: true,
      attributes: [contentType, digestAttribute(content), essAttribute(party)],
    };
    const own = wishes(content, party, authorities);
    const signature = await oddToken(party, content, { ...usual, ...own });
    return { kind, signature, content, at: timeOf(random) };
  };
}

/** A signature of the P-256 signer, changed as a whole. */
function later(
  kind: string,
  change: (made: Sample, authorities: Authorities, random: Random) => Promise<Uint8Array>,
): Maker {
  return async (authorities, random) => {
    const made = await signatureBy(kind, authorities.chain.operator, authorities, random);
    return { ...made, signature: await change(made, authorities, random) };
  };
}

/** Every way of making a signature that nothing is wrong with, beside those by kind of key and certificate. */
const formMakers: readonly Maker[] = [
  odd("ess-version-one", (content, party) => ({
    attributes: [contentType, digestAttribute(content), essOfVersionOne(party, true)],
  })),
  odd("attributes-unsorted", (content, party) => {
    const usual = [contentType, digestAttribute(content), essAttribute(party)];
    const sorted = setOf(...usual);
    const reversed = set(...[...usual].reverse());
    return { signedAttributes: reversed, signed: sorted };
  }),
  odd("attribute-unknown", (content, party) => ({
    attributes: [
      contentType,
      digestAttribute(content),
      essAttribute(party),
      writeAttribute("2.999.9", octets(content.slice(0, 9))),
    ],
  })),
  odd("no-certificates", () => ({ certificates: [] })),
  odd("named-by-key", (_, party) => {
    const keyId = certificateOf(party).extensions.subjectKeyId ?? new Uint8Array();
    return { frame: { sid: { kind: "key-id", keyId } } };
  }),
  odd("bag-in-another-order", (_, party, { chain, stranger }) => ({
    certificates: [
      chain.root.certificate,
      stranger.certificate,
      chain.intermediate.certificate,
      party.certificate,
    ],
  })),
  later("lists-inside", ({ signature }, { crls }) =>
    Promise.resolve(withParts(signature, { crls: crls.slice(-2) })),
  ),
  later("unsigned-inside", ({ signature }, _, random) => {
    const unsigned = [writeAttribute("2.999.9", octets(random.bytes(20)))];
    return Promise.resolve(withParts(signature, { unsigned }));
  }),
  later("time-stamped", async ({ signature, at }, { chain }) => {
    const token = await writeToken({
      policy: "2.999.1",
      digest: "sha256",
      imprint: digestOf("sha256", withSigners(signature, []).signatures[0] ?? new Uint8Array()),
      serial: 1n,
      genTime: at,
      signer: chain.timestamping.signer,
      certificates: [chain.timestamping.certificate],
    });
    return withParts(signature, { unsigned: [writeAttribute(cmsOids.signatureTimeStamp, token)] });
  }),
  async (authorities, random) => {
    const made = await signatureBy("of-two", authorities.chain.operator, authorities, random);
    const other = authorities.right.get(random.pick(["rsa-pkcs1", "P-384", "rsa-pss"]));
    if (other === undefined) throw new RangeError("no such signer");
    const { signer, certificate } = other;
    const second = await signCades({ content: made.content, signer, chain: [certificate] });
    return { ...made, signature: withSigners(made.signature, [second]).signedData };
  },
];

/** Sample number `index`, as goodInTurn counts. */
export const goodSample = goodInTurn(signatureBy, formMakers);
