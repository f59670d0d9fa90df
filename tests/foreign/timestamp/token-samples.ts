import { octets, oid, sequence, setOf } from "../../../shared/bytes/der/writer.ts";
import { cmsOids } from "../../../shared/cms/object-identifiers.ts";
import { writeAttribute } from "../../../shared/cms/signed-data-writer.ts";
import { writeSigningCertificateV2 } from "../../../shared/cms/signing-certificate.ts";
import { digestOf } from "../../../shared/digest/digest.ts";
import type { DigestName } from "../../../shared/digest/digest-name.ts";
import { writeToken } from "../../../shared/timestamp/token.ts";
import { writeTstInfo } from "../../../shared/timestamp/tst-info.ts";
import { writeDigestAlgorithm } from "../../../shared/x509/algorithm-identifier.ts";
import {
  createChain,
  createRoot,
  from,
  type Party,
  purposes,
  until,
} from "../../parties/certificate-authority.ts";
import { certificateOf, oddToken, type OddWishes } from "../../parties/odd-tokens.ts";
import type { seededRandom } from "../../parties/random.ts";
import { keyKinds, newSigner, type Signing } from "./authority-keys.ts";

export type Random = ReturnType<typeof seededRandom>;

/** A token, what it is judged with, and which rule of the reference checklist it was made to break. */
export interface Sample {
  readonly kind: string;
  readonly token: Uint8Array;
  /** The imprint that the judge is told to expect. */
  readonly expected: { readonly name: DigestName; readonly value: Uint8Array };
  readonly genTime: number;
  /** The good token from which a flipped bit made this one. */
  readonly origin?: Uint8Array;
}

const usual = { purposes: [purposes.timeStamping], critical: true };
const day = 86_400_000;

/** The authorities of all samples: one chain, a signer for each kind of key, and signers that may not sign. */
export async function createAuthorities() {
  const chain = await createChain();
  const { intermediate, root } = chain;
  const signers: Signing[] = [];
  for (const kind of keyKinds) signers.push(await newSigner(kind, intermediate));
  const bad = async (name: string, wishes: Parameters<Party["issue"]>[1]): Promise<Party> =>
    intermediate.issue(`Bad ${name}`, { extendedKeyUsage: usual, ...wishes });
  const notAuthority = await intermediate.issue("Not An Authority", { keyUsage: ["keyCertSign"] });
  const narrow = await root.issueAuthority("Narrow", { authority: { pathLength: 0 } });
  const below = await narrow.issueAuthority("Below Narrow");
  const mayNot = await root.issueAuthority("May Not Sign", { keyUsage: ["cRLSign"] });
  const stranger = await createRoot("Stranger");
  const wrong: Readonly<Record<string, Party>> = {
    "no-eku": await intermediate.issue("Bad no-eku"),
    "eku-not-critical": await bad("not-critical", {
      extendedKeyUsage: { ...usual, critical: false },
    }),
    "eku-two-purposes": await bad("two", {
      extendedKeyUsage: { purposes: [purposes.timeStamping, purposes.clientAuth], critical: true },
    }),
    "eku-other": await bad("other", {
      extendedKeyUsage: { purposes: [purposes.clientAuth], critical: true },
    }),
    "key-usage-other": await bad("usage", { keyUsage: ["keyEncipherment"] }),
    "signer-is-ca": await bad("ca", { authority: { pathLength: undefined } }),
    expired: await bad("expired", { notAfter: from + 10 * day }),
    "not-yet-valid": await bad("not-yet", { notBefore: until - 10 * day }),
    "issuer-not-authority": await notAuthority.issue("Under None", { extendedKeyUsage: usual }),
    "path-too-long": await below.issue("Under Below", { extendedKeyUsage: usual }),
    "issuer-may-not-sign": await mayNot.issue("Under May Not", { extendedKeyUsage: usual }),
    "unknown-root": await stranger.issue("Under Stranger", { extendedKeyUsage: usual }),
  };
  const pool = [intermediate, notAuthority, narrow, below, mayNot].map((one) => one.certificate);
  return { chain, signers, wrong, stranger, pool, root: root.certificate };
}
export type Authorities = Awaited<ReturnType<typeof createAuthorities>>;

const imprintDigests = ["sha256", "sha384", "sha512"] as const;

interface Content {
  readonly name: DigestName;
  readonly imprint: Uint8Array;
  readonly genTime: number;
}

function contentOf(random: Random): Content {
  const name = random.pick(imprintDigests);
  const genTime = from + 20 * day + random.below(1000) * day;
  return { name, imprint: digestOf(name, random.bytes(32)), genTime };
}

function tstInfo({ name, imprint, genTime }: Content, random: Random): Uint8Array {
  return writeTstInfo({
    policy: "2.999.1",
    digest: name,
    imprint,
    serial: BigInt(random.below(1_000_000) + 1),
    genTime,
    ...(random.oneIn(2) ? { nonce: BigInt(random.below(1_000_000)) } : {}),
  });
}

function sample(kind: string, content: Content, token: Uint8Array): Sample {
  const expected = { name: content.name, value: content.imprint };
  return { kind, token, expected, genTime: content.genTime };
}

/** A token that nothing is wrong with, by a signer of any kind, with all, some or none of the chain in it. */
export async function goodSample(authorities: Authorities, random: Random): Promise<Sample> {
  const content = contentOf(random);
  const signing = random.pick(authorities.signers);
  const above = random.oneIn(2) ? [authorities.chain.intermediate.certificate] : [];
  const token = await writeToken({
    policy: `2.999.${random.below(50)}`,
    digest: content.name,
    imprint: content.imprint,
    serial: BigInt(random.below(1_000_000_000) + 1),
    genTime: content.genTime,
    ...(random.oneIn(2) ? { accuracy: { seconds: 1, millis: random.below(999), micros: 0 } } : {}),
    ...(random.oneIn(2) ? { nonce: BigInt(random.below(1_000_000_000)) } : {}),
    ...(random.oneIn(2)
      ? { tsa: certificateOf({ ...authorities.chain.root, ...signing }).subject.bytes }
      : {}),
    signer: signing.signer,
    certificates: [signing.certificate, ...above],
  });
  return sample("good", content, token);
}

type Break = (authorities: Authorities, random: Random) => Promise<Sample>;

/** A token of the P-256 signer that is odd in what the wishes say. */
function odd(
  kind: string,
  wishes: (content: Uint8Array, party: Party, authorities: Authorities) => OddWishes,
): Break {
  return async (authorities, random) => {
    const content = contentOf(random);
    const info = tstInfo(content, random);
    const party = authorities.chain.timestamping;
    return sample(kind, content, await oddToken(party, info, wishes(info, party, authorities)));
  };
}

const contentType = writeAttribute(cmsOids.contentType, oid(cmsOids.tstInfo));
const digest = (info: Uint8Array): Uint8Array =>
  writeAttribute(cmsOids.messageDigest, octets(digestOf("sha256", info)));
const ess = (party: Party): Uint8Array =>
  writeAttribute(
    cmsOids.signingCertificateV2,
    writeSigningCertificateV2(certificateOf(party), "sha256"),
  );

function flipped(kind: string, part: (token: Uint8Array, random: Random) => number): Break {
  return async (authorities, random) => {
    const good = await goodSample(authorities, random);
    const token = good.token.slice();
    const index = part(token, random);
    token[index] = (token[index] ?? 0) ^ (1 << random.below(8));
    return { ...good, kind, token, origin: good.token };
  };
}

const breaks: readonly Break[] = [
  odd("no-content-type", (info, party) => ({ attributes: [digest(info), ess(party)] })),
  odd("other-content-type", (info, party) => ({
    attributes: [writeAttribute(cmsOids.contentType, oid(cmsOids.data)), digest(info), ess(party)],
  })),
  odd("no-message-digest", (_, party) => ({ attributes: [contentType, ess(party)] })),
  odd("other-message-digest", (info, party) => ({
    attributes: [contentType, digest(info.slice(1)), ess(party)],
  })),
  odd("attribute-twice", (info, party) => ({
    attributes: [contentType, contentType, digest(info), ess(party)],
  })),
  odd("no-ess", (info) => ({ attributes: [contentType, digest(info)] })),
  odd("ess-of-another", (info, _, { chain }) => ({
    attributes: [contentType, digest(info), ess(chain.operator)],
  })),
  odd("signed-something-else", (info) => ({ signed: info })),
  odd("e-content-type-data", () => ({ contentType: cmsOids.data })),
  odd("detached", () => ({ detached: true })),
  odd("other-digest-algorithm", () => ({
    frame: { digestAlgorithm: writeDigestAlgorithm("sha512") },
  })),
  odd("unsorted-signed-as-they-stand", (info, party) => {
    const sorted = setOf(contentType, digest(info), ess(party));
    const signedAttributes = sequence(ess(party), digest(info), contentType);
    signedAttributes[0] = sorted[0] ?? 0x31;
    return { signedAttributes };
  }),
  flipped("flip-in-signature", (token, random) => token.length - 1 - random.below(20)),
  flipped("flip-anywhere", (token, random) => random.below(token.length)),
  async (authorities, random) => {
    const good = await goodSample(authorities, random);
    const value = digestOf(good.expected.name, random.bytes(8));
    return { ...good, kind: "other-imprint", expected: { ...good.expected, value } };
  },
  async (authorities, random) => {
    const good = await goodSample(authorities, random);
    return { ...good, kind: "trailing-byte", token: Uint8Array.of(...good.token, 0) };
  },
  async (authorities, random) => {
    const good = await goodSample(authorities, random);
    return { ...good, kind: "cut", token: good.token.slice(0, -1 - random.below(100)) };
  },
  async (authorities, random) => {
    const content = { ...contentOf(random), name: "sha1" } as const;
    const imprint = digestOf("sha1", content.imprint);
    const info = tstInfo({ ...content, imprint }, random);
    const token = await oddToken(authorities.chain.timestamping, info);
    return sample("sha1-imprint", { ...content, imprint }, token);
  },
  async (authorities, random) => {
    const content = contentOf(random);
    const { timestamping, root } = authorities.chain;
    const token = await writeToken({
      policy: "2.999.1",
      digest: content.name,
      imprint: content.imprint,
      serial: 1n,
      genTime: content.genTime,
      tsa: certificateOf(root).subject.bytes,
      signer: timestamping.signer,
      certificates: [timestamping.certificate],
    });
    return sample("tsa-name-of-another", content, token);
  },
  async (authorities, random) => {
    const kind = random.pick(Object.keys(authorities.wrong));
    const party = authorities.wrong[kind];
    if (party === undefined) throw new Error(kind);
    const content = contentOf(random);
    return sample(kind, content, await oddToken(party, tstInfo(content, random)));
  },
];

/** Sample number `index`: every way of breaking a token in turn, the certificates more often for their number. */
export function badSample(
  authorities: Authorities,
  random: Random,
  index: number,
): Promise<Sample> {
  const wrongCertificate = breaks.length - 1;
  const one = breaks[index % 3 === 0 ? wrongCertificate : random.below(wrongCertificate)];
  if (one === undefined) throw new RangeError("no such break");
  return one(authorities, random);
}
