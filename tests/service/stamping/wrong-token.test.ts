import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { StampOrder, StampPorts } from "../../../service/stamping/stamp.ts";
import { constructedTag } from "../../../shared/bytes/der/element.ts";
import { parseDer } from "../../../shared/bytes/der/parser.ts";
import { element, explicit, oid, sequence } from "../../../shared/bytes/der/writer.ts";
import { toHex } from "../../../shared/bytes/hex.ts";
import { cmsOids } from "../../../shared/cms/object-identifiers.ts";
import { digestOf } from "../../../shared/digest/digest.ts";
import type { TimestampRequest } from "../../../shared/timestamp/request.ts";
import { writeGranted } from "../../../shared/timestamp/response.ts";
import { createRoot, from, purposes } from "../../parties/certificate-authority.ts";
import { certificateOf } from "../../parties/odd-tokens.ts";
import { now, openStandIn, type StandIn } from "../../parties/stand-in-authority.ts";
import { timeStamping } from "../../parties/time-stamping.ts";
import { askStandIn, faultOf } from "./stamp-question.ts";

let tsa: StandIn;

beforeAll(async () => {
  tsa = await openStandIn();
});
afterAll(() => tsa.close());
beforeEach(() => {
  tsa.behave((request, answer) => tsa.stamp(request, answer));
});

const ask = (more: Partial<StampOrder> = {}, morePorts: Partial<StampPorts> = {}) =>
  askStandIn(tsa, more, morePorts);

function hexDigest(bytes: Uint8Array): string {
  return toHex(digestOf("sha256", bytes));
}

/** A granted token with a revocation list in its bag, which nothing signs. */
async function withCrl({ chain }: StandIn, request: TimestampRequest): Promise<Uint8Array> {
  const { nonce, imprint } = request;
  const authority = timeStamping(chain.timestamping, [
    chain.timestamping.certificate,
    chain.intermediate.certificate,
  ]);
  const token = await authority.stamp(imprint.value, now, nonce === undefined ? {} : { nonce });
  const tree = parseDer(token);
  const fields = tree.ok ? tree.value.children[1]?.children[0]?.children : undefined;
  if (fields === undefined) throw new Error("a token has fields");
  const bytes = fields.map((field) => field.bytes);
  const list = element(constructedTag(1), await chain.root.crl());
  const widened = sequence(...bytes.slice(0, 4), list, ...bytes.slice(4));
  return writeGranted(sequence(oid(cmsOids.signedData), explicit(0, widened)));
}

describe("an authority whose token is wrong", () => {
  const codeFor = async (
    behaviour: Parameters<StandIn["behave"]>[0],
    more: Partial<StampOrder> = {},
  ): Promise<string> => {
    tsa.behave(behaviour);
    return (await faultOf(ask(more)))[0];
  };

  test("in the nonce, or without one", async () => {
    const other = await codeFor((request, answer) => tsa.stamp(request, answer, { nonce: 5n }));
    expect(other).toBe("AUTHORITY_WRONG_NONCE");
    const none = await codeFor(({ nonce: _nonce, ...request }, answer) =>
      tsa.stamp({ ...request, nonce: undefined }, answer),
    );
    expect(none).toBe("AUTHORITY_WRONG_NONCE");
  });

  test("in the imprint", async () => {
    const imprint = new Uint8Array(32);
    expect(await codeFor((request, answer) => tsa.stamp(request, answer, { imprint }))).toBe(
      "AUTHORITY_WRONG_IMPRINT",
    );
  });

  test("by an expired certificate", async () => {
    const expired = await tsa.chain.intermediate.issue("Test TSA", {
      extendedKeyUsage: { purposes: [purposes.timeStamping], critical: true },
      notAfter: from + 1000,
    });
    expect(await codeFor((request, answer) => tsa.stamp(request, answer, {}, expired))).toBe(
      "AUTHORITY_CERTIFICATE_INVALID",
    );
  });

  test("by a certificate for another purpose", async () => {
    expect(
      await codeFor((request, answer) =>
        tsa.stamp(
          request,
          answer,
          { tsa: certificateOf(tsa.chain.operator).subject.bytes },
          tsa.chain.operator,
        ),
      ),
    ).toBe("AUTHORITY_CERTIFICATE_UNFIT");
  });

  test("without the signer's certificate", async () => {
    expect(
      await codeFor((request, answer) => tsa.stamp(request, answer, { certificates: [] })),
    ).toBe("AUTHORITY_CERTIFICATE_MISSING");
  });

  test("under another root than the one configured, even a trusted one", async () => {
    const other = await createRoot("Other Root");
    const authority = {
      ...tsa.authority,
      certificates: [other.certificate],
      root: hexDigest(other.certificate),
    };
    const roots = [{ certificate: tsa.chain.root.certificate, practice: false }];
    const result = await ask({ authority }, { roots });
    expect(result).toMatchObject({ fault: { fault: { code: "AUTHORITY_ROOT_DIFFERS" } } });
  });

  test("in one byte of its signature", async () => {
    expect(
      await codeFor(async (request, answer) => {
        await tsa.stamp(request, answer, {
          signer: {
            ...tsa.chain.timestamping.signer,
            sign: async (data) => {
              const signature = await tsa.chain.timestamping.signer.sign(data);
              const last = signature.length - 1;
              return signature.with(last, (signature[last] ?? 0) ^ 1);
            },
          },
        });
      }),
    ).toBe("AUTHORITY_TOKEN_INVALID");
  });

  test.each([86_400_000, -86_400_000])("by %i ms in its clock, or we in ours", async (off) => {
    tsa.behave((request, answer) => tsa.stamp(request, answer, { genTime: now + off }));
    const result = await ask();
    expect(result).toMatchObject({
      fault: { fault: { code: "AUTHORITY_CLOCK_OFF", data: { offset: -off } } },
    });
    tsa.behave((request, answer) => tsa.stamp(request, answer, { genTime: now + off / 1000 }));
    expect(await ask()).toMatchObject({ ok: true, value: { offset: -off / 1000 } });
  });

  test("in its frame: it may stamp, and not close", async () => {
    tsa.behave((request, answer) => tsa.stamp(request, answer));
    expect((await ask({ purpose: "close" })).ok).toBe(true);
    tsa.behave(async (request, answer) => {
      answer.end(await withCrl(tsa, request));
    });
    expect((await ask()).ok).toBe(true);
    expect((await faultOf(ask({ purpose: "close" })))[0]).toBe("AUTHORITY_CANNOT_CLOSE");
  });
});
