import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { equalBytes } from "../../../shared/bytes/octets.ts";
import { toHex } from "../../../shared/bytes/hex.ts";
import { digestLength } from "../../../shared/digest/digest-name.ts";
import { accuracyMs } from "../../../shared/timestamp/accuracy.ts";
import { parseRequest, writeRequest } from "../../../shared/timestamp/request.ts";
import { parseResponse, writeGranted, writeRejection } from "../../../shared/timestamp/response.ts";
import { parseToken, tokenIdentity, tstInfoFault } from "../../../shared/timestamp/token.ts";
import { parseTstInfo, writeTstInfo } from "../../../shared/timestamp/tst-info.ts";
import { createChain, from } from "../../parties/certificate-authority.ts";
import { timeStamping } from "../../parties/time-stamping.ts";

const digest = fc.constantFrom("sha256" as const, "sha384" as const, "sha512" as const);
const imprinted = digest.chain((name) =>
  fc
    .uint8Array({ minLength: digestLength[name], maxLength: digestLength[name] })
    .map((imprint) => ({ digest: name, imprint })),
);
const policy = fc.constantFrom("2.999.1", "1.3.6.1.4.1.13762.3", "0.4.0.2023.1.1");
const nonce = fc.bigInt({ min: 0n, max: (1n << 160n) - 1n });

const requestFields = fc
  .tuple(imprinted, fc.boolean(), fc.record({ policy, nonce }, { requiredKeys: [] }))
  .map(([imprint, certReq, rest]) => ({ ...imprint, certReq, ...rest }));

const infoFields = fc
  .tuple(
    imprinted,
    policy,
    fc.bigInt({ min: 1n, max: (1n << 128n) - 1n }),
    fc.integer({ min: 0, max: 4_102_444_800_000 }),
    fc.record(
      {
        nonce,
        accuracy: fc.record({
          seconds: fc.nat(100),
          millis: fc.nat(999),
          micros: fc.nat(999),
        }),
      },
      { requiredKeys: [] },
    ),
  )
  .map(([imprint, id, serial, genTime, rest]) => ({
    ...imprint,
    policy: id,
    serial,
    genTime,
    ...rest,
  }));

/** The value when parsed, undefined when refused. */
function valueOf<T>(result: { ok: true; value: T } | { ok: false }): T | undefined {
  return result.ok ? result.value : undefined;
}

describe("a request", () => {
  test("says after parsing what was written", () => {
    fc.assert(
      fc.property(requestFields, (fields) => {
        const value = valueOf(parseRequest(writeRequest(fields)));
        expect(value).toMatchObject({
          version: 1,
          imprint: { digest: fields.digest, value: fields.imprint },
          policy: fields.policy,
          nonce: fields.nonce,
          certReq: fields.certReq,
        });
      }),
    );
  });

  test("with one byte changed is refused or says something else", () => {
    const fields = {
      digest: "sha256",
      imprint: new Uint8Array(32).fill(9),
      nonce: 77n,
      certReq: true,
    } as const;
    const bytes = writeRequest(fields);
    const value = valueOf(parseRequest(bytes));
    for (let index = 0; index < bytes.length; index += 1) {
      for (let bit = 0; bit < 8; bit += 1) {
        const changed = Uint8Array.from(bytes);
        changed[index] = (changed[index] ?? 0) ^ (1 << bit);
        expect(valueOf(parseRequest(changed))).not.toEqual(value);
      }
    }
  });

  test("cannot be written with an imprint of the wrong length", () => {
    const wrong = { digest: "sha256", imprint: new Uint8Array(20), certReq: true } as const;
    expect(() => writeRequest(wrong)).toThrow(RangeError);
  });

  test("is refused or parsed, never thrown at, for random bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        for (const parse of [parseRequest, parseResponse, parseToken, parseTstInfo]) {
          expect(typeof parse(bytes).ok).toBe("boolean");
        }
      }),
    );
  });
});

describe("a TSTInfo", () => {
  test("says after parsing what was written, and writes again to the same bytes", () => {
    fc.assert(
      fc.property(infoFields, (fields) => {
        const bytes = writeTstInfo(fields);
        const value = valueOf(parseTstInfo(bytes));
        expect(value).toMatchObject({
          policy: fields.policy,
          serial: fields.serial,
          nonce: fields.nonce,
          genTime: { ms: fields.genTime },
          ordering: false,
          extensions: [],
        });
        expect(value?.accuracy).toEqual(fields.accuracy);
        expect(value && tstInfoFault(value)).toBeUndefined();
      }),
    );
  });

  test("with one bit changed is refused or says something else", () => {
    const bytes = writeTstInfo({
      policy: "2.999.1",
      digest: "sha256",
      imprint: new Uint8Array(32).fill(9),
      serial: 5n,
      genTime: from + 496,
      accuracy: { seconds: 1, millis: 2, micros: 3 },
      nonce: 7n,
    });
    const value = valueOf(parseTstInfo(bytes));
    for (let index = 0; index < bytes.length; index += 1) {
      const changed = Uint8Array.from(bytes);
      changed[index] = (changed[index] ?? 0) ^ (1 << (index % 8));
      expect(valueOf(parseTstInfo(changed))).not.toEqual(value);
    }
  });

  test("states its accuracy rounded up, never down", () => {
    expect(accuracyMs({ seconds: 0, millis: 0, micros: 1 })).toBe(1);
    expect(accuracyMs({ seconds: 2, millis: 3, micros: 0 })).toBe(2003);
  });
});

const failureNames = [
  "badAlg",
  "badRequest",
  "badDataFormat",
  "timeNotAvailable",
  "unacceptedPolicy",
  "unacceptedExtension",
  "addInfoNotAvailable",
  "systemFailure",
] as const;

describe("a response", () => {
  test.each(failureNames)("that refuses with %s is read as such", (failure) => {
    const value = valueOf(parseResponse(writeRejection(failure, "理由")));
    expect(value).toEqual({
      status: { name: "rejection", texts: ["理由"], failures: [failure] },
      token: undefined,
    });
  });

  test("that grants carries the token byte for byte", async () => {
    const { timestamping } = await createChain();
    const token = await timeStamping(timestamping, []).stamp(new Uint8Array(32), from);
    const value = valueOf(parseResponse(writeGranted(token)));
    expect(value?.status.name).toBe("granted");
    expect(value?.token && equalBytes(value.token, token)).toBe(true);
  });
});

describe("a token's identity", () => {
  test("is the same whatever certificates it carries, and another for another signature", async () => {
    const { timestamping, intermediate } = await createChain();
    const identityOf = async (certificates: readonly Uint8Array[], at: number): Promise<string> => {
      const authority = timeStamping(timestamping, certificates);
      const token = valueOf(parseToken(await authority.stamp(new Uint8Array(32), at)));
      if (token === undefined) throw new Error("a token");
      return toHex(tokenIdentity(token));
    };
    const bare = await identityOf([], from);
    const full = await identityOf([timestamping.certificate, intermediate.certificate], from);
    expect(full).toBe(bare);
    expect(await identityOf([], from + 1000)).not.toBe(bare);
  });
});
