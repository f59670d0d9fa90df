import { parseDer } from "../../shared/bytes/der/parser.ts";
import { constructedTag } from "../../shared/bytes/der/element.ts";
import { element, explicit, oid, sequence, sequenceOf } from "../../shared/bytes/der/writer.ts";
import { toUtf8 } from "../../shared/bytes/utf8.ts";
import { digestOf } from "../../shared/digest/digest.ts";
import { cmsOids } from "../../shared/cms/object-identifiers.ts";
import { from, type Party, purposes } from "../parties/certificate-authority.ts";
import { addStamped, asicE, filesOf, packForeign } from "../parties/foreign-container.ts";
import { issueOdd, policies, policyMappings } from "../parties/odd-certificates.ts";
import { ocspAnswer } from "../parties/odd-revocation.ts";
import { certificateOf } from "../parties/odd-tokens.ts";
import { capturedAt, judgedAt } from "../parties/package.ts";
import { type TimeStamping, timeStamping } from "../parties/time-stamping.ts";
import type { World } from "../parties/world.ts";

interface Bags {
  readonly certificates: readonly Uint8Array[];
  readonly revocations: readonly Uint8Array[];
}

/** The same token with these bags in the place of its own, which no signature covers. */
function withBags(token: Uint8Array, { certificates, revocations }: Bags): Uint8Array {
  const tree = parseDer(token);
  const parts = tree.ok ? (tree.value.children[1]?.children[0]?.children ?? []) : [];
  const kept = parts.filter(({ tag }) => tag !== constructedTag(0)).map(({ bytes }) => bytes);
  const signers = kept.pop();
  if (signers === undefined) throw new Error("a token has signers");
  const bags = [
    element(constructedTag(0), ...certificates),
    element(constructedTag(1), ...revocations),
  ];
  const all = sequenceOf([...kept, ...bags, signers]);
  return sequence(oid(cmsOids.signedData), explicit(0, all));
}

/** The same thing with another signature, each for another number. */
function forged(der: Uint8Array, n: number): Uint8Array {
  const copy = der.slice();
  copy[copy.length - 1] = n % 256;
  copy[copy.length - 2] = (n >> 8) % 256;
  return copy;
}

/** A container of 64 tokens over its one file, each with the bags that `bags` gives it. */
async function manyTokens(world: World, bags: (n: number) => Promise<Bags>): Promise<Uint8Array> {
  const files = filesOf(asicE, { data: "data" });
  for (let n = 0; n < 64; n += 1) {
    const stuffed: TimeStamping = {
      stamp: async (...asked) => withBags(await world.authority.stamp(...asked), await bags(n)),
    };
    const number = String(n + 1).padStart(3, "0");
    await addStamped(files, stuffed, capturedAt + n * 1000, {
      manifest: `META-INF/ASiCManifest${number}.xml`,
      file: `META-INF/timestamp${number}.tst`,
      names: ["data"],
    });
  }
  return packForeign(files);
}

const range = (count: number): readonly number[] => Array.from({ length: count }, (_, n) => n);

function chainOf(world: World): readonly Uint8Array[] {
  return [world.authorityCertificate, world.intermediate.certificate];
}

/** True lists, one of which revokes the authority. */
async function lists(world: World): Promise<Uint8Array> {
  const about = certificateOf({ ...world.intermediate, certificate: world.authorityCertificate });
  const revoked = [{ serial: about.serial, at: from, reason: "keyCompromise" }] as const;
  const all = await Promise.all(
    range(300).map((n) =>
      world.intermediate.crl({
        number: BigInt(n),
        thisUpdate: from + n * 1000,
        revoked: n === 150 ? revoked : [],
      }),
    ),
  );
  return manyTokens(world, (n) =>
    Promise.resolve({
      certificates: chainOf(world),
      revocations: range(100).map((m) => all[(n * 5 + m) % 300] ?? new Uint8Array()),
    }),
  );
}

async function forgedLists(world: World): Promise<Uint8Array> {
  const list = await world.intermediate.crl();
  return manyTokens(world, (n) =>
    Promise.resolve({
      certificates: chainOf(world),
      revocations: range(100).map((m) => forged(list, n * 100 + m)),
    }),
  );
}

async function forgedAnswers(world: World): Promise<Uint8Array> {
  const about = certificateOf({ ...world.intermediate, certificate: world.authorityCertificate });
  const issuer = certificateOf(world.intermediate);
  const answer = await ocspAnswer(world.intermediate, about, issuer, { certificates: [] });
  return manyTokens(world, (n) =>
    Promise.resolve({
      certificates: chainOf(world),
      revocations: range(100).map((m) =>
        element(constructedTag(1), oid("1.3.6.1.5.5.7.16.2"), forged(answer, n * 100 + m)),
      ),
    }),
  );
}

async function forgedIssuers(world: World): Promise<Uint8Array> {
  return manyTokens(world, (n) =>
    Promise.resolve({
      certificates: [
        world.authorityCertificate,
        ...range(99).map((m) => forged(world.intermediate.certificate, n * 100 + m)),
      ],
      revocations: [],
    }),
  );
}

/** Authorities below one another, ninety deep. */
async function longChain(world: World): Promise<Uint8Array> {
  const chain: Party[] = [];
  let issuer = world.root;
  for (const n of range(90)) {
    issuer = await issuer.issueAuthority(`Authority ${String(n)}`);
    chain.push(issuer);
  }
  const certificates = [world.authorityCertificate, ...chain.map((one) => one.certificate)];
  return manyTokens(world, () => Promise.resolve({ certificates, revocations: [] }));
}

/** A token by an authority under eight others, each with as many policies and mappings as are read. */
async function manyPolicies(world: World): Promise<Uint8Array> {
  const many = range(250).map((n) => `1.2.3.${String(n)}`);
  const extensions = [
    policies("2.5.29.32.0", ...many),
    policyMappings(...many.map((one, n) => [one, many[(n * 7) % 250] ?? one] as const)),
  ];
  const chain: Party[] = [];
  let issuer = world.root;
  for (const n of range(8)) {
    issuer = await issueOdd(issuer, `Authority ${String(n)}`, { authority: true, extensions });
    chain.push(issuer);
  }
  const stamping = await issueOdd(issuer, "Deep TSA", { purposes: [purposes.timeStamping] });
  const certificates = [stamping, ...chain].map(({ certificate }) => certificate);
  const imprint = digestOf("sha256", toUtf8("data"));
  return timeStamping(stamping, certificates).stamp(imprint, judgedAt + 3_600_000);
}

async function oneToken(world: World): Promise<Uint8Array> {
  const list = await world.intermediate.crl();
  const token = await world.authority.stamp(digestOf("sha256", toUtf8("data")), capturedAt);
  return withBags(token, {
    certificates: [
      world.authorityCertificate,
      ...range(99).map((n) => forged(world.intermediate.certificate, n)),
    ],
    revocations: range(100).map((n) => forged(list, n)),
  });
}

/** Tokens that are meant to cost the verifier dear, by name. */
export const tokenBombs: Readonly<Record<string, (world: World) => Promise<Uint8Array>>> = {
  "64 tokens beside 300 lists": lists,
  "64 tokens with 6,400 forged lists": forgedLists,
  "64 tokens with 6,400 forged OCSP answers": forgedAnswers,
  "64 tokens with 6,336 forged issuers": forgedIssuers,
  "64 tokens with a chain of 90 authorities": longChain,
  "a token under eight authorities of 250 policies and mappings": manyPolicies,
  "a token with 99 forged issuers and 100 forged lists": oneToken,
};
