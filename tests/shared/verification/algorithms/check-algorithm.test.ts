import { describe, expect, test } from "vitest";
import {
  ageOfAlgorithm,
  type Algorithm,
  algorithmsOfSignature,
  algorithmText,
  checkAlgorithm,
} from "../../../../shared/verification/algorithms/check-algorithm.ts";

const day = (text: string): number => Date.parse(`${text}T00:00:00Z`);
const sha1: Algorithm = { kind: "digest", name: "sha1" };
const rsa = (keyBits: number): Algorithm => ({ kind: "signature", name: "rsa-pkcs1", keyBits });
const pss = (keyBits: number): Algorithm => ({ kind: "signature", name: "rsa-pss", keyBits });
const ecdsa = (keyBits: number): Algorithm => ({ kind: "signature", name: "ecdsa", keyBits });

describe("the dated table (ETSI TS 119 312 V1.5.1 as EU DSS 6.4 carries it)", () => {
  test.each([
    ["sha1", sha1, "2012-08-01"],
    ["sha224", { kind: "digest", name: "sha224" }, "2029-01-01"],
    ["RSA 1023", rsa(1023), "2010-08-01"],
    ["RSA 1024", rsa(1024), "2019-10-01"],
    ["RSA 1899", rsa(1899), "2019-10-01"],
    ["RSA 2048", rsa(2048), "2029-01-01"],
    ["RSA 4096", rsa(4096), "2029-01-01"],
    ["PSS 1024", pss(1024), "2019-10-01"],
    ["PSS 2048", pss(2048), "2029-01-01"],
    ["PSS 2999", pss(2999), "2029-01-01"],
    ["ECDSA 255", ecdsa(255), "2012-08-01"],
  ] as const)("%s is acceptable until the last instant before %o ends", (_, algorithm, end) => {
    const until = day(end);
    expect(checkAlgorithm({ ...algorithm, at: until - 1 })).toMatchObject({
      kind: "accepted",
      until,
    });
    expect(checkAlgorithm({ ...algorithm, at: until }).kind).toBe("past");
  });

  test.each([
    ["sha256", { kind: "digest", name: "sha256" }],
    ["sha384", { kind: "digest", name: "sha384" }],
    ["sha512", { kind: "digest", name: "sha512" }],
    ["sm3", { kind: "digest", name: "sm3" }],
    ["PSS 3000", pss(3000)],
    ["ECDSA 256", ecdsa(256)],
    ["ECDSA 521", ecdsa(521)],
    ["Ed25519", { kind: "signature", name: "ed25519", keyBits: 256 }],
    ["SM2", { kind: "signature", name: "sm2-sm3", keyBits: 256 }],
  ] as const)("%s has no end, and its source is named", (_, algorithm) => {
    const verdict = checkAlgorithm({ ...algorithm, at: day("2090-01-01") });
    expect(verdict).toMatchObject({ kind: "accepted", until: undefined });
    expect(verdict.source).not.toBe("");
  });

  test("SHA-1 is broken from the day of its first public collision", () => {
    expect(checkAlgorithm({ ...sha1, at: day("2017-02-23") - 1 }).kind).toBe("past");
    expect(checkAlgorithm({ ...sha1, at: day("2017-02-23") })).toMatchObject({
      kind: "broken",
      since: day("2017-02-23"),
    });
  });
});

describe("the age of an algorithm", () => {
  test.each([
    ["used and protected in its term", "2009-01-01", "2012-07-31", "accepted"],
    ["protected too late", "2009-01-01", "2012-08-01", "aged"],
    ["protected only after it was broken", "2009-01-01", "2026-01-01", "aged"],
    ["used after its term", "2013-01-01", "2013-01-02", "past"],
    ["used after its term and judged long after it was broken", "2013-01-01", "2026-01-01", "past"],
    ["used when it was broken", "2020-01-01", "2020-01-02", "broken"],
  ] as const)("%s", (_, used, judged, kind) => {
    expect(ageOfAlgorithm(sha1, day(used), day(judged)).kind).toBe(kind);
  });

  test("never looks at a time before its use", () => {
    expect(ageOfAlgorithm(rsa(2048), day("2029-01-01"), day("2010-01-01")).kind).toBe("past");
  });
});

test("a signature rests on its digest and on its key with its size", () => {
  const key = { kind: "rsa", n: 2n ** 2047n + 1n, e: 65537n, pssOnly: false } as const;
  const used = algorithmsOfSignature({ kind: "rsa-pkcs1", digest: "sha1" }, key);
  expect(used.map(algorithmText)).toEqual(["sha1", "rsa-pkcs1 2048"]);
  const edwards = { kind: "ed25519", bytes: new Uint8Array(32) } as const;
  expect(algorithmsOfSignature({ kind: "ed25519" }, edwards).map(algorithmText)).toEqual([
    "ed25519 256",
  ]);
});
