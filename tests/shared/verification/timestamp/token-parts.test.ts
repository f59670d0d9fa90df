import { describe, expect, test } from "vitest";
import {
  boolean,
  element,
  generalizedTime,
  integer,
  octets,
  oid,
  sequence,
  set,
  setOf,
} from "../../../../shared/bytes/der/writer.ts";
import { concatBytes } from "../../../../shared/bytes/octets.ts";
import { toUtf8 } from "../../../../shared/bytes/utf8.ts";
import { signCades } from "../../../../shared/cms/cades.ts";
import { cmsOids } from "../../../../shared/cms/object-identifiers.ts";
import { writeAttribute } from "../../../../shared/cms/signed-data-writer.ts";
import { digestOf } from "../../../../shared/digest/digest.ts";
import { writeImprint } from "../../../../shared/timestamp/message-imprint.ts";
import { from } from "../../../parties/certificate-authority.ts";
import { usualAttributes } from "../../../parties/odd-tokens.ts";
import { testPolicy } from "../../../parties/time-stamping.ts";
import { at, createTokenCase, file, imprint } from "../../../parties/token-case.ts";

const { authority, chain, content, dataOf, judge, objections, odd } = await createTokenCase();

describe("a good token", () => {
  test("passes each of the twelve checks under its own code", async () => {
    const token = await authority.stamp(imprint, at, { nonce: 7n });
    const { findings, facts } = judge(token, { nonce: 7n, policy: testPolicy });
    expect(findings.map(({ code }) => code)).toEqual([
      "TOKEN_WELL_FORMED",
      "TOKEN_SINGLE_SIGNER",
      "TOKEN_CONTENT_UNDERSTOOD",
      "TOKEN_ATTRIBUTES_BIND",
      "TOKEN_SIGNER_FOUND",
      "TOKEN_SIGNATURE_VALID",
      "TOKEN_SIGNER_BOUND",
      "TOKEN_SIGNER_PURPOSE",
      "TOKEN_ALGORITHMS_ACCEPTED",
      "TOKEN_IMPRINT_MATCHES",
      "TOKEN_NONCE_MATCHES",
      "TOKEN_POLICY_MATCHES",
      "TOKEN_TIME_PLAUSIBLE",
      "TOKEN_NAME_MATCHES",
      "CHAIN_TRUSTED",
      "NOT_REVOKED",
      "NOT_REVOKED",
      "TOKEN_UNSIGNED_PARTS",
    ]);
    expect(facts).toMatchObject({
      genTime: at,
      genTimeText: "20260112134640.123Z",
      accuracyMs: 1000,
      policy: testPolicy,
      authority: "Test TSA",
      trusted: true,
      practice: false,
      revocationKnownAt: from,
    });
    expect(facts?.chain).toHaveLength(3);
  });

  test("is found by its signer's certificate from elsewhere when it carries none", async () => {
    const token = await authority.stamp(imprint, at, { certificates: [] });
    const certificates = [chain.intermediate.certificate, chain.timestamping.certificate];
    expect(objections(token, { certificates })).toEqual([]);
  });

  test("with attributes out of DER order passes over the sorted form, which is said", async () => {
    const usual = usualAttributes(chain.timestamping, content);
    const signed = setOf(...usual);
    const reversed = set(...[...usual].reverse());
    const token = await odd({ signedAttributes: reversed, signed });
    const codes = judge(token).findings.map(({ code }) => code);
    expect(codes).toContain("TOKEN_ATTRIBUTES_UNSORTED");
    expect(objections(token)).toEqual([]);
    // Signed as they stand, they pass without a word.
    const asTheyStand = await odd({ signedAttributes: reversed });
    expect(judge(asTheyStand).findings.map(({ code }) => code)).not.toContain(
      "TOKEN_ATTRIBUTES_UNSORTED",
    );
    expect(objections(asTheyStand)).toEqual([]);
  });
});

describe("structure", () => {
  test("bytes after the token are not DER", async () => {
    const token = concatBytes(await authority.stamp(imprint, at), new Uint8Array(1));
    expect(objections(token)).toEqual(["TOKEN_MALFORMED"]);
    expect(judge(token).facts).toBeUndefined();
  });

  test("an empty file, a cut token and random bytes are not DER", async () => {
    const token = await authority.stamp(imprint, at);
    for (const bytes of [
      new Uint8Array(0),
      token.subarray(0, 200),
      new Uint8Array(64).fill(0xa5),
    ]) {
      expect(objections(bytes)).toEqual(["TOKEN_MALFORMED"]);
    }
  });

  test("a CAdES signature is no token", async () => {
    const { signer } = chain.operator;
    const signature = await signCades({ content: file, signer, chain: [signer.certificate] });
    expect(objections(signature)).toEqual(["TOKEN_NOT_A_TIMESTAMP"]);
    expect(dataOf(signature, "TOKEN_NOT_A_TIMESTAMP")).toEqual({ rule: "token-content-type" });
  });

  test("detached content, and any other DER, is no token", async () => {
    expect(objections(await odd({ detached: true }))).toEqual(["TOKEN_NOT_A_TIMESTAMP"]);
    expect(objections(sequence(integer(1)))).toEqual(["TOKEN_NOT_A_TIMESTAMP"]);
  });
});

describe("content", () => {
  const info = (version: number, imprintDer: Uint8Array, ...more: Uint8Array[]): Uint8Array =>
    sequence(
      integer(version),
      oid(testPolicy),
      imprintDer,
      integer(1),
      generalizedTime(at),
      ...more,
    );
  const extension = sequence(oid("2.999.7"), boolean(true), octets(integer(1)));
  const cases: readonly (readonly [string, () => Uint8Array, string])[] = [
    ["version 2", () => info(2, writeImprint("sha256", imprint)), "tst-info-version"],
    [
      "an unknown digest",
      () => info(1, sequence(sequence(oid("2.999.1")), octets(imprint))),
      "imprint-algorithm-unknown",
    ],
    [
      "a digest of the wrong length",
      () => info(1, sequence(sequence(oid("2.16.840.1.101.3.4.2.1")), octets(new Uint8Array(20)))),
      "imprint-length",
    ],
    [
      "an unknown critical extension",
      () => info(1, writeImprint("sha256", imprint), element(0xa1, extension)),
      "tst-info-critical-extension",
    ],
    ["bytes that are not DER", () => toUtf8("2026-11-21"), "der-truncated"],
  ];
  test.each(cases)("%s is refused", async (_name, bytes, rule) => {
    const token = await odd({}, bytes());
    expect(objections(token)).toEqual(["TOKEN_CONTENT_INVALID"]);
    expect(dataOf(token, "TOKEN_CONTENT_INVALID")).toEqual({ rule });
  });
});

describe("signed attributes", () => {
  const contentType = writeAttribute(cmsOids.contentType, oid(cmsOids.tstInfo));
  const digest = (bytes: Uint8Array): Uint8Array =>
    writeAttribute(cmsOids.messageDigest, octets(digestOf("sha256", bytes)));

  test.each([
    ["no content type", () => [digest(content)], "content-type-missing"],
    [
      "another content type",
      () => [writeAttribute(cmsOids.contentType, oid(cmsOids.data)), digest(content)],
      "content-type-differs",
    ],
    ["no message digest", () => [contentType], "message-digest-missing"],
    [
      "an attribute twice",
      () => [contentType, digest(content), digest(file)],
      "signed-attribute-twice",
    ],
    [
      "two values",
      () => [
        contentType,
        sequence(
          oid(cmsOids.messageDigest),
          setOf(octets(digestOf("sha256", content)), octets(digestOf("sha256", file))),
        ),
      ],
      "signed-attribute-values",
    ],
  ] as const)("%s is refused", async (_name, attributes, rule) => {
    const token = await odd({ attributes: attributes() });
    expect(objections(token)).toContain("TOKEN_ATTRIBUTES_INVALID");
    expect(dataOf(token, "TOKEN_ATTRIBUTES_INVALID")).toEqual({ rule });
  });

  test("the digest of other content is a changed token", async () => {
    const attributes = usualAttributes(chain.timestamping, file);
    expect(objections(await odd({ attributes }))).toEqual(["TOKEN_CONTENT_CHANGED"]);
  });
});
