import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Random, seededRandom } from "../parties/random.ts";
import { agreed, damaged, type Judged, rowFor, rowsOf, told } from "./differences.ts";
import { sampleSeed, sampleSize } from "./sample-size.ts";
import { type Given, type Judges, judgeSamples } from "./three-judges.ts";

/** Samples of one sort, good and bad, and who judges them. */
export interface Differential<Authorities, Sample> {
  /** What is judged, in the singular. */
  readonly what: string;
  readonly openssl: string;
  /** Page in docs/spec/differences. */
  readonly page: string;
  createAuthorities(): Promise<Authorities>;
  given(authorities: Authorities): Given;
  judges(authorities: Authorities): Judges<Sample>;
  readonly good: (authorities: Authorities, random: Random, index: number) => Promise<Sample>;
  readonly bad: (authorities: Authorities, random: Random, index: number) => Promise<Sample>;
  /** Whether a flipped bit that we accept lies where nothing is signed. */
  onlyUnsignedPartsDiffer(sample: Sample): boolean;
}

const minutes = 60_000;

/** The tests of one sort: every verdict on every seeded sample is agreed upon, or a row of the page says it. */
export function describeDifferential<Authorities, Sample extends { readonly kind: string }>(
  sort: Differential<Authorities, Sample>,
): void {
  const rows = rowsOf(sort.page);
  let folder: string;
  let authorities: Authorities;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), `cunzhen-${sort.what}-`));
    authorities = await sort.createAuthorities();
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const make = async (maker: typeof sort.good): Promise<readonly Sample[]> => {
    const random = seededRandom(sampleSeed);
    const samples: Sample[] = [];
    for (let i = 0; i < sampleSize; i += 1) samples.push(await maker(authorities, random, i));
    return samples;
  };
  const judge = (name: string, samples: readonly Sample[]): Promise<readonly Judged[]> =>
    judgeSamples(join(folder, name), sort.given(authorities), sort.judges(authorities), samples);
  const inNoRow = (one: Judged): boolean => rowFor(rows, one) === undefined;

  const title = `${String(sampleSize)} good, ${String(sampleSize)} bad, seed ${String(sampleSeed)}`;
  describe(`each ${sort.what} judged beside ${sort.openssl} and BouncyCastle (${title})`, () => {
    test(
      "a good one is accepted by all, or stands in the page on differences",
      async () => {
        const judged = await judge("good", await make(sort.good));
        expect(told(judged.filter(({ ours }) => ours !== "accepted"))).toEqual([]);
        expect(told(judged.filter((one) => !agreed(one) && inNoRow(one)))).toEqual([]);
      },
      30 * minutes,
    );

    test(
      "what is said of a bad one stands in the page on differences",
      async () => {
        const samples = await make(sort.bad);
        const judged = await judge("bad", samples);
        // A flip or cut that all three refuse says nothing of a rule and needs no row.
        const rowless = (one: Judged): boolean => agreed(one) && damaged.test(one.kind);
        expect(told(judged.filter((one) => !rowless(one) && inNoRow(one)))).toEqual([]);
        // What we accept all the same says what it said before.
        const accepted = samples.filter((_, index) => judged[index]?.ours === "accepted");
        expect(accepted.filter((sample) => !sort.onlyUnsignedPartsDiffer(sample))).toEqual([]);
        // Nothing counts as judged by a judge that never rejects.
        for (const judge of ["openssl", "bouncyCastle"] as const) {
          const refused = judged.filter((one) => !one[judge].accepted);
          expect(refused.length, judge).toBeGreaterThan(sampleSize / 3);
        }
      },
      30 * minutes,
    );
  });
}
