import { describe, expect, test } from "vitest";
import { toUtf8 } from "../../../shared/bytes/utf8.ts";
import { explicit, octets, sequence } from "../../../shared/bytes/der/writer.ts";
import { signCades } from "../../../shared/cms/cades.ts";
import { parseSignedData } from "../../../shared/cms/signed-data.ts";
import { digestOf } from "../../../shared/digest/digest.ts";
import { verifySignature } from "../../../shared/signature/verify-signature.ts";
import { checkCades } from "../../../shared/verification/signature/check-cades.ts";
import type { CadesQuestion } from "../../../shared/verification/signature/cades-question.ts";
import { type CheckCode, checks } from "../../../shared/words/checks/catalogue.ts";
import {
  createRoot,
  from,
  partyOf,
  softwareKey,
  until,
} from "../../parties/certificate-authority.ts";
import {
  putTogether,
  signatureValue,
  takenApart,
  withUnsigned,
} from "../../parties/cades-parts.ts";
import { certificateOf } from "../../parties/odd-tokens.ts";
import { createTokenCase } from "../../parties/token-case.ts";

const manifest = toUtf8("<ASiCManifest/>");
const day = 86_400_000;
const { chain, authority } = await createTokenCase();
const crls = [await chain.root.crl(), await chain.intermediate.crl()];
const second = await chain.intermediate.issue("Second Signer");
const signed = await signCades({
  content: manifest,
  signer: chain.operator.signer,
  chain: [chain.operator.certificate, chain.intermediate.certificate],
  signingTime: from + day,
});

async function judge(bytes: Uint8Array, more: Partial<CadesQuestion> = {}) {
  const verdict = await checkCades({
    subject: "META-INF/signature.p7s",
    bytes,
    content: {
      file: "META-INF/ASiCManifest.xml",
      digest: (name) => Promise.resolve(digestOf(name, manifest)),
    },
    roots: [{ certificate: chain.root.certificate, practice: false }],
    certificates: [],
    crls,
    ocsps: [],
    now: from + 30 * day,
    verify: verifySignature,
    ...more,
  });
  const objections: readonly CheckCode[] = verdict.findings
    .map(({ code }) => code)
    .filter((code) => checks[code].outcome !== "passed");
  return { ...verdict, objections };
}

/** Where these octets begin for the last time. */
function lastOf(bytes: Uint8Array, part: Uint8Array): number {
  for (let at = bytes.length - part.length; at >= 0; at -= 1)
    if (part.every((octet, n) => bytes[at + n] === octet)) return at;
  return -1;
}

describe("a CAdES signature of other software", () => {
  test("with its chain passes, and says who signed", async () => {
    const { objections, signers } = await judge(signed);
    expect(objections).toEqual([]);
    expect(signers).toMatchObject([
      { facts: { name: "Test Operator" }, sound: true, trusted: true, time: null },
    ]);
    expect(signers[0]?.chain.map(({ anchor }) => anchor)).toEqual([false, false, true]);
    expect(signers[0]?.facts.algorithms).toEqual({
      digest: "sha256",
      signature: "ecdsa",
      keyBits: 256,
    });
  });

  test("over other content fails", async () => {
    const content = {
      file: "x",
      digest: () => Promise.resolve(digestOf("sha256", toUtf8("another"))),
    };
    expect((await judge(signed, { content })).objections).toEqual(["CADES_OTHER_CONTENT"]);
  });

  test("whose content is not to be had is left open", async () => {
    const content = { file: "x", digest: () => Promise.resolve(undefined) };
    expect((await judge(signed, { content })).objections).toEqual(["CADES_CONTENT_MISSING"]);
  });

  test("that is no SignedData, or is cut, fails", async () => {
    expect((await judge(toUtf8("hello"))).objections).toEqual(["CADES_MALFORMED"]);
    expect((await judge(signed.subarray(0, 200))).objections).toEqual(["CADES_MALFORMED"]);
  });

  test("of nobody fails", async () => {
    const { before } = takenApart(signed);
    expect((await judge(putTogether(before, []))).objections).toEqual(["CADES_MALFORMED"]);
  });

  test("with a changed signature value fails", async () => {
    const bytes = signed.slice();
    const last = bytes.length - 1;
    bytes[last] = (bytes[last] ?? 0) ^ 1;
    expect((await judge(bytes)).objections).toEqual(["CADES_SIGNATURE_WRONG"]);
  });

  test("under an algorithm that nobody here knows is left open, and its time-stamp proves nothing", async () => {
    const { before, signers } = takenApart(signed);
    const [signer = new Uint8Array()] = signers;
    const { bytes: known } = certificateOf(chain.operator).signatureAlgorithm;
    const at = lastOf(signer, known);
    const odd = signer.map((octet, n) => (n === at + known.length - 1 ? 99 : octet));
    const unknown = putTogether(before, [odd]);
    const token = await authority.stamp(
      digestOf("sha256", signatureValue(unknown)),
      from + 2 * day,
    );
    const verdict = await judge(withUnsigned(unknown, [["1.2.840.113549.1.9.16.2.14", token]]));
    expect(verdict.objections).toEqual(["CADES_ALGORITHM_UNKNOWN"]);
    expect(verdict.timestamps).toMatchObject([{ sound: false, trusted: true }]);
  });

  test("by two signers is judged for each", async () => {
    const other = await signCades({
      content: manifest,
      signer: second.signer,
      chain: [second.certificate],
    });
    const both = takenApart(other).signers.concat(takenApart(signed).signers);
    const twice = putTogether(takenApart(signed).before, both);
    const complete = await judge(twice, { certificates: [second.certificate] });
    expect(complete.objections).toEqual([]);
    expect(complete.signers.map(({ facts }) => facts.name)).toEqual([
      "Second Signer",
      "Test Operator",
    ]);
    expect((await judge(twice)).objections).toEqual(["CADES_CERTIFICATE_MISSING"]);
  });

  test("of an unknown issuer, and of a self-made one, says so", async () => {
    expect((await judge(signed, { roots: [] })).objections).toEqual(["SIGNER_ISSUER_UNKNOWN"]);
    const self = await createRoot("Self Made");
    const own = await signCades({
      content: manifest,
      signer: self.signer,
      chain: [self.certificate],
    });
    const { objections, issuers } = await judge(own);
    expect(objections).toEqual(["SIGNER_SELF_DECLARED"]);
    expect(issuers).toEqual([]);
  });
});

describe("the time of a CAdES signature", () => {
  const timeStamp = "1.2.840.113549.1.9.16.2.14";
  const stampAt = from + 2 * day;
  const stamp = (value: Uint8Array): Promise<Uint8Array> =>
    authority.stamp(digestOf("sha256", value), stampAt);

  test("is that of its signature-time-stamp", async () => {
    const stamped = withUnsigned(signed, [[timeStamp, await stamp(signatureValue(signed))]]);
    const { objections, signers, timestamps, findings } = await judge(stamped);
    expect(objections).toEqual([]);
    expect(signers[0]?.time).toBe(stampAt);
    expect(timestamps).toMatchObject([
      { file: "META-INF/signature.p7s#timestamp-1", time: stampAt, trusted: true },
    ]);
    expect(findings.map(({ code }) => code)).toContain("CADES_TIME_PROVEN");
  });

  test("is not proven by a time-stamp over something else, which fails", async () => {
    const stamped = withUnsigned(signed, [[timeStamp, await stamp(toUtf8("else"))]]);
    const { objections, signers } = await judge(stamped);
    expect(objections).toEqual(["TOKEN_IMPRINT_DIFFERS"]);
    expect(signers[0]?.time).toBe(null);
  });

  test("keeps a signature whose certificate has expired since; without it that is left open", async () => {
    const now = until + 365 * day;
    const stamped = withUnsigned(signed, [[timeStamp, await stamp(signatureValue(signed))]]);
    const roots = [{ certificate: chain.root.certificate, practice: false }];
    expect((await judge(signed, { now, roots })).objections).toEqual(["SIGNER_TIME_UNPROVEN"]);
    expect((await judge(stamped, { now, roots })).objections).toEqual([]);
    expect((await judge(signed, { now, roots, existedBy: stampAt })).objections).toEqual([]);
  });
});

describe("what a CAdES signature carries", () => {
  test("certificate and revocation values are used", async () => {
    const certificateValues = "1.2.840.113549.1.9.16.2.23";
    const revocationValues = "1.2.840.113549.1.9.16.2.24";
    const bare = await signCades({
      content: manifest,
      signer: chain.operator.signer,
      chain: [chain.operator.certificate],
    });
    expect((await judge(bare, { crls: [] })).objections).toEqual(["SIGNER_ISSUER_UNKNOWN"]);
    const full = withUnsigned(bare, [
      [certificateValues, sequence(chain.intermediate.certificate)],
      [revocationValues, sequence(explicit(0, sequence(...crls)))],
    ]);
    expect((await judge(full, { crls: [] })).objections).toEqual([]);
  });

  test("a revocation in its own values counts", async () => {
    const parsed = await chain.intermediate.issue("Revoked Signer");
    const own = await signCades({
      content: manifest,
      signer: parsed.signer,
      chain: [parsed.certificate, chain.intermediate.certificate],
    });
    const read = parseSignedData(own);
    const sid = read.ok ? read.value.signers[0]?.sid : undefined;
    const serial = sid?.kind === "issuer-and-serial" ? sid.serial : 0n;
    const list = await chain.intermediate.crl({
      revoked: [{ serial, at: from + 1000, reason: "keyCompromise" }],
    });
    const values = sequence(explicit(0, sequence(list)));
    const full = withUnsigned(own, [["1.2.840.113549.1.9.16.2.24", values]]);
    expect((await judge(full, { crls: [] })).objections).toEqual(["SIGNER_CERTIFICATE_REFUSED"]);
  });

  test("lists of its own do not keep the verifier's from being read, however many are forged", async () => {
    const impostor = partyOf(softwareKey("Impostor"), chain.intermediate.certificate);
    const forged: Uint8Array[] = [];
    for (let number = 1n; number <= 20n; number += 1n) forged.push(await impostor.crl({ number }));
    const full = withUnsigned(signed, [
      ["1.2.840.113549.1.9.16.2.24", sequence(explicit(0, sequence(...forged)))],
    ]);
    const { serial } = certificateOf(chain.operator);
    const own = await chain.intermediate.crl({
      revoked: [{ serial, at: from + 1000, reason: "keyCompromise" }],
    });
    const verdict = await judge(full, { crls: [own] });
    expect(verdict.objections).toEqual(["SIGNER_CERTIFICATE_REFUSED"]);
  });

  test("archive time-stamps and countersignatures are named as not judged", async () => {
    const full = withUnsigned(signed, [
      ["0.4.0.1733.2.4", sequence(octets(new Uint8Array(4)))],
      ["1.2.840.113549.1.9.6", sequence()],
    ]);
    const { objections, findings } = await judge(full);
    expect(objections).toEqual(["CADES_PARTS_NOT_JUDGED"]);
    expect(findings.at(-1)?.data).toEqual({ parts: "archive-time-stamp-v3, counter-signature" });
  });

  test("no more than 64 time-stamps are judged, 16 of one signer, and the others are named", async () => {
    const token = await authority.stamp(digestOf("sha256", signatureValue(signed)), from + day);
    const stamped = (count: number) =>
      withUnsigned(
        signed,
        Array.from({ length: count }, () => ["1.2.840.113549.1.9.16.2.14", token] as const),
      );
    const full = await judge(stamped(16));
    expect([full.objections, full.timestamps.length]).toEqual([[], 16]);
    const over = await judge(stamped(17));
    expect([over.objections, over.timestamps.length]).toEqual([["CADES_PARTS_NOT_JUDGED"], 16]);
    expect(over.findings.at(-1)?.data).toEqual({ parts: "signature-time-stamp" });
    const { before, signers } = takenApart(stamped(13));
    const [signer = new Uint8Array()] = signers;
    const several = await judge(
      putTogether(
        before,
        Array.from({ length: 5 }, () => signer),
      ),
    );
    expect([several.objections, several.timestamps.length]).toEqual([
      ["CADES_PARTS_NOT_JUDGED"],
      64,
    ]);
  });

  test("values that are nonsense are left out and break nothing", async () => {
    const full = withUnsigned(signed, [
      ["1.2.840.113549.1.9.16.2.24", octets(Uint8Array.of(1))],
      ["1.2.840.113549.1.9.16.2.23", sequence(octets(Uint8Array.of(1)))],
    ]);
    expect((await judge(full)).objections).toEqual([]);
  });
});
