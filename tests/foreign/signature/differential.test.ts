import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { seededRandom } from "../../parties/random.ts";
import { agreed, damaged, type Judged, rowFor, rowsOf, told } from "../differences.ts";
import { sampleSeed, sampleSize } from "../sample-size.ts";
import { badSample, onlyUnsignedPartsDiffer } from "./bad-signatures.ts";
import { goodSample } from "./good-signatures.ts";
import { judgeSignatures } from "./three-judges.ts";
import { type Authorities, createAuthorities } from "./signature-authorities.ts";
import type { Sample } from "./signature-sample.ts";

const rows = rowsOf("signature");
let folder: string;
let authorities: Authorities;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "cunzhen-signatures-"));
  authorities = await createAuthorities();
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** What no row of the page says. A flip or cut that all three refuse says nothing of a rule and needs none. */
function unlisted(judged: readonly Judged[]): readonly Judged[] {
  return judged.filter(
    (one) => !(agreed(one) && damaged.test(one.kind)) && rowFor(rows, one) === undefined,
  );
}

const title = `${String(sampleSize)} good, ${String(sampleSize)} bad, seed ${String(sampleSeed)}`;

describe(`signatures judged beside openssl cms and BouncyCastle (${title})`, () => {
  test("every good signature is accepted by all, or stands in the page on differences", async () => {
    const random = seededRandom(sampleSeed);
    const samples: Sample[] = [];
    for (let i = 0; i < sampleSize; i += 1) samples.push(await goodSample(authorities, random, i));
    const judged = await judgeSignatures(join(folder, "good"), authorities, samples);
    expect(told(judged.filter(({ ours }) => ours !== "accepted"))).toEqual([]);
    expect(told(judged.filter((one) => !agreed(one) && rowFor(rows, one) === undefined))).toEqual(
      [],
    );
  }, 1_800_000);

  test("what is said of every bad signature stands in the page on differences", async () => {
    const random = seededRandom(sampleSeed);
    const samples: Sample[] = [];
    for (let i = 0; i < sampleSize; i += 1) samples.push(await badSample(authorities, random, i));
    const judged = await judgeSignatures(join(folder, "bad"), authorities, samples);
    expect(told(unlisted(judged))).toEqual([]);
    // What we accept all the same is what was signed before.
    const accepted = samples.filter((_, index) => judged[index]?.ours === "accepted");
    expect(accepted.filter((sample) => !onlyUnsignedPartsDiffer(sample))).toEqual([]);
    // Nothing counts as judged by a judge that never rejects.
    for (const judge of ["openssl", "bouncyCastle"] as const) {
      const refused = judged.filter((one) => !one[judge].accepted);
      expect(refused.length, judge).toBeGreaterThan(sampleSize / 3);
    }
  }, 1_800_000);
});
