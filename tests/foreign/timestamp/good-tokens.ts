import { parseDer } from "../../../shared/bytes/der/parser.ts";
import {
  explicit,
  integer,
  octets,
  oid,
  sequence,
  set,
  setOf,
} from "../../../shared/bytes/der/writer.ts";
import { cmsOids } from "../../../shared/cms/object-identifiers.ts";
import { writeAttribute } from "../../../shared/cms/signed-data-writer.ts";
import { digestOf } from "../../../shared/digest/digest.ts";
import { writeToken } from "../../../shared/timestamp/token.ts";
import { writeExtension } from "../../../shared/x509/extension-writer.ts";
import {
  certificateOf,
  oddToken,
  type OddWishes,
  type TokenSigner,
  usualAttributes,
} from "../../parties/odd-tokens.ts";
import { withoutCertificates, withParts } from "../odd-signed-data.ts";
import { goodInTurn } from "../samples-in-turn.ts";
import type { Signing } from "../signer-keys.ts";
import type { Authorities } from "./token-authorities.ts";
import {
  contentOf,
  infoOf,
  type InfoWishes,
  type Random,
  type Sample,
  sampleOf,
} from "./token-sample.ts";

/** Makes a sample of its kind. */
export type Maker = (authorities: Authorities, random: Random) => Promise<Sample>;

/** A token of one signer, with all, some or none of the chain in it. */
export async function tokenBy(
  kind: string,
  signing: Signing,
  { chain }: Authorities,
  random: Random,
): Promise<Sample> {
  const content = contentOf(random);
  const above = random.oneIn(2) ? [chain.intermediate.certificate] : [];
  const root = random.oneIn(4) ? [chain.root.certificate] : [];
  const token = await writeToken({
    policy: `2.999.${String(random.below(50))}`,
    digest: content.name,
    imprint: content.imprint,
    serial: BigInt(random.below(1_000_000_000) + 1),
    genTime: content.genTime,
    ...(random.oneIn(2) ? { accuracy: { seconds: 1, millis: random.below(999), micros: 0 } } : {}),
    ...(random.oneIn(2) ? { nonce: BigInt(random.below(1_000_000_000)) } : {}),
    ...(random.oneIn(2) ? { tsa: certificateOf(signing).subject.bytes } : {}),
    signer: signing.signer,
    certificates: [signing.certificate, ...above, ...root],
  });
  return sampleOf(kind, content, token);
}

/** A token of the P-256 signer that is odd in what the wishes say. */
export function odd(
  kind: string,
  wishes: (content: Uint8Array, party: TokenSigner, authorities: Authorities) => OddWishes,
  info: InfoWishes = {},
): Maker {
  return async (authorities, random) => {
    const content = contentOf(random);
    const bytes = infoOf(content, random, info);
    const party = authorities.chain.timestamping;
    const token = await oddToken(party, bytes, wishes(bytes, party, authorities));
    return sampleOf(kind, content, token);
  };
}

/** SigningCertificate of RFC 2634: SHA-1, with or without issuer and serial number. */
export function essOfVersionOne(party: TokenSigner, withSerial: boolean): Uint8Array {
  const { der, issuer, serial } = certificateOf(party);
  const named = sequence(sequence(explicit(4, issuer.bytes)), integer(serial));
  const reference = sequence(octets(digestOf("sha1", der)), ...(withSerial ? [named] : []));
  return writeAttribute(cmsOids.signingCertificate, sequence(sequence(reference)));
}

const harmlessExtension = writeExtension("2.999.8", false, octets(new Uint8Array(2)));

/** Every way of making a token that nothing is wrong with, beside those by kind of key and certificate. */
const formMakers: readonly Maker[] = [
  odd("ess-version-one", (info, party) => ({
    attributes: [...usualAttributes(party, info).slice(0, 2), essOfVersionOne(party, true)],
  })),
  odd("ess-without-serial", (info, party) => ({
    attributes: [...usualAttributes(party, info).slice(0, 2), essOfVersionOne(party, false)],
  })),
  odd("ess-of-both-versions", (info, party) => ({
    attributes: [...usualAttributes(party, info), essOfVersionOne(party, true)],
  })),
  odd("attributes-unsorted", (info, party) => {
    const usual = usualAttributes(party, info);
    return { signedAttributes: set(...[...usual].reverse()), signed: setOf(...usual) };
  }),
  odd("extension-of-info", () => ({}), { extensions: [harmlessExtension] }),
  odd("ordering", () => ({}), { ordering: true }),
  odd("bag-in-another-order", (_, party, { chain, crossed, stranger }) => ({
    certificates: [
      chain.root.certificate,
      chain.operator.certificate,
      chain.intermediate.certificate,
      stranger.certificate,
      crossed,
      party.certificate,
    ],
  })),
  odd("bag-with-cross-certificate", (_, party, { crossed }) => ({
    certificates: [crossed, party.certificate],
  })),
  async (authorities, random) => {
    const made = await tokenBy("lists-inside", authorities.chain.timestamping, authorities, random);
    return { ...made, token: withParts(made.token, { crls: authorities.crls.slice(-2) }) };
  },
  async (authorities, random) => {
    const made = await tokenBy(
      "unsigned-inside",
      authorities.chain.timestamping,
      authorities,
      random,
    );
    const unsigned = [writeAttribute("2.999.9", octets(random.bytes(20)))];
    return { ...made, token: withParts(made.token, { unsigned }) };
  },
  async (authorities, random) => {
    const made = await tokenBy("gm-frame", authorities.chain.timestamping, authorities, random);
    const parsed = parseDer(made.token);
    const inner = parsed.ok ? (parsed.value.children[1]?.bytes ?? made.token) : made.token;
    return { ...made, token: sequence(oid(cmsOids.signedDataGm), inner) };
  },
  async (authorities, random) => {
    const { timestamping } = authorities.chain;
    const made = await tokenBy("no-certificates", timestamping, authorities, random);
    return { ...made, token: withoutCertificates(made.token) };
  },
];

/** Sample number `index`, as goodInTurn counts. */
export const goodSample = goodInTurn(tokenBy, formMakers);
