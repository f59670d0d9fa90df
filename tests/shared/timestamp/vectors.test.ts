import { describe, expect, test } from "vitest";
import { toHex } from "../../../shared/bytes/hex.ts";
import { accuracyMs } from "../../../shared/timestamp/accuracy.ts";
import { parseRequest } from "../../../shared/timestamp/request.ts";
import { parseResponse } from "../../../shared/timestamp/response.ts";
import { parseToken } from "../../../shared/timestamp/token.ts";
import { bytesOf, goodOf, vectorsOf } from "../../parties/vectors.ts";
import requestIndex from "../../vectors/timestamp-request/INDEX.tsv?raw";
import responseIndex from "../../vectors/timestamp-response/INDEX.tsv?raw";
import tokenIndex from "../../vectors/timestamp-token/INDEX.tsv?raw";

const requests = vectorsOf(
  import.meta.glob<string>("../../vectors/timestamp-request/*/*.tsq", {
    query: "?inline",
    import: "default",
    eager: true,
  }),
  requestIndex,
);
const responses = vectorsOf(
  import.meta.glob<string>("../../vectors/timestamp-response/*/*.tsr", {
    query: "?inline",
    import: "default",
    eager: true,
  }),
  responseIndex,
);
const tokens = vectorsOf(
  import.meta.glob<string>("../../vectors/timestamp-token/*/*.tst", {
    query: "?inline",
    import: "default",
    eager: true,
  }),
  tokenIndex,
);

const suites = [
  ["request", requests, parseRequest],
  ["response", responses, parseResponse],
  ["token", tokens, parseToken],
] as const;

describe.each(suites)("%s vectors", (_name, vectors, parse) => {
  test.each(goodOf(vectors))("$file is parsed", ({ bytes }) => {
    expect(parse(bytes)).toMatchObject({ ok: true });
  });

  test.each(vectors.filter(({ rule }) => rule !== ""))("$file is refused: $rule", (vector) => {
    expect(parse(vector.bytes)).toMatchObject({ ok: false, fault: { rule: vector.rule } });
  });
});

describe("what the vectors say", () => {
  const sha256OfHello = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

  test("a request of openssl: SHA-256 of hello, a nonce, certificates wanted", () => {
    const request = parseRequest(bytesOf(requests, "good/openssl-sha256-nonce-cert.tsq"));
    if (!request.ok) throw new Error(request.fault.rule);
    const { version, imprint, policy, nonce, certReq, extensions } = request.value;
    expect({ version, policy, certReq, extensions }).toEqual({
      version: 1,
      policy: undefined,
      certReq: true,
      extensions: [],
    });
    expect(imprint.digest).toBe("sha256");
    expect(toHex(imprint.value)).toBe(sha256OfHello);
    expect(nonce).toBeGreaterThan(0n);
  });

  test("a request with a policy, and one without nonce and certificates", () => {
    const named = parseRequest(bytesOf(requests, "good/openssl-sha512-policy.tsq"));
    expect(named).toMatchObject({ value: { policy: "2.999.5.2", imprint: { digest: "sha512" } } });
    const plain = parseRequest(bytesOf(requests, "good/openssl-sha384-plain.tsq"));
    expect(plain).toMatchObject({ value: { nonce: undefined, certReq: false } });
  });

  test("a refusal of openssl names its reason and its words", () => {
    const refusal = parseResponse(bytesOf(responses, "good/openssl-bad-alg.tsr"));
    expect(refusal).toMatchObject({
      value: {
        status: {
          name: "rejection",
          failures: ["badAlg"],
          texts: ["Message digest algorithm is not supported."],
        },
        token: undefined,
      },
    });
    const unnamed = parseResponse(bytesOf(responses, "good/unnamed-bit.tsr"));
    expect(unnamed).toMatchObject({ value: { status: { failures: ["bit9"] } } });
  });

  test("a token of openssl: accuracy, ordering, nonce, name of the authority", () => {
    const token = parseToken(bytesOf(tokens, "good/openssl-with-certificate.tst"));
    if (!token.ok) throw new Error(token.fault.rule);
    const { info, signedData } = token.value;
    expect(info).toMatchObject({
      version: 1,
      policy: "2.999.5.1",
      ordering: true,
      accuracy: { seconds: 1, millis: 500, micros: 100 },
    });
    expect(info.accuracy && accuracyMs(info.accuracy)).toBe(1501);
    expect(toHex(info.imprint.value)).toBe(sha256OfHello);
    expect(info.tsa).toBeDefined();
    expect(signedData.certificates).toHaveLength(1);
  });

  test("genTime keeps every digit of its fraction", () => {
    const coarse = parseToken(bytesOf(tokens, "good/fraction.tst"));
    expect(coarse).toMatchObject({
      value: { info: { genTime: { ms: 1_795_226_587_496, text: "20261121020307.496Z" } } },
    });
    const fine = parseToken(bytesOf(tokens, "good/fine-fraction.tst"));
    expect(fine).toMatchObject({
      value: { info: { genTime: { ms: 1_795_226_587_123, fraction: "123456789" } } },
    });
  });

  test("which part of a token is refused is said", () => {
    const part = (file: string): unknown => {
      const result = parseToken(bytesOf(tokens, file));
      return result.ok ? undefined : result.fault.part;
    };
    expect(part("bad/trailing-byte.tst")).toBe("encoding");
    expect(part("bad/two-signers.tst")).toBe("structure");
    expect(part("bad/time-local.tst")).toBe("content");
  });
});
