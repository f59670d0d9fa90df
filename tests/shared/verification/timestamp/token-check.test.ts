import { beforeAll, describe, expect, test } from "vitest";
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
import { verifySignature } from "../../../../shared/signature/verify-signature.ts";
import { writeImprint } from "../../../../shared/timestamp/message-imprint.ts";
import { parseToken } from "../../../../shared/timestamp/token.ts";
import { writeTstInfo } from "../../../../shared/timestamp/tst-info.ts";
import { checkToken } from "../../../../shared/verification/timestamp/token-check.ts";
import type { TokenQuestion } from "../../../../shared/verification/timestamp/token-question.ts";
import { checks, type CheckCode } from "../../../../shared/words/checks/catalogue.ts";
import {
  createChain,
  createRoot,
  from,
  purposes,
  until,
} from "../../../parties/certificate-authority.ts";
import {
  certificateOf,
  oddToken,
  type OddWishes,
  usualAttributes,
} from "../../../parties/odd-tokens.ts";
import { testPolicy, timeStamping, type TimeStamping } from "../../../parties/time-stamping.ts";

type Chain = Awaited<ReturnType<typeof createChain>>;

const at = from + 1_000_000_123;
const file = toUtf8("a manifest");
const imprint = digestOf("sha256", file);
const covered = {
  file: "META-INF/ASiCManifest002.xml",
  digest: (name: Parameters<typeof digestOf>[0]) => digestOf(name, file),
};

let chain: Chain;
let authority: TimeStamping;
let crls: readonly Uint8Array[];
let content: Uint8Array;

beforeAll(async () => {
  chain = await createChain();
  authority = timeStamping(chain.timestamping, [
    chain.timestamping.certificate,
    chain.intermediate.certificate,
  ]);
  crls = [await chain.root.crl(), await chain.intermediate.crl()];
  content = writeTstInfo({
    policy: testPolicy,
    digest: "sha256",
    imprint,
    serial: 1n,
    genTime: at,
  });
});

function judge(token: Uint8Array, more: Partial<TokenQuestion> = {}) {
  return checkToken({
    subject: "timestamp001.tst",
    token,
    covered,
    roots: [{ certificate: chain.root.certificate, practice: false }],
    certificates: [chain.intermediate.certificate],
    crls,
    ocsps: [],
    now: at + 86_400_000,
    verify: verifySignature,
    ...more,
  });
}

/** Codes that are not passed. */
function objections(token: Uint8Array, more: Partial<TokenQuestion> = {}): readonly CheckCode[] {
  return judge(token, more)
    .findings.map(({ code }) => code)
    .filter((code) => checks[code].outcome !== "passed");
}

function dataOf(token: Uint8Array, code: CheckCode, more: Partial<TokenQuestion> = {}): unknown {
  return judge(token, more).findings.find((one) => one.code === code)?.data;
}

const odd = (wishes: OddWishes, bytes = content): Promise<Uint8Array> =>
  oddToken(chain.timestamping, bytes, wishes);

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
      "TOKEN_IMPRINT_MATCHES",
      "TOKEN_NONCE_MATCHES",
      "TOKEN_POLICY_MATCHES",
      "TOKEN_TIME_PLAUSIBLE",
      "TOKEN_NAME_MATCHES",
      "CHAIN_TRUSTED",
      "NOT_REVOKED",
      "NOT_REVOKED",
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

describe("the signer", () => {
  test("is missing when no certificate fits, which concludes nothing", async () => {
    const token = await authority.stamp(imprint, at, {
      certificates: [chain.operator.certificate],
    });
    const { findings, facts } = judge(token);
    expect(findings.map(({ code }) => code)).toContain("TOKEN_SIGNER_MISSING");
    expect(objections(token)).toEqual(["TOKEN_SIGNER_MISSING"]);
    expect(facts).toMatchObject({ authority: "", trusted: false, chain: [] });
  });

  test("is not the first certificate of the bag", async () => {
    const token = await odd({
      certificates: [chain.operator.certificate, chain.timestamping.certificate],
    });
    expect(objections(token)).toEqual([]);
  });

  test("that did not sign is told by the signature", async () => {
    const signed = toUtf8("something else");
    expect(objections(await odd({ signed }))).toEqual(["TOKEN_SIGNATURE_INVALID"]);
  });

  test("must be bound by an ESS attribute", async () => {
    const [first, second] = usualAttributes(chain.timestamping, content);
    if (first === undefined || second === undefined) throw new Error("three attributes");
    const unbound = await odd({ attributes: [first, second] });
    expect(objections(unbound)).toEqual(["TOKEN_SIGNER_UNBOUND"]);
    const bindsAnother = usualAttributes(chain.operator, content);
    const other = await odd({ attributes: bindsAnother });
    expect(objections(other)).toEqual(["TOKEN_SIGNER_UNBOUND"]);
    expect(dataOf(other, "TOKEN_SIGNER_UNBOUND")).toEqual({ rule: "ess-hash-differs" });
  });

  test("with a digest that the policy refuses is refused, and passes without the policy", async () => {
    const token = await authority.stamp(digestOf("sha1", file), at, { digest: "sha1" });
    expect(objections(token)).toEqual(["TOKEN_ALGORITHM_REFUSED"]);
    expect(objections(token, { refusedDigests: [] })).toEqual([]);
  });

  const stampingUsage = { purposes: [purposes.timeStamping], critical: true };
  test.each([
    ["no extended key usage", {}, "extended-key-usage-missing"],
    [
      "an uncritical one",
      { extendedKeyUsage: { ...stampingUsage, critical: false } },
      "extended-key-usage-not-critical",
    ],
    [
      "another purpose",
      { extendedKeyUsage: { purposes: [purposes.emailProtection], critical: true } },
      "extended-key-usage-not-time-stamping",
    ],
    [
      "a second purpose",
      {
        extendedKeyUsage: {
          purposes: [purposes.timeStamping, purposes.clientAuth],
          critical: true,
        },
      },
      "extended-key-usage-not-only-time-stamping",
    ],
    [
      "a key that also encrypts",
      {
        extendedKeyUsage: stampingUsage,
        keyUsage: ["digitalSignature", "keyEncipherment"] as const,
      },
      "key-usage-not-only-signing",
    ],
    [
      "a CA's certificate",
      {
        extendedKeyUsage: stampingUsage,
        authority: { pathLength: undefined },
      },
      "certificate-of-a-ca",
    ],
  ] as const)("with %s may not stamp", async (_name, wishes, rule) => {
    const party = await chain.intermediate.issue("Odd TSA", wishes);
    const token = await timeStamping(party, [party.certificate]).stamp(imprint, at);
    expect(objections(token)).toContain("TOKEN_SIGNER_WRONG_PURPOSE");
    expect(dataOf(token, "TOKEN_SIGNER_WRONG_PURPOSE")).toEqual({ rule });
  });
});

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

  test("a token from the future is refused, two minutes of skew are not", async () => {
    const token = await authority.stamp(imprint, at);
    expect(objections(token, { now: at - 121_000 })).toEqual([]);
    expect(objections(token, { now: at - 122_000 })).toEqual(["TOKEN_FROM_THE_FUTURE"]);
  });
});

describe("the chain", () => {
  test("to a stranger's root concludes nothing and names the issuer", async () => {
    const stranger = await createRoot("Other Root");
    const token = await authority.stamp(imprint, at);
    const roots = [{ certificate: stranger.certificate, practice: false }];
    expect(objections(token, { roots })).toEqual(["CHAIN_ISSUER_UNKNOWN"]);
    expect(dataOf(token, "CHAIN_ISSUER_UNKNOWN", { roots })).toMatchObject({
      certificate: "Test TSA",
      issuer: "Test Root",
    });
    expect(judge(token, { roots }).facts).toMatchObject({
      trusted: false,
      chainOutcome: { kind: "unknown-issuer", issuer: "Test Root" },
    });
  });

  test("that had expired, or had not begun, at genTime is refused", async () => {
    const early = await authority.stamp(imprint, from - 1000);
    expect(objections(early)).toContain("CHAIN_INVALID");
    const late = await authority.stamp(imprint, until + 1000);
    expect(objections(late, { now: until + 5000 })).toContain("CHAIN_INVALID");
  });

  test("of an authority that calls itself practice is practice, trusted or not", async () => {
    const root = await createRoot("Cunzhen PRACTICE 演练 Root");
    const tsa = await root.issue("Cunzhen PRACTICE 演练 TSA", {
      extendedKeyUsage: { purposes: [purposes.timeStamping], critical: true },
    });
    const token = await timeStamping(tsa, [tsa.certificate]).stamp(imprint, at);
    const roots = [{ certificate: root.certificate, practice: true }];
    expect(judge(token, { roots }).facts).toMatchObject({ trusted: true, practice: true });
    expect(judge(token, { roots: [] }).facts).toMatchObject({ trusted: false, practice: true });
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
