import { describe, expect, test } from "vitest";
import { parseDer } from "../../../../shared/bytes/der/parser.ts";
import { explicit, sequence } from "../../../../shared/bytes/der/writer.ts";
import { toUtf8 } from "../../../../shared/bytes/utf8.ts";
import { digestOf } from "../../../../shared/digest/digest.ts";
import { parseToken } from "../../../../shared/timestamp/token.ts";
import { alternativeNames, generalNames, issueOdd } from "../../../parties/odd-certificates.ts";
import { certificateOf, oddToken } from "../../../parties/odd-tokens.ts";
import { purposes } from "../../../parties/certificate-authority.ts";
import { at, createTokenCase, imprint } from "../../../parties/token-case.ts";
import { whole } from "../../../parties/x509-vectors.ts";

const { authority, chain, content, objections } = await createTokenCase();

describe("what was expected", () => {
  test("another file, nonce or policy is refused", async () => {
    const token = await authority.stamp(digestOf("sha256", toUtf8("another")), at, { nonce: 7n });
    expect(objections(token, { nonce: 8n, policy: "2.999.2" })).toEqual([
      "TOKEN_IMPRINT_DIFFERS",
      "TOKEN_NONCE_DIFFERS",
      "TOKEN_POLICY_DIFFERS",
    ]);
  });

  test("a nonce that nobody sent is refused, and one that is missing", async () => {
    const without = await authority.stamp(imprint, at);
    expect(objections(without, { nonce: null })).toEqual([]);
    expect(objections(without, { nonce: 7n })).toEqual(["TOKEN_NONCE_DIFFERS"]);
    const withOne = await authority.stamp(imprint, at, { nonce: 7n });
    expect(objections(withOne, { nonce: null })).toEqual(["TOKEN_NONCE_DIFFERS"]);
  });

  test("a token that names another authority is refused", async () => {
    const tsa = certificateOf(chain.operator).subject.bytes;
    expect(objections(await authority.stamp(imprint, at, { tsa }))).toEqual(["TOKEN_NAME_DIFFERS"]);
  });

  test("any of the names of the authority's certificate counts, of whatever kind, and no other", async () => {
    const other = [["CN", "Clock of Test TSA"]] as const;
    const address = generalNames.uri("https://tsa.example/");
    const named = await issueOdd(chain.intermediate, "Test TSA", {
      purposes: [purposes.timeStamping],
      extensions: [alternativeNames(generalNames.directory(other), address)],
    });
    const stamped = async (tsa: Uint8Array) => {
      const fields = whole(parseDer(content)).children.map(({ bytes }) => bytes);
      return objections(await oddToken(named, sequence(...fields, explicit(0, tsa))));
    };
    expect(await stamped(generalNames.directory(other))).toEqual([]);
    expect(await stamped(address)).toEqual([]);
    expect(await stamped(explicit(4, certificateOf(named).subject.bytes))).toEqual([]);
    const differs = ["TOKEN_NAME_DIFFERS"];
    expect(await stamped(generalNames.uri("https://tsb.example/"))).toEqual(differs);
    expect(await stamped(generalNames.dns("tsa.example"))).toEqual(differs);
    expect(await stamped(generalNames.directory([["CN", "Clock"]]))).toEqual(differs);
  });

  test("a token from the future is refused, two minutes of skew are not", async () => {
    const token = await authority.stamp(imprint, at);
    expect(objections(token, { now: at - 121_000 })).toEqual([]);
    expect(objections(token, { now: at - 122_000 })).toEqual(["TOKEN_FROM_THE_FUTURE"]);
  });
});

describe("hostile bytes", () => {
  test("every byte of a token may change: nothing is thrown, and what is signed is noticed", async () => {
    const token = await authority.stamp(imprint, at, {
      certificates: [chain.timestamping.certificate],
    });
    const parsed = parseToken(token);
    if (!parsed.ok) throw new Error(parsed.fault.rule);
    const { infoBytes, signer } = parsed.value;
    const signed = [infoBytes, signer.signature].map((part) => part.byteOffset - token.byteOffset);
    let noticed = 0;
    for (let index = 0; index < token.length; index += 3) {
      const changed = Uint8Array.from(token);
      changed[index] = (changed[index] ?? 0) ^ (1 << (index % 8));
      const found = objections(changed);
      const [infoStart = 0, signatureStart = 0] = signed;
      const inSigned =
        (index >= infoStart && index < infoStart + infoBytes.length) ||
        (index >= signatureStart && index < signatureStart + signer.signature.length);
      if (inSigned) {
        expect(found, `byte ${String(index)}`).not.toEqual([]);
        noticed += 1;
      }
    }
    expect(noticed).toBeGreaterThan(50);
  });
});
