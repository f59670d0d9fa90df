import { describe, expect, test } from "vitest";
import { constructedTag, primitiveTag } from "../../../../shared/bytes/der/element.ts";
import { parseDer } from "../../../../shared/bytes/der/parser.ts";
import {
  element,
  explicit,
  integer,
  octets,
  oid,
  retag,
  sequence,
  sequenceOf,
  setOf,
} from "../../../../shared/bytes/der/writer.ts";
import { cmsOids } from "../../../../shared/cms/object-identifiers.ts";
import { writeAttribute } from "../../../../shared/cms/signed-data-writer.ts";
import { digestOf } from "../../../../shared/digest/digest.ts";
import type { Certificate } from "../../../../shared/x509/certificate.ts";
import type { RevocationReason } from "../../../../shared/x509/revocation-reason.ts";
import {
  createRoot,
  from,
  partyOf,
  purposes,
  softwareKey,
  withSha1,
} from "../../../parties/certificate-authority.ts";
import {
  generalNames,
  issueOdd,
  nameConstraints,
  policyConstraints,
} from "../../../parties/odd-certificates.ts";
import { ocspAnswer } from "../../../parties/odd-revocation.ts";
import { certificateOf, usualAttributes } from "../../../parties/odd-tokens.ts";
import { timeStamping } from "../../../parties/time-stamping.ts";
import { at, createTokenCase, imprint } from "../../../parties/token-case.ts";

/* What a token brings with it and what is brought to it: checks 5, 7, 10, 11 and 12. */

const { authority, chain, content, dataOf, judge, objections, odd } = await createTokenCase();
const { intermediate, root, timestamping } = chain;
const tsa = certificateOf(timestamping);
const noLists = { crls: [] };

describe("the identifier of the signer", () => {
  const [contentType, messageDigest, binding] = usualAttributes(timestamping, content);
  if (contentType === undefined || messageDigest === undefined || binding === undefined) {
    throw new Error("three attributes");
  }

  test("may be its key identifier; another key's fits nobody", async () => {
    const keyId = tsa.extensions.subjectKeyId ?? new Uint8Array();
    expect(objections(await odd({ frame: { sid: { kind: "key-id", keyId } } }))).toEqual([]);
    const other = { kind: "key-id", keyId: keyId.map((octet) => octet ^ 1) } as const;
    expect(objections(await odd({ frame: { sid: other } }))).toEqual(["TOKEN_SIGNER_MISSING"]);
  });

  const reference = (certificate: Certificate, hash: Uint8Array, ...more: Uint8Array[]) =>
    sequence(
      sequence(
        sequence(
          ...more,
          octets(hash),
          sequence(sequence(explicit(4, certificate.issuer.bytes)), integer(certificate.serial)),
        ),
      ),
    );
  const sha1 = digestOf("sha1", tsa.der);
  const sha256 = digestOf("sha256", tsa.der);
  const bound = (type: string, value: Uint8Array) =>
    odd({ attributes: [contentType, messageDigest, writeAttribute(type, value)] });
  const { signingCertificate, signingCertificateV2 } = cmsOids;

  test("is bound by ESSCertID, by ESSCertIDv2, or by both", async () => {
    const first = await bound(signingCertificate, reference(tsa, sha1));
    expect(objections(first)).toEqual([]);
    expect(dataOf(first, "TOKEN_SIGNER_BOUND")).toEqual({ attribute: "ESSCertID" });
    const second = await bound(signingCertificateV2, reference(tsa, sha256));
    expect(dataOf(second, "TOKEN_SIGNER_BOUND")).toEqual({ attribute: "ESSCertIDv2" });
    const both = await odd({
      attributes: [
        contentType,
        messageDigest,
        binding,
        writeAttribute(signingCertificate, reference(tsa, sha1)),
      ],
    });
    expect(objections(both)).toEqual([]);
    expect(dataOf(both, "TOKEN_SIGNER_BOUND")).toEqual({ attribute: "ESSCertID, ESSCertIDv2" });
  });

  test("is unbound when one of two names another, whichever it is", async () => {
    const wrong = digestOf("sha1", certificateOf(chain.operator).der);
    const both = await odd({
      attributes: [
        contentType,
        messageDigest,
        binding,
        writeAttribute(signingCertificate, reference(tsa, wrong)),
      ],
    });
    expect(objections(both)).toEqual(["TOKEN_SIGNER_UNBOUND"]);
  });

  test.each([
    ["ess-hash-differs", reference(tsa, digestOf("sha256", content))],
    ["ess-serial-differs", reference({ ...tsa, serial: tsa.serial + 1n }, sha256)],
    ["ess-issuer-differs", reference({ ...tsa, issuer: tsa.subject }, sha256)],
    ["ess-digest-unknown", reference(tsa, sha256, sequence(oid("1.2.3")))],
    ["ess-empty", sequence(sequence())],
    ["der-unexpected-tag", octets(sha256)],
  ])("is unbound by a reference with the fault %s", async (rule, value) => {
    const token = await bound(signingCertificateV2, value);
    expect(objections(token)).toEqual(["TOKEN_SIGNER_UNBOUND"]);
    expect(dataOf(token, "TOKEN_SIGNER_UNBOUND")).toEqual({ rule });
  });
});

describe("the chain", () => {
  test("is built from a bag of any order with strangers, duplicates, cross-certificates and loops", async () => {
    const other = await createRoot("Other Root");
    const asAuthority = { authority: true } as const;
    const subject = (name: string) =>
      [
        ["C", "CN"],
        ["CN", name],
      ] as const;
    // The root and the intermediate certify each other, and another root certifies both.
    const loop = await issueOdd(intermediate, "Test Root", {
      ...asAuthority,
      subject: subject("Test Root"),
    });
    const crossed = await Promise.all(
      ["Test Root", "Test Intermediate"].map((name) =>
        issueOdd(other, name, { ...asAuthority, subject: subject(name) }),
      ),
    );
    const bag = [loop, ...crossed, chain.operator, timestamping, intermediate, intermediate, root];
    const certificates = bag.map(({ certificate }) => certificate);
    for (const order of [certificates, certificates.toReversed()]) {
      const token = await authority.stamp(imprint, at, { certificates: order });
      expect(objections(token, { certificates: [] })).toEqual([]);
      // By the other root the same token is as good: the cross-certificate is a way there.
      const roots = [{ certificate: other.certificate, practice: false }];
      expect(objections(token, { roots, ...noLists })).not.toContain("CHAIN_INVALID");
      expect(judge(token, { roots, ...noLists }).facts?.trusted).toBe(true);
    }
  });

  test("under an authority whose names or policies exclude the signer is refused", async () => {
    const stamping = { purposes: [purposes.timeStamping] };
    const excluded = [generalNames.directory([["CN", "Excluded TSA"]])];
    for (const [extension, rule] of [
      [nameConstraints({ excluded, critical: false }), "name-excluded"],
      [policyConstraints(0), "policy-required"],
    ] as const) {
      const between = await issueOdd(root, "Between", { authority: true, extensions: [extension] });
      const party = await issueOdd(between, "Excluded TSA", stamping);
      const token = await timeStamping(party, [party.certificate, between.certificate]).stamp(
        imprint,
        at,
      );
      expect(objections(token)).toContain("CHAIN_INVALID");
      expect(dataOf(token, "CHAIN_INVALID")).toMatchObject({ rule });
    }
  });
});

describe("revocation", () => {
  /** The same token with this in its CRL bag, which no signature covers. */
  async function carrying(...revocations: readonly Uint8Array[]): Promise<Uint8Array> {
    const tree = parseDer(await authority.stamp(imprint, at));
    const signedData = tree.ok ? tree.value.children[1]?.children[0] : undefined;
    if (signedData === undefined) throw new Error("a token has a SignedData");
    const parts = signedData.children.map(({ bytes }) => bytes);
    const bag = retag(constructedTag(1), setOf(...revocations));
    const all = [...parts.slice(0, -1), bag, ...parts.slice(-1)];
    return sequence(oid(cmsOids.signedData), explicit(0, sequenceOf(all)));
  }

  const outcome = (token: Uint8Array, more: Parameters<typeof judge>[1] = {}) =>
    judge(token, more)
      .findings.map(({ code }) => code)
      .filter((code) => /^NOT_REVOKED|^REVO|^TRY/u.test(code));

  test("is settled by lists inside the token, and known as of the oldest", async () => {
    const lists = [
      await root.crl({ thisUpdate: at - 5000 }),
      await intermediate.crl({ thisUpdate: at + 5000 }),
    ];
    const token = await carrying(...lists);
    expect(outcome(token, noLists)).toEqual(["NOT_REVOKED", "NOT_REVOKED"]);
    expect(judge(token, noLists).facts?.revocationKnownAt).toBe(
      Math.floor((at - 5000) / 1000) * 1000,
    );
  });

  test("is settled by OCSP answers inside the token (RFC 5940)", async () => {
    const issuer = certificateOf(intermediate);
    const answer = await ocspAnswer(intermediate, tsa, issuer, { producedAt: at + 1000 });
    const other = element(constructedTag(1), oid("1.3.6.1.5.5.7.16.2"), answer);
    const token = await carrying(other, await root.crl());
    expect(outcome(token, noLists)).toEqual(["NOT_REVOKED", "NOT_REVOKED"]);
    expect(dataOf(token, "NOT_REVOKED", noLists)).toMatchObject({ source: "OCSP" });
    const revoked = { at: at - 1000, reason: "keyCompromise" } as const;
    const against = await ocspAnswer(intermediate, tsa, issuer, { producedAt: at + 1000, revoked });
    const refused = await carrying(element(constructedTag(1), oid("1.3.6.1.5.5.7.16.2"), against));
    expect(outcome(refused)).toContain("REVOKED");
    expect(objections(refused)).toEqual(["REVOKED"]);
  });

  test("by anything else inside the token is left out, and trusted for nothing", async () => {
    const odder = [
      element(constructedTag(1), oid("1.2.3"), sequence()),
      element(primitiveTag(7), Uint8Array.of(1)),
      await (await createRoot("Stranger")).crl(),
    ];
    expect(outcome(await carrying(...odder))).toEqual(["NOT_REVOKED", "NOT_REVOKED"]);
  });

  test("that nobody offers is said, and where a source is named it is left open", async () => {
    const token = await authority.stamp(imprint, at);
    expect(outcome(token, noLists)).toEqual(["REVOCATION_NOT_OFFERED", "REVOCATION_NOT_OFFERED"]);
    const crlUrls = ["http://crl.example/tsa.crl"];
    const named = await intermediate.issue("Named TSA", {
      extendedKeyUsage: { purposes: [purposes.timeStamping], critical: true },
      crlUrls,
    });
    const open = await timeStamping(named, [named.certificate]).stamp(imprint, at);
    expect(outcome(open, noLists)).toEqual(["TRY_LATER", "REVOCATION_NOT_OFFERED"]);
    expect(dataOf(open, "TRY_LATER", noLists)).toMatchObject({ source: crlUrls[0] });
  });

  test("by a list over SHA-1 of today is unusable, and counts against the signer all the same", async () => {
    const old = withSha1(intermediate);
    const token = await authority.stamp(imprint, at);
    const crls = [await root.crl(), await old.crl({ thisUpdate: at + 1000 })];
    expect(outcome(token, { crls })).toEqual(["REVOCATION_UNUSABLE", "NOT_REVOKED"]);
    expect(dataOf(token, "REVOCATION_UNUSABLE", { crls })).toMatchObject({
      rule: "algorithm-broken",
    });
    const revoked = [{ serial: tsa.serial, at, reason: "keyCompromise" }] as const;
    const against = [await root.crl(), await intermediate.crl(), await old.crl({ revoked })];
    expect(outcome(token, { crls: against })).toEqual(["REVOKED", "NOT_REVOKED"]);
  });

  test.each([
    ["unspecified", "REVOKED_LATER"],
    ["affiliationChanged", "REVOKED_LATER"],
    ["superseded", "REVOKED_LATER"],
    ["cessationOfOperation", "REVOKED_LATER"],
    ["keyCompromise", "REVOKED"],
    ["cACompromise", "REVOKED"],
    ["certificateHold", "REVOKED"],
    ["privilegeWithdrawn", "REVOKED"],
    ["aACompromise", "REVOKED"],
    [undefined, "REVOKED"],
  ] as const)("after genTime for %s is %s (RFC 3161 section 4)", async (reason, code) => {
    const token = await authority.stamp(imprint, at);
    const listed = (when: number, why: RevocationReason | undefined) =>
      intermediate.crl({
        thisUpdate: when + 1000,
        revoked: [{ serial: tsa.serial, at: when, reason: why }],
      });
    const later = Math.floor(at / 1000) * 1000 + 3_600_000;
    const crls = [await root.crl(), await listed(later, reason)];
    expect(outcome(token, { crls })).toEqual([code, "NOT_REVOKED"]);
    expect(judge(token, { crls }).facts?.trusted).toBe(code === "REVOKED_LATER");
    // A newer sound token from before the revocation keeps it, whatever the reason.
    expect(outcome(token, { crls, judgedAt: later - 1000 })).toEqual([
      "REVOKED_LATER",
      "NOT_REVOKED",
    ]);
    expect(outcome(token, { crls, judgedAt: later })).toEqual([code, "NOT_REVOKED"]);
    const before = [await root.crl(), await listed(from, reason)];
    expect(outcome(token, { crls: before })).toEqual(["REVOKED", "NOT_REVOKED"]);
  });
});

test("a certificate of the signer's name over another key does not verify its tokens", async () => {
  const key = softwareKey("forger");
  const forger = partyOf(key, timestamping.certificate);
  const token = await timeStamping(forger, [timestamping.certificate]).stamp(imprint, at);
  expect(objections(token)).toEqual(["TOKEN_SIGNATURE_INVALID"]);
});
