import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { verifySignature } from "../../platform/signatures/verify-signature.ts";
import { packageNames } from "../../shared/container/package-names.ts";
import { codesOf, judge } from "../parties/judge.ts";
import { closedAgain, makePackage, type MadePackage, reopened } from "../parties/package.ts";
import { createWorld, type World } from "../parties/world.ts";

let world: World;
let made: MadePackage;

beforeAll(async () => {
  world = await createWorld(false);
  made = await makePackage(world);
});

type Mutation = (bytes: Uint8Array) => Uint8Array;

/** A place as a fraction of the length, evenly spread (`fc.double` would nearly always mean the first byte). */
const place = fc.integer({ min: 0, max: 2 ** 31 - 1 }).map((n) => n / 2 ** 31);

const flip = fc.tuple(place, fc.integer({ min: 0, max: 7 })).map(
  ([at, bit]): Mutation =>
    (bytes) => {
      const index = Math.floor(at * bytes.length);
      return bytes.map((octet, i) => (i === index ? octet ^ (1 << bit) : octet));
    },
);
const cut = fc.tuple(place, fc.integer({ min: 1, max: 40 })).map(
  ([at, length]): Mutation =>
    (bytes) => {
      const index = Math.floor(at * bytes.length);
      return Uint8Array.from([...bytes.subarray(0, index), ...bytes.subarray(index + length)]);
    },
);
const insert = fc.tuple(place, fc.uint8Array({ minLength: 1, maxLength: 40 })).map(
  ([at, added]): Mutation =>
    (bytes) => {
      const index = Math.floor(at * bytes.length);
      return Uint8Array.from([...bytes.subarray(0, index), ...added, ...bytes.subarray(index)]);
    },
);
const overwrite = fc.tuple(place, place, fc.integer({ min: 1, max: 200 })).map(
  ([from, to, length]): Mutation =>
    (bytes) => {
      const copy = bytes.slice();
      copy.copyWithin(
        Math.floor(to * bytes.length),
        Math.floor(from * bytes.length),
        Math.floor(from * bytes.length) + length,
      );
      return copy;
    },
);
const truncate = place.map(
  (at): Mutation =>
    (bytes) =>
      bytes.slice(0, Math.floor(at * bytes.length)),
);

const same = (left: Uint8Array, right: Uint8Array) => Buffer.from(left).equals(Buffer.from(right));

describe("no mutation of a package throws, stops the verifier or passes", () => {
  test("bytes changed, cut, inserted, copied over", async () => {
    const mutation = fc.oneof(
      { weight: 6, arbitrary: flip },
      { weight: 1, arbitrary: cut },
      { weight: 1, arbitrary: insert },
      { weight: 2, arbitrary: overwrite },
      { weight: 1, arbitrary: truncate },
    );
    let examined = 0;
    await fc.assert(
      fc.asyncProperty(mutation, async (mutate) => {
        const mutant = mutate(made.bytes);
        fc.pre(!same(mutant, made.bytes));
        const verdict = await judge(mutant, world.trust, { verify: verifySignature });
        expect(verdict.outcome).not.toBe("passed");
        expect(codesOf(verdict, "indeterminate")).not.toContain("CHECK_INTERRUPTED");
        if (verdict.facts.fingerprint !== null) examined += 1;
      }),
      { numRuns: 1_600 },
    );
    // Mutants that no check but the container's ever saw would say little.
    expect(examined).toBeGreaterThan(600);
  });

  test("a file changed, everything over it made to fit, and closed again by the true authority", async () => {
    // Copies of certificates, lists and requests under META-INF/trust decide nothing by themselves; the sums and
    // VERIFY.md are the submitter's words, which whoever closes again may write anew.
    const words: readonly string[] = [
      packageNames.verify,
      packageNames.sha256sums,
      packageNames.sm3sums,
    ];
    const names = [...reopened(made.files).keys()].filter(
      (name) => !name.startsWith("META-INF/trust/") && !words.includes(name),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), flip, async (name, mutate) => {
        const files = reopened(made.files);
        files.set(name, mutate(files.get(name) ?? new Uint8Array()));
        const mutant = await closedAgain(world, files);
        const verdict = await judge(mutant, world.trust, { verify: verifySignature });
        expect(verdict.outcome).toBe("failed");
        expect(codesOf(verdict, "indeterminate")).not.toContain("CHECK_INTERRUPTED");
      }),
      { numRuns: 400 },
    );
  });
});
