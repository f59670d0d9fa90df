import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { verifySignature } from "../../../platform/signatures/verify-signature.ts";
import { equalBytes } from "../../../shared/bytes/octets.ts";
import { parseToken, tokenIdentity } from "../../../shared/timestamp/token.ts";
import { checkToken } from "../../../shared/verification/timestamp/token-check.ts";
import { checks } from "../../../shared/words/checks/catalogue.ts";
import { seededRandom } from "../../parties/random.ts";
import { sampleSeed, sampleSize } from "../sample-size.ts";
import { opensslAccepts, writeTrust } from "./openssl-judge.ts";
import {
  type Authorities,
  badSample,
  createAuthorities,
  goodSample,
  type Sample,
} from "./token-samples.ts";

let folder: string;
let authorities: Authorities;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "cunzhen-tokens-"));
  authorities = await createAuthorities();
  writeTrust(folder, authorities.root, authorities.pool);
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** The last day on which RSA with PKCS#1 v1.5 is acceptable. */
const justBefore2029 = Date.parse("2028-12-31T00:00:00Z");

/** Codes of ours that are not passed; revocation is asked of neither judge here. */
function objections({ token, expected }: Sample): readonly string[] {
  const { findings } = checkToken({
    subject: "token",
    token,
    covered: {
      file: "data",
      digest: (name) => (name === expected.name ? expected.value : undefined),
    },
    roots: [{ certificate: authorities.root, practice: false }],
    certificates: authorities.pool,
    crls: [],
    ocsps: [],
    now: justBefore2029,
    verify: verifySignature,
  });
  return findings
    .map(({ code }) => code)
    .filter((code) => checks[code].outcome !== "passed" && code !== "REVOCATION_NOT_OFFERED");
}

/** Rows of docs/spec/differences/timestamp.md: what openssl accepts and we do not, by one of our codes. */
const stricter: Readonly<Record<string, readonly string[]>> = {
  "trailing bytes and other DER": ["TOKEN_MALFORMED"],
  "SHA-1 after 2017": ["TOKEN_ALGORITHM_REFUSED"],
  "signed attributes": ["TOKEN_ATTRIBUTES_INVALID"],
  "extended key usage": ["TOKEN_SIGNER_WRONG_PURPOSE"],
  "tsa name": ["TOKEN_NAME_DIFFERS"],
  "versions and frame": ["TOKEN_NOT_A_TIMESTAMP", "TOKEN_CONTENT_INVALID"],
  "unknown algorithm identifiers": ["TOKEN_ALGORITHM_UNKNOWN"],
  "signature algorithm and digest differ": ["TOKEN_SIGNATURE_INVALID"],
};

/** The row "unsigned parts": the bit lies where nothing is signed, and the token says what it said. */
function onlyUnsignedPartsDiffer({ token, origin }: Sample): boolean {
  const [one, other] = [token, origin ?? new Uint8Array()].map((der) => parseToken(der));
  if (one?.ok !== true || other?.ok !== true) return false;
  const signed = one.value.signer.signedAttributes?.signedBytes ?? new Uint8Array();
  const before = other.value.signer.signedAttributes?.signedBytes ?? new Uint8Array();
  const same = equalBytes(tokenIdentity(one.value), tokenIdentity(other.value));
  return same && equalBytes(signed, before);
}

interface Judged {
  readonly sample: Sample;
  readonly ours: readonly string[];
  readonly theirs: boolean;
}

/** Two processes of openssl at a time. */
async function judgeAll(samples: readonly Sample[]): Promise<readonly Judged[]> {
  const judged: Judged[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let sample = samples[next]; sample !== undefined; sample = samples[next]) {
      const name = `${String(next)}.tst`;
      next += 1;
      const theirs = await opensslAccepts(folder, name, sample);
      judged.push({ sample, ours: objections(sample), theirs });
    }
  };
  await Promise.all([work(), work()]);
  return judged;
}

describe(`tokens judged beside openssl ts (${String(sampleSize)} good, ${String(sampleSize)} bad, seed ${String(sampleSeed)})`, () => {
  test("every good token is accepted by both, of every kind of key", async () => {
    const random = seededRandom(sampleSeed);
    const samples: Sample[] = [];
    for (let i = 0; i < sampleSize; i += 1) samples.push(await goodSample(authorities, random));
    const judged = await judgeAll(samples);
    const refused = judged.filter(({ ours, theirs }) => ours.length > 0 || !theirs);
    expect(refused.map(({ sample, ours, theirs }) => [sample.kind, ours, theirs])).toEqual([]);
  }, 600_000);

  test("a bad token is accepted by neither, or stands in the page on differences", async () => {
    const random = seededRandom(sampleSeed);
    const samples: Sample[] = [];
    for (let i = 0; i < sampleSize; i += 1) samples.push(await badSample(authorities, random, i));
    const judged = await judgeAll(samples);
    const unlisted: unknown[] = [];
    const rejectedByThem = judged.filter(({ theirs }) => !theirs);
    for (const { sample, ours, theirs } of judged) {
      const accepted = ours.length === 0;
      if (accepted === theirs) continue;
      const row = Object.entries(stricter).find(([, codes]) =>
        codes.some((code) => ours.includes(code)),
      );
      if (accepted && onlyUnsignedPartsDiffer(sample)) continue;
      if (accepted || row === undefined) unlisted.push([sample.kind, ours, theirs]);
    }
    expect(unlisted).toEqual([]);
    // Nothing counts as judged by a judge that never rejects.
    expect(rejectedByThem.length).toBeGreaterThan(sampleSize / 3);
  }, 600_000);
});
